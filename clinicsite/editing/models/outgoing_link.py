"""Links that leave the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinicsite.editing.querysets import OutgoingLinkQuerySet


class OutgoingLink(models.Model):
    """An address elsewhere, with what it answered when somebody last asked. One row an address."""

    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField(_("address"))
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    fault = models.CharField(_("fault"), max_length=60, blank=True)
    checked_at = models.DateTimeField(_("asked"), null=True)

    objects = OutgoingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing link")
        default_permissions = ()

    def __str__(self):
        return self.address


class LinkOnPage(models.Model):
    """Where a published page carries an outgoing link, as Wagtail's content path."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="outgoing_links")
    link = models.ForeignKey(OutgoingLink, on_delete=models.CASCADE, related_name="places")
    path = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("link on a page")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "link", "path"], name="unique_link_on_page")]

    def __str__(self):
        return f"{self.page_id}: {self.path}"
