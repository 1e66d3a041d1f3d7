"""The sections of a page, as a reviewer names them."""

from dataclasses import dataclass

from wagtail.models import Page

from clinicsite.core.blocks.story import anchor_for


@dataclass(frozen=True)
class Section:
    """A heading of the body, with its block and its place on the page."""

    block_id: str
    title: str
    anchor: str


def sections_of(page: Page) -> list[Section]:
    """The section headings of a page's body; none where it has no body of blocks."""
    body = getattr(page, "body", None)
    if not hasattr(body, "stream_block"):
        return []
    return [
        Section(str(block.id), str(block.value["text"]), anchor_for(block.id))
        for block in body
        if block.block_type == "heading"
    ]
