"""The history of a comment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.comments.models.comment import Comment
from blog.comments.models.status import CommentStatus, RefusalReason


class ChangeEvent(models.TextChoices):
    """What happened to a comment. Only some of it changes its status."""

    SENT = "sent", _("Sent")
    DECIDED = "decided", _("Decided")
    LET_THROUGH = "let-through", _("Let through by the setting for trusted writers")
    EDIT_SENT = "edit-sent", _("Edit sent by its writer")
    EDIT_APPROVED = "edit-approved", _("Edit approved")
    EDIT_REFUSED = "edit-refused", _("Edit refused")
    WITHDRAWN = "withdrawn", _("Withdrawn by its writer")
    RESENT = "resent", _("Sent again after a refusal")
    UNDONE = "undone", _("Decision undone")
    REDACTED = "redacted", _("Identifying details removed")
    PINNED = "pinned", _("Pinned")
    UNPINNED = "unpinned", _("No longer pinned")
    ACCEPTED = "accepted", _("Marked as the answer")
    UNACCEPTED = "unaccepted", _("No longer marked as the answer")
    ERASED = "erased", _("Erased")


class CommentStatusChange(models.Model):
    """One step in a comment's life: from where to where, by whom, when and why. Rows are never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="status_changes")
    event = models.CharField(_("event"), max_length=16, choices=ChangeEvent.choices, default=ChangeEvent.DECIDED)
    from_status = models.CharField(_("from"), max_length=10, choices=CommentStatus.choices, blank=True)
    to_status = models.CharField(_("to"), max_length=10, choices=CommentStatus.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="comment_decisions",
        verbose_name=_("by"),
    )
    by_name = models.CharField(
        _("name of the person"), max_length=150, blank=True, help_text=_("Stays when the account is deleted.")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=20, choices=RefusalReason.choices, blank=True)
    waited_minutes = models.PositiveIntegerField(
        _("minutes it had waited"), null=True, blank=True, help_text=_("Only on decisions.")
    )

    class Meta:
        verbose_name = _("decision on a comment")
        verbose_name_plural = _("decisions on comments")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["at", "waited_minutes"], name="comment_change_at"),
            models.Index(fields=["reason", "at"], condition=~Q(reason=""), name="comment_change_reason"),
        ]
        constraints = [
            models.CheckConstraint(
                # What is public was decided by a person, or by the one setting that may let a writer through. What the
                # writer or the site does to a comment that is public already leaves it so.
                condition=~Q(to_status=CommentStatus.APPROVED)
                | ~Q(by_name="")
                | Q(event=ChangeEvent.LET_THROUGH)
                | Q(from_status=CommentStatus.APPROVED, event__in=[ChangeEvent.EDIT_SENT, ChangeEvent.ERASED]),
                name="comment_approved_by_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.from_status or '-'} > {self.to_status}"
