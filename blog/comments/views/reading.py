"""Comments at addresses of their own: a long conversation, and the way to one comment."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from blog.comments.models import Comment
from blog.comments.pages import public_page
from blog.comments.threads import COMMENTS_ON_A_PAGE, SHOWN_FIELDS, ThreadPage, arrange, page_number_of, with_opening


@require_safe
def conversation(request, page_id, comment_id):
    """One thread from its first comment on, in pages: for threads too long to stand under the article."""
    page, comment = _page_and_comment(request, page_id, comment_id)
    comments = Comment.objects.threads_for(page, comment.thread_root, comment.thread_root).only(*SHOWN_FIELDS)
    try:
        part = Paginator(comments, COMMENTS_ON_A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None
    context = {
        "commented_page": page,
        "comments": part,
        "rows": arrange(with_opening(list(part)), page.writer_account_id),
    }
    return _uncached(render(request, "comments/thread.html", context))


@require_safe
def find_comment(request, page_id, comment_id):
    """To the place where a public comment stands, wherever that is by now."""
    page, comment = _page_and_comment(request, page_id, comment_id)
    number = page_number_of(comment)
    if any(row.comment.pk == comment.pk for row in ThreadPage(page, number).rows):
        query = f"?comments={number}" if number > 1 else ""
        return _uncached(HttpResponseRedirect(f"{page.get_url(request)}{query}#c{comment.pk}"))
    before = Comment.objects.threads_for(page, comment.thread_root, comment.thread_root).filter(path__lt=comment.path)
    number = before.count() // COMMENTS_ON_A_PAGE + 1
    address = reverse("comment_thread", args=[page.pk, int(comment.thread_root)])
    return _uncached(HttpResponseRedirect(f"{address}?page={number}#c{comment.pk}"))


def _page_and_comment(request, page_id, comment_id):
    page = public_page(request, page_id)
    if page is None or not page.shows_comments:
        raise Http404
    comment = Comment.objects.public().under(page).filter(pk=comment_id).first()
    if comment is None:
        raise Http404
    return page, comment


def _uncached(response):
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
