"""A claim that somebody let stand."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clinicsite.review.claims.normal_form import fold
from clinicsite.review.querysets import ClaimOverrideQuerySet


def digest_of(words: str) -> str:
    """What an override knows the words by: the same through other quotes, blanks and capitals, and nothing else."""
    return hashlib.sha256(fold(words).text.strip().lower().encode()).hexdigest()


class ClaimOverride(models.Model):
    """One rule, one page, the very words, and a reason that runs out. Other words on the page stay open."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="claim_overrides")
    rule = models.CharField(_("rule"), max_length=12)
    words = models.CharField(_("words"), max_length=600)
    words_digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    expires_on = models.DateField(_("expires on"))

    objects = ClaimOverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim override")
        default_permissions = ()
        permissions = [("override_claim", _("Can let a claim stand"))]
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="claim_override_has_a_reason")]
        indexes = [models.Index(fields=["page", "rule", "words_digest"], name="claim_override_of_words")]

    def __str__(self):
        return f"{self.rule}: {self.words}"
