"""The comment area, for any page's template."""

from django import template
from django.core.paginator import InvalidPage
from django.http import Http404

from blog.comments.forms import CommentForm
from blog.comments.threads import ThreadPage

register = template.Library()

PARAMETER = "comments"


@register.inclusion_tag("comments/comment_area.html", takes_context=True)
def comments(context, page):
    """Everything below an article that belongs to its comments. At most three queries. 404 for a page that is none."""
    request = context["request"]
    if not page.shows_comments:
        return {"page": page}
    try:
        thread_page = ThreadPage(page, request.GET.get(PARAMETER, 1))
    except InvalidPage:
        raise Http404 from None
    return {"request": request, "page": page, "thread_page": thread_page, "form": CommentForm()}
