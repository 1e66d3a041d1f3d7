"""How a story becomes markup: sections, links and numbered citations in one pass."""

import re
from collections.abc import Iterator

from wagtail.rich_text import expand_db_html

from clinicsite.library.citations import Citations

FIRST_TAG = re.compile(r"(<[a-z][a-z0-9]*)(?=[\s>])")


def rendered_story(stream, page=None, surroundings: dict | None = None) -> str:
    """The markup of a stream of sections, each section's own text escaped by its template, and each followed by what
    `after_sections` of the surroundings holds for its id; what it holds for the empty id ends the story.

    Links to pages are looked up once for the whole text and citations get their numbers here, so that the
    cost does not grow with the number of paragraphs. In a preview each section says its id, for checks of the content.
    """
    around = surroundings or {}
    after = around.get("after_sections") or {}
    is_preview = getattr(around.get("request"), "is_preview", False)
    markup = ""
    for block, level in with_heading_levels(stream):
        rendered = str(block.render(context={**around, "block_id": block.id, "heading_level": level}))
        markup += FIRST_TAG.sub(rf'\1 data-section="{block.id}"', rendered, count=1) if is_preview else rendered
        markup += after.get(block.id, "")
    markup += after.get("", "")
    citations = getattr(page, "citations", None) or Citations.from_ids([])
    return citations.link(expand_db_html(markup))


def with_heading_levels(stream) -> Iterator[tuple]:
    """Each section with the level of its own heading: below a section heading it is one of the third level."""
    level = 2
    for block in stream:
        level = 3 if block.block_type == "heading" else level
        yield block, level
