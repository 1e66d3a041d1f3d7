"""Words that need explaining."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class GlossaryTerm(index.Indexed, models.Model):
    """A word and what it means in plain language."""

    term = models.CharField(_("term"), max_length=80, unique=True, help_text=_("As it stands inside a sentence."))
    slug = models.SlugField(_("anchor"), max_length=80, unique=True)
    also_called = models.CharField(
        _("also called"), max_length=200, blank=True, help_text=_("Other names, with commas.")
    )
    definition = models.TextField(
        _("definition"), max_length=400, help_text=_("One or two sentences that a tired reader understands at once.")
    )

    panels = [FieldPanel("term"), FieldPanel("slug"), FieldPanel("also_called"), FieldPanel("definition")]
    search_fields = [
        index.SearchField("term"),
        index.SearchField("also_called"),
        index.SearchField("definition"),
        index.AutocompleteField("term"),
    ]

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")

    def __str__(self):
        return self.term
