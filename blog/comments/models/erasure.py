"""Proof that something was erased, without what was erased."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ErasureRecord(models.Model):
    """How much was erased, when, why and by whose hand. Holds no personal detail."""

    class Cause(models.TextChoices):
        OWN_REQUEST = "own-request", _("Asked for by the person, by signed link")
        STAFF = "staff", _("Done by staff for the person")
        RETENTION = "retention", _("Time of keeping was over")

    at = models.DateTimeField(_("at"), default=timezone.now)
    cause = models.CharField(_("cause"), max_length=12, choices=Cause.choices)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    counts = models.JSONField(_("rows by kind"), default=dict)

    class Meta:
        verbose_name = _("erasure")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
