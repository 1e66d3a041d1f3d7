"""An e-mail address that came with comments."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.core.sealing import digest, seal, unseal

PURPOSE = "commenter"


class CommenterQuerySet(models.QuerySet):
    """Addresses in the words of the site."""

    def with_address(self, address: str) -> "CommenterQuerySet":
        """The one commenter of an address, in whatever case it is written."""
        return self.filter(address_digest=address_digest(address))


class Commenter(models.Model):
    """Somebody who left an address. Sealed: the table alone shows no address, and tells no two of them apart."""

    address_digest = models.CharField(max_length=64, unique=True, editable=False)
    address_sealed = models.TextField(editable=False)
    created_at = models.DateTimeField(_("first seen"), default=timezone.now, editable=False)
    proved_at = models.DateTimeField(_("address proved"), null=True, blank=True, editable=False)
    mail_stopped_at = models.DateTimeField(_("wants no more mail since"), null=True, blank=True, editable=False)
    blocked_at = models.DateTimeField(_("blocked"), null=True, blank=True, editable=False)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("blocked by"),
    )
    block_reason = models.CharField(_("reason for the block"), max_length=20, blank=True, editable=False)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        default_permissions = ()
        permissions = [("erase_commenter", _("Can export, erase and block commenters"))]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def sealed(cls, address: str) -> "Commenter":
        """A commenter for an address, not stored yet."""
        return cls(address_digest=address_digest(address), address_sealed=seal(address))

    @property
    def address(self) -> str:
        """The address. Raises clinicsite.core.sealing.CannotOpen."""
        return unseal(self.address_sealed)

    @property
    def may_get_mail(self) -> bool:
        """True where the address was proved and its owner did not ask for silence."""
        return self.proved_at is not None and self.mail_stopped_at is None


def address_digest(address: str) -> str:
    """The digest by which an address is found again."""
    return digest(PURPOSE, address.strip().casefold())
