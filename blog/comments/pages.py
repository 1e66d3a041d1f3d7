"""Pages that carry comments, as far as a request may see them."""

from django.apps import apps
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from blog.comments.models import CommentableMixin
from blog.comments.models.comments_settings import ancestor_paths

CHAINS_KEY = "comments:aliases-of-aliases"
SECONDS_KEPT = 60


def public_page(request: HttpRequest, page_id: int) -> CommentableMixin | None:
    """The page as its own type, or None where it is gone, unpublished, private to others, or never had comments.

    One query a kind of page that carries comments, one more where a page or one above it is private.
    """
    kinds = (model for model in apps.get_models() if issubclass(model, CommentableMixin))
    found = (kind.objects.live().filter(id=page_id).annotate(is_private=_is_private()).first() for kind in kinds)
    page = next((page.specific for page in found if page), None)
    if page is None or page.get_url_parts() is None:
        return None
    if not page.is_private and not _has_alias_chains():
        return page
    if not all(restriction.accept_request(request) for restriction in view_restrictions_of(page)):
        return None
    return page


def view_restrictions_of(page):
    """Whatever keeps a page, or a page above it, from the public: Wagtail's own answer in one query instead of two.

    An alias is as private as its source. Aliases of aliases, which the editor cannot make, are left to Wagtail.
    """
    if _has_alias_chains():
        return page.get_view_restrictions()
    paths = [*ancestor_paths(page), page.path]
    is_on_the_way = Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
    return PageViewRestriction.objects.filter(is_on_the_way).distinct()


def _is_private() -> Exists:
    """Whether anything keeps a page, or a page above it, from the public, told in the query that reads the page."""
    above = Q(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    above_an_alias = Q(page__aliases__path=Substr(OuterRef("path"), 1, Length("page__aliases__path")))
    return Exists(PageViewRestriction.objects.filter(above | above_an_alias))


def _has_alias_chains() -> bool:
    return cache.get_or_set(CHAINS_KEY, Page.objects.filter(alias_of__alias_of__isnull=False).exists, SECONDS_KEPT)
