"""What an edit changed, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Comparing costs the product of both lengths at worst; longer texts are compared sentence by sentence.
MOST_COMPARED = 250_000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+")

KEPT, REMOVED, ADDED = "kept", "removed", "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that was kept, removed or added."""

    kind: str
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Both texts as one: what was kept, with what was removed and added in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) * len(new) > MOST_COMPARED:
        old, new = _SENTENCES.findall(before), _SENTENCES.findall(after)
    pieces = []
    for verb, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            pieces.append(Piece(KEPT, "".join(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece(REMOVED, "".join(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece(ADDED, "".join(new[new_start:new_end])))
    return pieces
