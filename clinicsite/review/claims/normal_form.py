"""The copy of a text that rules read: straight quotes, single blanks, no markup. It knows its origin.

A text is never changed; a span found in the copy is given back as a span of the text.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = str.maketrans("‘’‚‛′`´ʼ“”„‟″‐‑‒–—―−", "''''''''\"\"\"\"\"-------")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{0,600}>")
_CITATION = re.compile(
    r'<a\b(?=[^>]{0,300}\blinktype="citation")[^>]{0,300}?\bid="(\d{1,18})"[^>]{0,300}>[^<]{0,300}</a>'
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,12}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SPECIAL = re.compile(f"{_CITATION.pattern}|{_TAG.pattern}|{_ENTITY.pattern}")
# In ASCII, what would change a text.
_UNUSUAL = re.compile(r"[<&\x00-\x09\x0b-\x1f\x7f]|[ \n]{2}")
_LINE_BREAKING = frozenset(
    {"p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "hr"}
)


@dataclass(frozen=True)
class FoldedText:
    """A copy of a text; `origins[i]` is the place in the text of the copy's i-th character."""

    text: str
    origins: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The text's span that the copy's span [start, end) was made from."""
        if start >= end:
            return 0, 0
        return self.origins[start], self.ends[end - 1]


def fold(text: str) -> FoldedText:
    """NFKC, straight quotes and hyphens, nothing invisible, no tags, blanks never twice in a row.

    Block tags become line breaks; a stored citation becomes its marker, as in `[12]`.
    """
    if text.isascii() and not _UNUSUAL.search(text):
        return FoldedText(text, range(len(text)), range(1, len(text) + 1))
    kept: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    for start, end, piece in _pieces(text):
        for character in piece:
            if character in " \n" and kept and kept[-1] in " \n":
                if character == "\n":
                    kept[-1] = "\n"
                continue
            kept.append(character)
            origins.append(start)
            ends.append(end)
    return FoldedText("".join(kept), tuple(origins), tuple(ends))


def readable(markup: str) -> str:
    """The words of rich text as a reader sees them, citations as markers."""
    return fold(markup).text.strip()


def _pieces(text: str):
    """(start, end, what stands for it) of every part of a text."""
    place = 0
    for match in _SPECIAL.finditer(text):
        yield from _characters(text, place, match.start())
        yield match.start(), match.end(), _read_special(match)
        place = match.end()
    yield from _characters(text, place, len(text))


def _read_special(match: re.Match) -> str:
    if match.group(1):
        return f" [{match.group(1)}]"
    if match.group(2):
        return "\n" if match.group(2).lower() in _LINE_BREAKING else ""
    return _fold_character(html.unescape(match.group()))


def _characters(text: str, start: int, end: int):
    for place in range(start, end):
        yield place, place + 1, _fold_character(text[place])


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character.isascii():
        return "\n" if character in "\r\n\v\f" else " " if character == "\t" else character if character >= " " else ""
    if character in "\u2028\u2029\x85":
        return "\n"
    composed = unicodedata.normalize("NFKC", character.translate(_QUOTES)).translate(_QUOTES)
    return "".join(part for part in composed if unicodedata.category(part) not in ("Cc", "Cf", "Cs", "Cn", "Co"))
