"""Where sentences begin and end. Abbreviations, decimals and citations do not end one."""

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?]{1,5}[\"')\]]{0,3}(?:\s?\[\d{1,4}\]){0,8}(?=\s|$)|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|vs|etc|approx|fig|no|vol|e\.g|i\.e|al|cf|dept|inc|jr|sr|min|max|resp|ca)"
    r"|\b(?:[A-Za-z]\.){1,3}[A-Za-z]|\b[A-Z])\.$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s{1,3}[a-z(,;]|\s{1,3}\d")
# Longer runs without an end are cut, so that no pattern meets more.
LONGEST = 600


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the folded text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def is_question(self) -> bool:
        """True where it ends with a question mark, whatever follows it."""
        return bool(re.search(r"\?[\"')\]]{0,3}(?:\s?\[\d{1,4}\]){0,8}\s{0,3}$", self.text))

    @property
    def is_cited(self) -> bool:
        """True where it carries a citation."""
        return bool(re.search(r"\[R?\d{1,4}(?:\s?[,;-]\s?R?\d{1,4}){0,8}\]", self.text))


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a folded text that hold a letter or a sign of approval, in order."""
    found, begin = [], 0
    for match in _END.finditer(text):
        if match.group() != "\n" and _is_inside(text, begin, match):
            continue
        found.extend(_cut(text, begin, match.end()))
        begin = match.end()
    found.extend(_cut(text, begin, len(text)))
    return found


def _is_inside(text: str, begin: int, match: re.Match) -> bool:
    """True where the dots end an abbreviation and not the sentence."""
    if match.group()[0] != "." or match.group().startswith(".."):
        return False
    before = text[max(begin, match.start() - 12) : match.start() + 1]
    if not _ABBREVIATION.search(before):
        return False
    name = re.search(r"\b(?:dr|mr|mrs|ms|prof|st|vs|fig|no|e\.g|i\.e|approx|vol|cf|ca|al)\.$", before, re.IGNORECASE)
    return bool(name and not name.group().lower().startswith("no.")) or bool(_GOES_ON.match(text, match.end()))


def _cut(text: str, begin: int, end: int) -> list[Sentence]:
    pieces = []
    while end - begin > LONGEST:
        blank = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        edge = blank + 1 if blank > 0 else begin + LONGEST
        pieces.append((begin, edge))
        begin = edge
    pieces.append((begin, end))
    return [_trimmed(text, *piece) for piece in pieces if text[slice(*piece)].strip()]


def _trimmed(text: str, begin: int, end: int) -> Sentence:
    body = text[begin:end]
    lead = len(body) - len(body.lstrip())
    return Sentence(body.strip(), begin + lead)
