"""Somebody's judgment of one revision of a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.errors import ReviewIsFinal
from clinicsite.review.querysets import MedicalReviewQuerySet


class Outcome(models.TextChoices):
    """What a reviewer decided."""

    APPROVED = "approved", _("Signed off")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")


class MedicalReview(models.Model):
    """Who judged which text when, and on what evidence. Written once; it outlives page, account and revision.

    Only clinicsite.review.actions.record_review writes one.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="medical_reviews", verbose_name=_("page")
    )
    # What remains when the page is deleted.
    page_key = models.PositiveBigIntegerField(_("number of the page"), db_index=True)
    page_title = models.CharField(_("title of the page"), max_length=255)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    revision_key = models.PositiveBigIntegerField(_("number of the revision"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("account")
    )
    reviewer_page = models.ForeignKey(
        "people.TeamMemberPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="medical_reviews_made",
        verbose_name=_("reviewer"),
    )
    reviewer_name = models.CharField(_("name at the time"), max_length=255)
    reviewer_credentials = models.TextField(_("credentials at the time"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    reviewed_at = models.DateTimeField(_("reviewed"), default=timezone.now)
    evidence_checked_on = models.DateField(_("evidence checked on"), null=True)
    next_due_on = models.DateField(_("next review due"), null=True)
    note = models.TextField(_("note"), blank=True)
    clinical_digest = models.CharField(max_length=64)
    rules_version = models.CharField(_("version of the claim rules"), max_length=40, blank=True)
    policy_title = models.CharField(_("editorial policy"), max_length=255, blank=True)
    policy_revision_key = models.PositiveBigIntegerField(_("revision of the editorial policy"), null=True)
    policy_published_at = models.DateTimeField(_("editorial policy published"), null=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = MedicalReviewQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("medical review")
        verbose_name_plural = _("medical reviews")
        default_permissions = ()
        permissions = [
            ("sign_off", _("Can sign off clinical pages")),
            ("see_reviews", _("Can see the queue of medical reviews")),
            ("publish_unreviewed", _("Can publish a clinical page without a sign-off, with a reason")),
            ("export_compliance", _("Can export the record of a page's reviews")),
        ]
        ordering = ["-reviewed_at", "-pk"]
        indexes = [models.Index(fields=["page", "outcome", "-reviewed_at"], name="medical_review_of_page")]
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                condition=models.Q(outcome=Outcome.APPROVED),
                name="medical_review_signed_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.APPROVED)
                | models.Q(evidence_checked_on__isnull=False, next_due_on__isnull=False),
                name="medical_review_sign_off_is_dated",
            ),
        ]

    def __str__(self):
        return f"{self.page_title}: {self.get_outcome_display()}, {self.reviewer_name}"

    @property
    def is_approval(self) -> bool:
        """True for a sign-off."""
        return self.outcome == Outcome.APPROVED

    @property
    def credential(self) -> str:
        """The first credential at the time as readers meet it, without its number."""
        return self.reviewer_credentials.split("\n")[0].rpartition(" (")[0]

    def counts_for(self, page) -> bool:
        """False for a sample sign-off of a page that is no sample any more."""
        return not self.is_sample or page.is_sample

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ReviewIsFinal(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ReviewIsFinal(self.pk)
