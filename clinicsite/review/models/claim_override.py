"""A claim that somebody let stand."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.claims.normal_form import fold
from clinicsite.review.querysets import ClaimOverrideQuerySet


def digest_of(words: str) -> str:
    """What an override knows the words by: the same through other quotes, blanks and capitals, and nothing else."""
    return hashlib.sha256(fold(words).text.strip().lower().encode()).hexdigest()


class ClaimOverride(models.Model):
    """One rule, one page, the very words, and a reason that runs out. Other words on the page stay open."""

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="claim_overrides", verbose_name=_("page")
    )
    # What remains when the page is deleted.
    page_key = models.PositiveBigIntegerField(_("number of the page"), db_index=True)
    page_title = models.CharField(_("title of the page"), max_length=255)
    rule = models.CharField(_("rule"), max_length=12)
    words = models.CharField(_("words"), max_length=600)
    words_digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    made_by_name = models.CharField(_("name at the time"), max_length=255, blank=True)
    expires_on = models.DateField(_("expires on"), help_text=_("As decided: ending it early changes nothing."))
    ended_at = models.DateTimeField(_("opened again"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    ended_by_name = models.CharField(_("name at the time"), max_length=255, blank=True)
    reminded_on = models.DateField(null=True, editable=False)

    objects = ClaimOverrideQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("claim override")
        default_permissions = ()
        permissions = [("override_claim", _("Can let a claim stand"))]
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="claim_override_has_a_reason")]
        indexes = [models.Index(fields=["page", "rule", "words_digest"], name="claim_override_of_words")]

    def __str__(self):
        return f"{self.rule}: {self.words}"

    @property
    def page_name(self) -> str:
        """The page's title as the admin has it, or the last one of a page that was deleted."""
        return self.page.get_admin_display_title() if self.page else self.page_title

    def has_ended(self, today=None) -> bool:
        """True once the claim is open again: somebody opened it, or its last day is over."""
        return self.ended_at is not None or self.expires_on < (today or timezone.localdate())
