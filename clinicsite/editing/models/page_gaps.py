"""What a published page lacks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinicsite.editing.querysets import PageGapsQuerySet


class PageGaps(models.Model):
    """One row a published page, so that a list of gaps needs no walk through texts. Read anew at each publication."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="gaps")
    pictures_without_words = models.JSONField(_("pictures without a text alternative"), default=list)
    picture_gap_count = models.PositiveIntegerField(default=0)
    lacks_description = models.BooleanField(_("no description"), default=False)
    checked_at = models.DateTimeField(_("looked at"), auto_now=True)

    objects = PageGapsQuerySet.as_manager()

    class Meta:
        verbose_name = _("gaps of a page")
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.picture_gap_count}, {self.lacks_description}"
