"""BibTeX: one entry, with braces, quotation marks and the accents that journals export."""

import re
import unicodedata

from clinicsite.library.pasted.reading import (
    PastedCitation,
    joined_authors,
    page_range,
    put_identifier,
    short_author,
    year_in,
)

ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*\{\s*([^,\s{}]*)\s*,")
NAME = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*")
BARE = re.compile(r"[^,}\s]+")
COMBINING = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "c": "\u0327", "v": "\u030c"}
ACCENT = re.compile(r"\\(?:([\"'`^~])\{?\\?([A-Za-z])\}?|([cv])\{([A-Za-z])\})")
LETTERS = {"\\ss": "ß", "\\o": "ø", "\\O": "Ø", "\\ae": "æ", "\\AE": "Æ", "\\aa": "å", "\\AA": "Å", "\\l": "ł"}
LETTER = re.compile(r"\\(?:ss|ae|AE|aa|AA|o|O|l)(?![A-Za-z])")
IGNORED = frozenset(
    (
        "abstract", "keywords", "issn", "isbn", "month", "day", "language", "file", "note", "annote", "eprint",
        "eprinttype", "copyright", "timestamp", "biburl", "bibsource", "address", "affiliation", "date-added",
        "date-modified", "urldate", "numpages", "series", "edition",
    )
)  # fmt: skip


def looks_like_bibtex(text: str) -> bool:
    """True where the text opens an entry."""
    return bool(ENTRY.search(text[:500]))


def read_bibtex(text: str) -> PastedCitation:
    """The first entry. A second one is named."""
    citation = PastedCitation("BibTeX")
    entry = ENTRY.search(text)
    values, rest = _values(text, entry.end())
    for name, value in values.items():
        _put(citation, name, value)
    citation.leave(text[: entry.start()])
    for other in ENTRY.finditer(rest):
        citation.leave(f"@{other.group(1)}{{{other.group(2)}}}")
    return citation


def _put(citation: PastedCitation, name: str, value: str) -> None:
    fields = citation.fields
    if name == "author":
        fields["authors"] = joined_authors([_author(part) for part in re.split(r"\s+and\s+", value)])
    elif name in ("title", "volume"):
        fields[name] = value
    elif name in ("journal", "journaltitle", "booktitle", "publisher", "institution"):
        fields.setdefault("journal", value)
    elif name in ("number", "issue"):
        fields["issue"] = value
    elif name in ("year", "date"):
        fields.setdefault("year", year_in(value))
    elif name == "pages":
        fields["pages"] = page_range(value)
    elif name in ("doi", "pmid", "pmcid"):
        put_identifier(citation, name, value)
    elif name == "url" and "doi.org/10." in value:
        put_identifier(citation, "doi", value)
    elif name == "url" and value.startswith("https://"):
        fields["url"] = value
    elif name not in IGNORED:
        citation.leave(f"{name} = {value}")


def _author(name: str) -> str:
    return "et al." if name.strip() == "others" else short_author(name)


def _values(text: str, place: int) -> tuple[dict, str]:
    """Name to value from a place inside an entry, and what follows the entry."""
    values = {}
    while name := NAME.match(text, place):
        raw, place = _value(text, name.end())
        values[name.group(1).lower()] = _plain(raw)
        separator = re.compile(r"\s*,?").match(text, place)
        place = separator.end()
    return values, text[place:]


def _value(text: str, place: int) -> tuple[str, int]:
    """A value in braces, in quotation marks or bare, and the place behind it. An open one ends with the text."""
    opening = text[place : place + 1]
    if opening not in ("{", '"'):
        bare = BARE.match(text, place)
        return (bare.group(), bare.end()) if bare else ("", place)
    depth, start = 0, place + 1
    for index in range(start, len(text)):
        sign = text[index]
        if sign == "}" and opening == "{" and depth == 0:
            return text[start:index], index + 1
        if sign == '"' and opening == '"' and depth == 0 and text[index - 1] != "\\":
            return text[start:index], index + 1
        depth += (sign == "{") - (sign == "}")
    return text[start:], len(text)


def _plain(raw: str) -> str:
    """Letters for LaTeX's ways of writing them; no braces, one blank for any."""
    text = ACCENT.sub(_accented, raw)
    text = LETTER.sub(lambda match: LETTERS[match.group()], text)
    text = text.replace("\\&", "&").replace("\\%", "%").replace("\\_", "_").replace("~", " ")
    return " ".join(re.sub(r"[{}]", "", text).split())


def _accented(match: re.Match) -> str:
    mark, letter = match.group(1) or match.group(3), match.group(2) or match.group(4)
    return unicodedata.normalize("NFC", letter + COMBINING[mark])
