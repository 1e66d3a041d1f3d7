"""Numbering of citations: pure functions over the rich-text markup that pages store.

A citation is stored as `<a linktype="citation" id="12">Cohen 2018</a>`, so that Wagtail's reference index knows
which page cites which source. Readers see `1`, `2`, `3` in the order in which a page first cites them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

CITATION = re.compile(r'<a\b(?=[^>]*\blinktype="citation")[^>]*?\bid="(\d{1,18})"[^>]*>.*?</a>', re.DOTALL)
# With the space before it, so that a number never starts a line by itself.
SPACED_CITATION = re.compile(rf"\s*{CITATION.pattern}", re.DOTALL)
ANY_CITATION = re.compile(r'<a\b[^>]*\blinktype="citation"')


def cited_ids(html: str) -> list[int]:
    """The ids of the references that one piece of stored rich text cites, in order, repeats included."""
    return [int(match) for match in CITATION.findall(html)]


def has_broken_citation(html: str) -> bool:
    """True where a citation names no reference at all."""
    return len(ANY_CITATION.findall(html)) != len(CITATION.findall(html))


def without_citations(html: str) -> str:
    """The text without the short names of its sources, which are other people's words."""
    return SPACED_CITATION.sub("", html)


def moved(html: str, old_id: int, new_id: int, new_name: str) -> str:
    """Stored rich text in which whatever cited one reference cites another; cited twice in one place, once."""
    new = f'<a linktype="citation" id="{new_id}">{escape(new_name)}</a>'
    text = CITATION.sub(lambda match: new if int(match.group(1)) == old_id else match.group(), html)
    return text if text == html else re.sub(rf"({re.escape(new)})(?:\s*{re.escape(new)})+", r"\1", text)


def rich_text_in(value) -> Iterable[str]:
    """Every string in a stored block value (nested lists and dicts), in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        # A list item is stored with its type and id, which are not text.
        for nested in [value["value"]] if value.keys() == {"type", "value", "id"} else value.values():
            yield from rich_text_in(nested)
    elif isinstance(value, (list, tuple)):
        for nested in value:
            yield from rich_text_in(nested)


def texts_shown_by(block) -> list[str]:
    """Every string one section of a stream shows, in reading order, shared disclaimers included."""
    texts = list(rich_text_in(block.get_prep_value()["value"]))
    if block.block_type == "disclaimer" and block.value["disclaimer"]:
        texts.append(block.value["disclaimer"].text)
    return texts


@dataclass
class Citations:
    """The references of one page: which number each has, and how often the text has cited it so far."""

    numbers: dict[int, int]
    times_cited: dict[int, int] = field(default_factory=dict)

    @classmethod
    def from_ids(cls, ids: Iterable[int]) -> "Citations":
        """Number references from 1 in order of first citation."""
        unique = dict.fromkeys(ids)
        return cls(numbers={reference_id: number for number, reference_id in enumerate(unique, start=1)})

    def link(self, html: str) -> str:
        """Turn stored citations into numbered links with an address of their own, for the way back."""
        linked = SPACED_CITATION.sub(self._numbered_link, html)
        # Neighbours share one element, in which the style sheet can tell first and last from those between.
        return linked.replace('</a></sup><sup class="cite-mark"><a', "</a>,<a")

    def _numbered_link(self, match: re.Match) -> str:
        reference_id = int(match.group(1))
        number = self.numbers.get(reference_id)
        if number is None:
            return ""
        times = self.times_cited[reference_id] = self.times_cited.get(reference_id, 0) + 1
        return (
            f'<sup class="cite-mark"><a class="cite" id="cite-{number}-{times}" href="#ref-{number}" '
            f'aria-label="Reference {number}">{number}</a></sup>'
        )

    def back_links(self, reference_id: int) -> list[str]:
        """The addresses of the places that cite a reference, once the text has been rendered."""
        number = self.numbers[reference_id]
        return [f"cite-{number}-{time}" for time in range(1, self.times_cited.get(reference_id, 0) + 1)]
