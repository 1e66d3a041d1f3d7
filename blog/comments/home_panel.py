"""Waiting comments on the admin's home page."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from blog.comments.desk.columns import dress
from blog.comments.desk.lanes import queue_for
from blog.comments.desk.listing import waiting_url
from blog.comments.desk.rows import for_rows
from blog.comments.models import Comment
from blog.comments.permissions import can_moderate

SHOWN = 3


class CommentsWaitingPanel(Component):
    """How many comments wait, since when, which may be urgent, and the first three with their buttons.

    Nothing where none waits.
    """

    name = "comments_waiting"
    template_name = "wagtailadmin/comments/home_panel.html"
    order = 50

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        queue = queue_for(request)
        first = for_rows(Comment.objects.waiting())[:SHOWN] if queue.count else []
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "queue": queue,
            "comments": dress(first, request.user),
            "waiting_url": waiting_url(),
            "next": request.path,
        }

    @property
    def media(self):
        return Media(css={"all": ["css/admin/comments.css"]})


def add_comments_panel(request, panels):
    """For moderators only."""
    if can_moderate(request.user):
        panels.append(CommentsWaitingPanel())
