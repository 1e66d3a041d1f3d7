"""What readers say about a comment: that it helped, or that a moderator should look at it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HelpfulVote(models.Model):
    """One reader's click on one day. Whose it was cannot be told once the day's salt is gone, and the row goes too."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="helpful_votes")
    voter_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("helpful vote")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["comment", "voter_digest"], name="comment_vote_once")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ReportReason(models.TextChoices):
    """What a reader may report. Disagreement is no reason here either."""

    IDENTIFIES = "identifies", _("It names somebody or gives away who they are")
    DANGER = "danger", _("Somebody may be in danger")
    DRUGS = "drugs", _("It sells medicines, or says how much to take")
    ABUSE = "abuse", _("It attacks or threatens somebody")
    SPAM = "spam", _("It is advertising")
    WRONG = "wrong", _("It could mislead readers about their health")
    OTHER = "other", _("Something else")


class CommentReport(models.Model):
    """A reader's report of a public comment. It changes nothing by itself: a moderator looks."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=12, choices=ReportReason.choices)
    note = models.TextField(_("in their words"), max_length=500, blank=True)
    reporter_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("report")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["comment"], condition=Q(closed_at__isnull=True), name="comment_report_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter_digest"], condition=~Q(reporter_digest=""), name="comment_report_once"
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
