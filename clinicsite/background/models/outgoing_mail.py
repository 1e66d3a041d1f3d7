"""A mail that waits for the mail server."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.core.sealing import digest, seal, unseal

MOST_ATTEMPTS = 12
PURPOSE = "mail"


class OutgoingMailQuerySet(models.QuerySet):
    """Mail in the order in which it is to be tried."""

    def due(self, now) -> "OutgoingMailQuerySet":
        """Mail to be tried now, the most urgent first."""
        return self.filter(next_attempt_at__lte=now, attempts__lt=MOST_ATTEMPTS).order_by("-is_urgent", "pk")

    def given_up(self) -> "OutgoingMailQuerySet":
        """Mail that was refused so often that nobody tries again."""
        return self.filter(attempts__gte=MOST_ATTEMPTS)

    def to(self, address: str) -> "OutgoingMailQuerySet":
        """Mail to one address, in whatever case it is written."""
        return self.filter(recipient_digest=recipient_digest(address))


class OutgoingMail(models.Model):
    """One mail to one address. The row goes as soon as the mail server has taken it.

    Address and words are sealed: whoever copies the table learns that mail waited, not to whom.
    """

    purpose = models.CharField(_("purpose"), max_length=40, help_text=_("Example: comment-approved."))
    about = models.CharField(
        _("about"),
        max_length=60,
        blank=True,
        help_text=_("What it tells of, so that it can be called back: comment 7."),
    )
    recipient_digest = models.CharField(max_length=64, blank=True)
    recipient_sealed = models.TextField()
    subject = models.CharField(_("subject"), max_length=200)
    text_sealed = models.TextField()
    html_sealed = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField(_("queued"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        default_permissions = ()
        indexes = [
            models.Index(fields=["next_attempt_at"], name="outgoing_mail_next"),
            models.Index(fields=["recipient_digest"], name="outgoing_mail_to"),
            models.Index(fields=["about"], name="outgoing_mail_about"),
        ]

    def __str__(self):
        return f"{self.purpose} {self.pk}"

    @classmethod
    def sealed(cls, *, recipient: str, text: str, html: str, **values) -> "OutgoingMail":
        """A mail with its address and words sealed, not stored yet."""
        return cls(
            recipient_digest=recipient_digest(recipient),
            recipient_sealed=seal(recipient),
            text_sealed=seal(text),
            html_sealed=seal(html),
            **values,
        )

    @property
    def recipient(self) -> str:
        """The address."""
        return unseal(self.recipient_sealed)

    @property
    def text(self) -> str:
        """The words."""
        return unseal(self.text_sealed)

    @property
    def html(self) -> str:
        """The same words as HTML; empty where there is none."""
        return unseal(self.html_sealed)


def recipient_digest(address: str) -> str:
    """The digest by which an address finds the mail that waits for it."""
    return digest(PURPOSE, address.strip().casefold())
