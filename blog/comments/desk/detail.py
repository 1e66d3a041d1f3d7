"""One comment with what is needed to decide on it."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from blog.comments.actions.undoing import TIME_TO_UNDO
from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.rows import for_rows, make_rows, record_of, replies_beside
from blog.comments.models import Comment, RefusalReason, ReplyTemplate
from blog.comments.permissions import can_answer_urgent, can_reply_as_clinic

ASKED = ("confirm", "confirm-spam", "details", "reply")


class CommentInspectView(ModeratorRequiredMixin, generic.InspectView):
    """The comment beside its article, its thread, its writer's earlier record, notes and history."""

    template_name = "wagtailadmin/comments/inspect.html"
    page_title = _("Comment")
    # The text without covers, where somebody has asked for it; set by the view that logs that.
    revealed = ""
    # A reply that was not sent, as it was typed, and what it must not hold.
    typed_reply = ""
    reply_findings = ()

    def get_page_subtitle(self):
        return self.object.author_name

    def get_object(self, queryset=None):
        comments = for_rows(Comment.objects.select_related("commenter", "urgent_alert"))
        comment = get_object_or_404(comments, pk=self.pk)
        self.history = list(comment.status_changes.all())
        return comment

    def get_context_data(self, **kwargs):
        comment = self.object
        ancestors = Comment.objects.in_bulk(comment.ancestor_ids)
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "comment": comment,
            "row": make_rows([comment], user)[0],
            "article": comment.page.specific if comment.page else None,
            "ancestors": [ancestors[pk] for pk in comment.ancestor_ids if pk in ancestors],
            "beside": replies_beside(comment),
            "replies": list(comment.replies.order_by("path")[:10]),
            "record": record_of(comment),
            "history": self.history,
            "reports": list(comment.reports.model.objects.filter(comment=comment)),
            "reasons": RefusalReason.choices,
            "revealed": self.revealed,
            "typed_reply": self.typed_reply,
            "findings": self.reply_findings,
            "ask": self.request.GET.get("ask") if self.request.GET.get("ask") in ASKED else "",
            "can_reply": can_reply_as_clinic(user),
            "can_answer_urgent": can_answer_urgent(user),
            "alert": getattr(comment, "urgent_alert", None),
            "templates": ReplyTemplate.objects.filter(is_active=True) if can_reply_as_clinic(user) else [],
            "undo_minutes": int(TIME_TO_UNDO.total_seconds() // 60),
            "next": self.request.path,
        }
