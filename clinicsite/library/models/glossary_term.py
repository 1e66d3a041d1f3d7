"""Words that need explaining."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from clinicsite.core.models.checked_text import CheckedText
from clinicsite.library.glossary import Explanation
from clinicsite.library.querysets import GlossaryTermQuerySet


class GlossaryTerm(index.Indexed, CheckedText):
    """A word and what it means in plain language."""

    term = models.CharField(_("term"), max_length=80, unique=True, help_text=_("As it stands inside a sentence."))
    slug = models.SlugField(_("anchor"), max_length=80, unique=True)
    also_called = models.CharField(
        _("also called"), max_length=200, blank=True, help_text=_("Other names, with commas.")
    )
    definition = models.TextField(
        _("definition"), max_length=400, help_text=_("One or two sentences that a tired reader understands at once.")
    )
    is_explained = models.BooleanField(
        _("explain in texts"),
        default=True,
        help_text=_("Where a page first uses the word, readers can open the definition. Untick it for everyday words."),
    )

    objects = GlossaryTermQuerySet.as_manager()

    panels = [
        FieldPanel("term"),
        FieldPanel("slug"),
        FieldPanel("also_called"),
        FieldPanel("definition"),
        FieldPanel("is_explained"),
    ]
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

    @property
    def names(self) -> list[str]:
        """The word and its other names, as texts may use them."""
        return [name for name in (part.strip() for part in [self.term, *self.also_called.split(",")]) if name]

    @property
    def explanation(self) -> Explanation:
        """What readers are told, apart from the database."""
        return Explanation(self.pk, self.slug, self.term, self.definition, tuple(self.names))

    def clean(self):
        super().clean()
        if any(len(name) < 2 for name in self.names):
            raise ValidationError({"also_called": _("A name has two letters or more.")})
