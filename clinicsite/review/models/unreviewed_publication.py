"""A clinical page that somebody published without a sign-off."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.review.querysets import UnreviewedPublicationQuerySet


class UnreviewedPublication(models.Model):
    """Leave to publish one revision of a page, once, without a sign-off, with the reason and who took it on themselves.

    `used_at` is when it reached its readers; empty while it waits on the schedule.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="unreviewed_publications"
    )
    page_key = models.PositiveBigIntegerField(_("number of the page"), db_index=True)
    page_title = models.CharField(_("title of the page"), max_length=255)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    clinical_digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    published_by_name = models.CharField(_("name at the time"), max_length=255)
    published_at = models.DateTimeField(_("when"), default=timezone.now)
    used_at = models.DateTimeField(_("went live"), null=True)

    objects = UnreviewedPublicationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication without a sign-off")
        verbose_name_plural = _("publications without a sign-off")
        default_permissions = ()
        ordering = ["-published_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="unreviewed_publication_reason")]

    def __str__(self):
        return f"{self.page_title}: {self.reason}"
