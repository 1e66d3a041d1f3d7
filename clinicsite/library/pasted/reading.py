"""What reading a citation yields, and what all layouts share: people, pages, identifiers, the kind of evidence."""

import re
from dataclasses import dataclass, field

from clinicsite.library.identifiers import normalize_doi, normalize_pmcid, normalize_pmid

LONGEST_PASTE = 20_000
MOST_AUTHORS = 6
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
# Kinds by words of the title; the first that fits. An editor sees the guess before anything is saved.
KIND_WORDS = [
    ("protocol", re.compile(r"\bprotocol\b|rationale and design", re.IGNORECASE)),
    ("systematic-review", re.compile(r"systematic review|meta-?analys[ie]s", re.IGNORECASE)),
    ("guideline", re.compile(r"\bguidelines?\b|consensus statement|position statement", re.IGNORECASE)),
    ("laboratory", re.compile(r"\b(?:mice|mouse|rats?|in vitro)\b", re.IGNORECASE)),
    ("trial", re.compile(r"randomi[sz]ed|placebo-controlled|double-blind|clinical trial", re.IGNORECASE)),
    ("observational", re.compile(r"\bcohort\b|case (?:series|report)|cross-sectional|retrospective", re.IGNORECASE)),
    ("review", re.compile(r"\breview\b", re.IGNORECASE)),
]


@dataclass
class PastedCitation:
    """The fields that were read, by the names of the reference's own; what was left over; and the layout's name."""

    layout: str
    fields: dict = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def leave(self, text: str) -> None:
        """Keep words that found no place, so that they can be named."""
        if re.search(r"\w", text):
            self.unread.append(text.strip(" .;,"))


def guessed_kind(title: str) -> str:
    """The sort of evidence a title speaks of, or an empty string."""
    return next((kind for kind, words in KIND_WORDS if words.search(title)), "")


def checked(normalize, text: str) -> str:
    """An identifier in normal form, or an empty string where it is none."""
    try:
        return normalize(text)
    except ValueError:
        return ""


def put_identifier(citation: PastedCitation, name: str, text: str) -> None:
    """Keep a DOI, PMID or PMCID that has the right form; name one that has not."""
    normalize = {"doi": normalize_doi, "pmid": normalize_pmid, "pmcid": normalize_pmcid}[name]
    found = checked(normalize, text)
    if found:
        citation.fields.setdefault(name, found)
    else:
        citation.leave(f"{name.upper()} {text}")


def year_in(text: str) -> int | None:
    """The first year from 1800 to 2099."""
    match = YEAR.search(text)
    return int(match.group(1)) if match else None


def page_range(first: str, last: str = "") -> str:
    """Pages with a plain hyphen: `241--254` and `241 - 254` become `241-254`."""
    both = f"{first}-{last}" if last and last != first else first
    return re.sub(r"\s*-+\s*", "-", both.translate(DASHES)).strip(" .")


def short_author(name: str) -> str:
    """`Cohen, Steven P.`, `Cohen, S. P.` and `Steven P. Cohen` become `Cohen SP`; a body keeps its name."""
    name = " ".join(name.split()).strip(" ,")
    if "," in name:
        surname, given = (part.strip() for part in name.split(",", 1))
    elif re.search(r"\s[A-Z]{1,4}$", name) or " " not in name:
        return name
    else:
        given, _space, surname = name.rpartition(" ")
    initials = "".join(part[0].upper() for part in re.split(r"[\s.\-]+", given) if part and part[0].isalpha())
    return f"{surname} {initials}".strip()


def joined_authors(names: list[str]) -> str:
    """At most six names as the Vancouver style writes them, ending in `et al.` where there are more."""
    names = [name for name in names if name]
    if len(names) > MOST_AUTHORS:
        return ", ".join(names[:MOST_AUTHORS]) + ", et al."
    return ", ".join(names).rstrip(".") + "." if names else ""
