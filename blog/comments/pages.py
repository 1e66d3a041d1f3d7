"""Pages that carry comments, as far as a request may see them."""

from django.http import HttpRequest
from wagtail.models import Page

from blog.comments.models import CommentableMixin


def public_page(request: HttpRequest, page_id: int) -> CommentableMixin | None:
    """The page as its own type, or None where it is gone, unpublished, private to others, or never had comments."""
    page = Page.objects.live().filter(pk=page_id).specific().first()
    if not isinstance(page, CommentableMixin) or page.get_url_parts() is None:
        return None
    if not all(restriction.accept_request(request) for restriction in page.get_view_restrictions()):
        return None
    return page
