"""The comment area, for any page's template."""

from django import template
from django.core.cache import cache
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import get_language

from blog.comments.forms import CommentForm
from blog.comments.models import CommentsSettings, Discussion
from blog.comments.threads import THREADS_ON_A_PAGE, ThreadPage

register = template.Library()

PARAMETER = "comments"
LONGEST_NUMBER = 6
SECONDS_KEPT = 600


@register.inclusion_tag("comments/comment_area.html", takes_context=True)
def comments(context, page):
    """Everything below an article that belongs to its comments: one query where they are unchanged, else three.

    Raises 404 for a page of comments that does not exist.
    """
    request = context["request"]
    # The settings that the page's frame has read already, so that they are read once.
    page.comments_settings = getattr(request, CommentsSettings.get_cache_attr_name(), None) or page.comments_settings
    if not page.shows_comments:
        return {"page": page}
    number = _page_number(request.GET.get(PARAMETER, "1"))
    revision, count, thread_count = Discussion.objects.state_of(page.pk)
    try:
        html = _threads(page, number, revision, count)
        paginated = Paginator(range(thread_count), THREADS_ON_A_PAGE).page(number)
    except InvalidPage:
        raise Http404 from None
    return {
        "request": request,
        "page": page,
        "is_shown": True,
        "count": count,
        "threads": html,
        "paginated": paginated,
        "form": CommentForm(),
    }


def _page_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > LONGEST_NUMBER or int(text) < 1:
        raise Http404
    return int(text)


def _threads(page, number: int, revision: int, count: int) -> str:
    """The comments of one page as HTML, rendered again only after a change of what readers see."""
    if not count:
        return ""
    parts = (page.pk, number, revision, page.accepts_comments, page.writer_account_id, get_language())
    key = "comments:" + ":".join(map(str, parts))
    stored = cache.get(key)
    if stored is None:
        values = {"rows": ThreadPage(page, number).rows, "page": page, "is_open": page.accepts_comments}
        stored = render_to_string("comments/includes/thread.html", values)
        cache.set(key, stored, SECONDS_KEPT)
    return stored
