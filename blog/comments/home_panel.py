"""Waiting comments on the admin's home page."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from blog.comments.models import Comment, RefusalReason
from blog.comments.permissions import can_moderate
from blog.comments.viewsets import waiting_url

SHOWN = 3


class CommentsWaitingPanel(Component):
    """How many comments wait, since when, and the first three with their buttons. Nothing where none waits."""

    name = "comments_waiting"
    template_name = "wagtailadmin/comments/home_panel.html"
    order = 50

    def get_context_data(self, parent_context):
        waiting = Comment.objects.awaiting_moderation()
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "count": waiting.count(),
            "comments": list(waiting.select_related("page", "parent")[:SHOWN]),
            "reasons": RefusalReason.choices,
            "waiting_url": waiting_url(),
            "next": parent_context["request"].path,
        }

    @property
    def media(self):
        return Media(css={"all": ["css/admin/comments.css"]})


def add_comments_panel(request, panels):
    """For moderators only."""
    if can_moderate(request.user):
        panels.append(CommentsWaitingPanel())
