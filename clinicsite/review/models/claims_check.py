"""What the checker found on a page as readers see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinicsite.review.querysets import ClaimsCheckQuerySet


class ClaimsCheck(models.Model):
    """The findings of one published revision, kept so that a list of pages needs no walk through their texts."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="claims_check")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    findings = models.JSONField(_("findings"), default=list)
    block_count = models.PositiveIntegerField(_("blocking"), default=0)
    warn_count = models.PositiveIntegerField(_("warnings"), default=0)
    note_count = models.PositiveIntegerField(_("notes"), default=0)
    rules_version = models.CharField(_("version of the rules"), max_length=40)
    checked_at = models.DateTimeField(_("checked"), auto_now=True)

    objects = ClaimsCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("claims check")
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.block_count}, {self.warn_count}, {self.note_count}"
