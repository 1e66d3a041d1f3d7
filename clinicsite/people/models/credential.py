"""What entitles somebody to a title."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class Credential(Orderable):
    """A certificate or licence with its issuer, number and expiry, so that "certified" is never said without a body."""

    person = ParentalKey("people.TeamMemberPage", on_delete=models.CASCADE, related_name="credentials")
    title = models.CharField(_("title"), max_length=160, help_text=_("Example: Pain medicine, board certified."))
    issuer = models.CharField(_("issued by"), max_length=160)
    number = models.CharField(_("number"), max_length=60, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self):
        return f"{self.title}, {self.issuer}"

    @property
    def is_expired(self) -> bool:
        """True from the day after the last day it is valid."""
        return bool(self.expires_on and self.expires_on < timezone.localdate())
