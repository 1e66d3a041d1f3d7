"""Comments at addresses of their own: a long conversation, and the way to one comment."""

from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog.comments.models import Comment, Discussion, ThreadOrder
from blog.comments.pages import public_page
from blog.comments.rows import arrange, readable
from blog.comments.threads import COMMENTS_ON_A_PAGE, Listing, ThreadPage, page_number_of, with_opening


@require_safe
def conversation(request, page_id, comment_id):
    """One thread from its first comment on, in pages: for threads too long to stand under the article."""
    page, comment = page_and_comment(request, page_id, comment_id)
    comments = readable(Comment.objects.threads_for(page, comment.thread_root, comment.thread_root))
    try:
        part = Paginator(comments, COMMENTS_ON_A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None
    context = {
        "commented_page": page,
        "comments": part,
        "rows": arrange(with_opening(list(part)), page.writer_account_id, folds=False),
        "is_open": page.accepts_comments,
        "has_votes": page.comments_settings.has_votes,
    }
    return uncached(render(request, "comments/thread.html", context))


@require_safe
def find_comment(request, page_id, comment_id):
    """To the place where a public comment stands, wherever that is by now; `?order=` asks for another order."""
    page, comment = page_and_comment(request, page_id, comment_id)
    own_order, order = page.comments_settings.order, request.GET.get("order")
    order = order if order in ThreadOrder.values else own_order
    number = page_number_of(comment, order)
    if _stands_on(page, comment, Listing(number=number, order=order)):
        given = {"order": order if order != own_order else "", "comments": number if number > 1 else ""}
        query = urlencode({name: value for name, value in given.items() if value})
        return uncached(HttpResponseRedirect(f"{page.get_url(request)}{query and '?'}{query}#c{comment.pk}"))
    before = Comment.objects.threads_for(page, comment.thread_root, comment.thread_root).filter(path__lt=comment.path)
    number = before.count() // COMMENTS_ON_A_PAGE + 1
    address = reverse("comment_thread", args=[page.pk, int(comment.thread_root)])
    return uncached(HttpResponseRedirect(f"{address}?page={number}#c{comment.pk}"))


def _stands_on(page, comment, listing: Listing) -> bool:
    """False for a comment so far down a long thread that the page of threads leaves it out."""
    try:
        rows = ThreadPage(page, listing, Discussion.objects.state_of(page.pk)).rows
    except InvalidPage:
        return False
    return any(row.comment.pk == comment.pk for row in rows)


def page_and_comment(request, page_id, comment_id):
    """A page and a public comment on it. Raises 404 where the request may not see both."""
    page = public_page(request, page_id)
    if page is None or not page.shows_comments:
        raise Http404
    comment = Comment.objects.public().under(page).filter(pk=comment_id).first()
    if comment is None:
        raise Http404
    return page, comment


def uncached(response):
    """The response, kept by no cache and shown by no search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
