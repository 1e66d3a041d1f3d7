"""What a published page says, as the glossary reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinicsite.library.querysets import PageWordsQuerySet


class PageWords(models.Model):
    """The running text of one published page: no headings, links, quotations or code.

    Kept so that the glossary can tell where a word is used without rendering every page.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="words")
    text = models.TextField(_("text"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a page")
        default_permissions = ()

    def __str__(self):
        return str(self.page_id)
