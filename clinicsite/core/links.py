"""Links to pages in stored streams, turned into addresses all at once."""

from collections.abc import Iterator

from wagtail.fields import StreamValue
from wagtail.models import Page

LINK_FIELDS = {"label", "page", "url"}


def resolve_links(*streams: StreamValue) -> None:
    """Replace the page of every link in the streams by its address and title: one query for all links together.

    Only for streams that are about to be shown. A page that is not live leaves an empty address. Streams that have
    been read already, or that come from a form, stay as they are and look their pages up by themselves.
    """
    links = [link for stream in streams for link in _links_in(list(stream.raw_data)) if link["page"]]
    pages = Page.objects.in_bulk([link["page"] for link in links])
    for link in links:
        page = pages.get(link["page"])
        link["page"] = None
        if page is not None and page.live:
            link.update(url=page.url, label=link["label"] or page.title)


def linked_page_ids(*streams: StreamValue) -> set[int]:
    """The keys of all pages that links in the streams lead to. No query."""
    return {link["page"] for stream in streams for link in _links_in(list(stream.raw_data)) if link["page"]}


def _links_in(value) -> Iterator[dict]:
    if isinstance(value, dict):
        if value.keys() == LINK_FIELDS:
            yield value
        else:
            yield from _links_in(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _links_in(item)
