"""A change that was declared to leave the clinical meaning alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.querysets import MinorEditQuerySet


class Verdict(models.TextChoices):
    """What the second look found."""

    UNCHECKED = "", _("Not looked at")
    MINOR = "minor", _("Minor indeed")
    CLINICAL = "clinical", _("Clinical: the sign-off ends")


class MinorEdit(models.Model):
    """Keeps a sign-off through one change, from one digest to another, with the reason and who gave it."""

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="minor_edits", verbose_name=_("page")
    )
    page_key = models.PositiveBigIntegerField(_("number of the page"), db_index=True)
    page_title = models.CharField(_("title of the page"), max_length=255)
    review = models.ForeignKey("review.MedicalReview", on_delete=models.PROTECT, related_name="minor_edits")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    from_digest = models.CharField(max_length=64)
    to_digest = models.CharField(max_length=64)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    declared_by_name = models.CharField(_("name at the time"), max_length=255)
    declared_at = models.DateTimeField(_("when"), default=timezone.now)
    is_sampled = models.BooleanField(_("chosen for a second look"), default=False)
    verdict = models.CharField(_("second look"), max_length=10, choices=Verdict.choices, blank=True, default="")
    verdict_note = models.CharField(_("note"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("looked at by")
    )
    checked_at = models.DateTimeField(_("looked at"), null=True)

    objects = MinorEditQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")
        default_permissions = ()
        permissions = [
            ("declare_minor_edit", _("Can keep a sign-off through a minor edit")),
            ("check_minor_edits", _("Can take a second look at minor edits")),
        ]
        ordering = ["-declared_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="minor_edit_has_a_reason")]

    def __str__(self):
        return f"{self.page_title}: {self.reason}"
