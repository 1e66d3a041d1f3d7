"""Reusable legal and safety wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from clinicsite.core.blocks.text import TEXT_FEATURES
from clinicsite.core.models.checked_text import CheckedText


class Disclaimer(index.Indexed, CheckedText):
    """A text that stands on many pages and is changed in one place. Wagtail's usage view lists the pages."""

    name = models.SlugField(_("short name"), unique=True, help_text=_("Only editors see it. Example: off-label."))
    title = models.CharField(_("heading"), max_length=120)
    text = RichTextField(_("text"), features=TEXT_FEATURES)

    panels = [FieldPanel("name"), FieldPanel("title"), FieldPanel("text")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("text")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")

    def __str__(self):
        return self.title
