"""What a page is made of, walked section by section: pictures, links, and where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText

HREF = re.compile(r'<a\b[^>]*?\bhref="(https?://[^"]+)"', re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A value inside a page, and Wagtail's content path to it."""

    path: str
    value: object
    block: blocks.Block | None = None


def places_in(page: Page) -> Iterator[Place]:
    """Every value of a page's streams and rich texts, structs before what they hold."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name) or ():
                yield from _inside(child.block, child.value, f"{field.name}.{child.id}")
        elif isinstance(field, RichTextField):
            yield Place(field.name, RichText(getattr(page, field.name) or ""))
        elif isinstance(field, models.URLField):
            yield Place(field.name, getattr(page, field.name) or "", blocks.URLBlock())


def pictures_without_words(page: Page) -> list[dict]:
    """Where a picture has neither words for those who cannot see it nor the mark of a decoration."""
    found = []
    for place in places_in(page):
        value = place.value
        if not isinstance(value, blocks.StructValue) or "is_decorative" not in value:
            continue
        has_words = bool((value.get("alt_text") or "").strip())
        if not has_words and not value.get("is_decorative") and isinstance(value.get("image"), AbstractImage):
            found.append({"path": place.path, "title": value["image"].title})
    return found


def outgoing_links(page: Page) -> list[tuple[str, str]]:
    """(path, address) of every link that leaves the site, in reading order and each place once."""
    found: dict[tuple[str, str], None] = {}
    for place in places_in(page):
        if isinstance(place.value, RichText):
            for address in HREF.findall(place.value.source):
                found[place.path, unescape(address)] = None
        elif isinstance(place.block, blocks.URLBlock) and str(place.value or "").startswith(("http://", "https://")):
            found[place.path, str(place.value)] = None
    return list(found)


def lacks_description(page: Page) -> bool:
    """True where a search engine has to make up its own words about a page."""
    description = page.meta_description if hasattr(page, "meta_description") else page.search_description
    return not description.strip()


def _inside(block: blocks.Block, value, path: str) -> Iterator[Place]:
    if value is None:
        return
    yield Place(path, value, block)
    if isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _inside(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(value, blocks.StructValue):
        for name, child in value.items():
            yield from _inside(block.child_blocks[name], child, f"{path}.{name}")
    elif isinstance(value, blocks.list_block.ListValue):
        for child in value.bound_blocks:
            yield from _inside(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(value, TypedTable):
        # An editor reaches the table as a whole.
        for row in value.rows:
            for cell in row:
                yield from _inside(cell.block, cell.value, path)
