"""How long an article takes and what it contains, read from its sections."""

import math
import re
from dataclasses import dataclass

from clinicsite.core.blocks.story import anchor_for
from clinicsite.library.citations import CITATION, rich_text_in

# A steady pace for adults reading plain text; the brief rounds up so that nobody is hurried.
WORDS_A_MINUTE = 200
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class ContentsEntry:
    """One line of the contents list."""

    anchor: str
    text: str


def word_count(body) -> int:
    """Words in every string a section stores, citations left out."""
    texts = rich_text_in([block["value"] for block in body.raw_data])
    return sum(len(TAG.sub(" ", CITATION.sub("", text)).split()) for text in texts)


def reading_minutes(body) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, math.ceil(word_count(body) / WORDS_A_MINUTE))


def contents_of(body) -> list[ContentsEntry]:
    """Section headings with their anchors, in order."""
    return [ContentsEntry(anchor_for(block.id), block.value["text"]) for block in body if block.block_type == "heading"]
