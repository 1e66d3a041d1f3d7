"""How a published page stands with its medical review."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.querysets import ReviewStandingQuerySet


class ReviewState(models.TextChoices):
    """The one word about a page, the most serious first."""

    NEVER = "never", _("Never reviewed")
    EDITED = "edited", _("Edited since its review")
    OVERDUE = "overdue", _("Overdue")
    DUE = "due", _("Due soon")
    CURRENT = "current", _("Reviewed")


class ReviewStanding(models.Model):
    """What byline, lists and reminders need of a live page in one query.

    Drawn from reviews, minor edits and the live text by clinicsite.review.actions.refresh_standing, never by hand.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="review_standing")
    review = models.ForeignKey(
        "review.MedicalReview",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The sign-off that covers the text, or else the last one before it was changed."),
    )
    live_digest = models.CharField(max_length=64)
    is_covered = models.BooleanField(default=False)
    next_due_on = models.DateField(_("next review due"), null=True, db_index=True)
    lost_at = models.DateTimeField(_("in the queue since"), null=True)
    reminded_at = models.DateTimeField(_("last reminder"), null=True)
    # Corrections and changes as readers see them: see clinicsite/review/reader_notes.py.
    notes = models.JSONField(default=list)

    objects = ReviewStandingQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("standing with medical review")
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.state()}"

    @property
    def is_reviewed(self) -> bool:
        """True where a sign-off was ever recorded for what became this text."""
        return self.review_id is not None

    def is_overdue(self, today: datetime.date | None = None) -> bool:
        """True from the day after the day it was due."""
        return bool(self.next_due_on and self.next_due_on < (today or timezone.localdate()))

    def state(self, today: datetime.date | None = None, days_before: int = 30) -> ReviewState:
        """The most serious thing to say."""
        today = today or timezone.localdate()
        if self.review_id is None:
            return ReviewState.NEVER
        if not self.is_covered:
            return ReviewState.EDITED
        if self.is_overdue(today):
            return ReviewState.OVERDUE
        if self.next_due_on and self.next_due_on <= today + datetime.timedelta(days=days_before):
            return ReviewState.DUE
        return ReviewState.CURRENT
