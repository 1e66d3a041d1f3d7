"""The comment area, for any page's template."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.core.cache import cache
from django.core.paginator import InvalidPage
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import get_language

from blog.comments.doubt import form_time
from blog.comments.forms import CommentForm
from blog.comments.models import Comment, CommentsSettings, Discussion, ThreadOrder
from blog.comments.models.discussion import DiscussionState
from blog.comments.permissions import can_moderate
from blog.comments.threads import ANSWERED, UNANSWERED, Listing, ThreadPage, page_of_threads

register = template.Library()

PARAMETER = "comments"
LONGEST_NUMBER = 6
SECONDS_KEPT = 600
WAITING_SHOWN = 10


@dataclass(frozen=True)
class Rendered:
    """The comments of one page of threads as HTML, and how many threads there are of their kind."""

    html: str = ""
    thread_count: int = 0


@register.inclusion_tag("comments/comment_area.html", takes_context=True)
def comments(context, page):
    """Everything below an article that belongs to its comments: one query where they are unchanged, else two or three.

    Raises 404 for a page of comments that does not exist.
    """
    request = context["request"]
    _share_settings(request, page)
    if not page.shows_comments:
        return {"page": page}
    listing = listing_of(request.GET, page)
    discussion = Discussion.objects.state_of(page.pk)
    is_moderating = _is_moderating(request)
    try:
        rendered = _rendered_for_desk(request, page, listing, discussion) if is_moderating else None
        rendered = rendered or _rendered(page, listing, discussion)
        paginated = page_of_threads(rendered.thread_count, listing.number)
    except InvalidPage:
        raise Http404 from None
    return {
        "request": request,
        "page": page,
        "is_shown": True,
        "count": discussion.comment_count,
        "question_count": discussion.thread_count,
        "threads": rendered.html,
        "paginated": paginated,
        "listing": listing,
        "orders": _orders(page) if discussion.thread_count > 1 else [],
        "desk": _desk(page) if is_moderating else None,
        "form": CommentForm(opened=form_time(page.pk, is_shared=True)),
    }


@register.inclusion_tag("comments/includes/head.html", takes_context=True)
def comments_head(context, page):
    """What a page's head says of its comments: their feed, and that only one order belongs in search engines."""
    request = context["request"]
    _share_settings(request, page)
    is_shown = page.pk is not None and page.shows_comments
    listing = listing_of(request.GET, page) if is_shown else Listing()
    return {
        "page": page,
        "has_feed": is_shown and not page.get_view_restrictions(),
        "is_other_order": is_shown and (listing.order != page.comments_settings.order or listing.answers),
    }


def listing_of(query, page) -> Listing:
    """What the address asks for. Raises 404 for a number that is none; an unknown order is the page's own one."""
    number = query.get(PARAMETER, "1")
    if not (number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER or int(number) < 1:
        raise Http404
    order, answers = query.get("order", ""), query.get("answers", "")
    return Listing(
        number=int(number),
        order=order if order in _orders(page) else page.comments_settings.order,
        answers=answers if page.takes_questions and answers in (ANSWERED, UNANSWERED) else "",
    )


def _orders(page) -> list[ThreadOrder]:
    """The orders a reader may choose from."""
    return [order for order in ThreadOrder if order != ThreadOrder.HELPFUL or page.comments_settings.has_votes]


def _share_settings(request, page) -> None:
    """Give a page the settings that its frame has read already, so that they are read once."""
    page.comments_settings = getattr(request, CommentsSettings.get_cache_attr_name(), None) or page.comments_settings


def _is_moderating(request) -> bool:
    """True for a moderator who is signed in. Without a session cookie the session is never looked at."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and can_moderate(request.user)


def _rendered(page, listing: Listing, discussion: DiscussionState) -> Rendered:
    """The comments as every reader gets them, rendered again only after a change of what readers see."""
    if not discussion.comment_count:
        return Rendered()
    parts = (
        page.pk, listing.number, listing.order, listing.answers, discussion.revision, page.accepts_comments,
        page.comments_settings.has_votes, page.comments_kind, page.writer_account_id, get_language(),
    )  # fmt: skip
    key = "comments:" + ":".join(map(str, parts))
    stored = cache.get(key)
    if stored is None:
        stored = _render(page, listing, discussion)
        cache.set(key, stored, SECONDS_KEPT)
    return stored


def _rendered_for_desk(request, page, listing: Listing, discussion: DiscussionState) -> Rendered | None:
    """The comments with a moderator's buttons beside each, kept for nobody else."""
    return _render(page, listing, discussion, request, is_moderating=True) if discussion.comment_count else None


def _render(page, listing: Listing, discussion: DiscussionState, request=None, **values) -> Rendered:
    thread_page = ThreadPage(page, listing, discussion)
    values |= {"rows": thread_page.rows, "page": page, "is_open": page.accepts_comments}
    values["has_votes"] = page.comments_settings.has_votes
    # A vote leads back to where the reader was.
    values["order_query"] = f"?order={listing.order}" if listing.order != page.comments_settings.order else ""
    if thread_page.pinned:
        values["pinned"] = [thread_page.pinned]
    return Rendered(
        render_to_string("comments/includes/threads.html", values, request=request), thread_page.thread_count
    )


def _desk(page) -> dict:
    """What waits on this page, for its moderator. No word of a comment: identifying details are masked at the desk."""
    waiting = Comment.objects.under(page).waiting()
    return {
        "count": waiting.count(),
        "comments": list(waiting.only("author_name", "lane", "waiting_since")[:WAITING_SHOWN]),
    }
