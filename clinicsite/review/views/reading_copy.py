"""A version of a page that is not the public one, as readers would see it, and never to be kept by anything."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from wagtail.models import Page


@dataclass(frozen=True)
class ReadingCopy:
    """What the frame of the page says of it: what goes before the title, a template above and one below the text."""

    mark: str
    top: str
    foot: str = ""
    values: dict = field(default_factory=dict)


def reading_copy(request, page: Page, copy: ReadingCopy, *, status: int = 200) -> HttpResponse:
    """The page rendered by its own template inside the marks of `copy`. Forms for readers are left out of it."""
    request.is_preview = True
    request.preview_mode = page.default_preview_mode
    request.reading_copy = copy
    response = page.serve_preview(request, page.default_preview_mode)
    response.status_code = status
    return kept_by_nobody(response)


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """For one pair of eyes: kept by no cache, found by no search engine, and named in no referrer."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def public_page(request, page_id: int) -> Page | None:
    """The published page that this reader may see, as its own type; None for any other."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None or page.get_url_parts() is None:
        return None
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        return None
    return page.specific
