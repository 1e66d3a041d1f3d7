"""What a page that cites and explains needs."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from clinicsite.library.citations import Citations, cited_ids, texts_shown_by
from clinicsite.library.models.reference import Reference


class CitingPageMixin(models.Model):
    """A page whose `body` cites the reference library. The numbers follow the text, not the editor."""

    explains_terms = models.BooleanField(
        _("explain words of the glossary"),
        default=True,
        help_text=_("Where the page first uses a word of the glossary, readers can open its definition."),
    )

    glossary_panels = [FieldPanel("explains_terms")]

    class Meta:
        abstract = True

    @cached_property
    def citations(self) -> Citations:
        """The page's citation numbers. No query beyond those that the sections' own values need."""
        return Citations.from_ids(
            reference_id for block in self.body for text in texts_shown_by(block) for reference_id in cited_ids(text)
        )

    @cached_property
    def references(self) -> list[Reference]:
        """The cited references in the order of their numbers. One query."""
        found = Reference.objects.in_bulk(list(self.citations.numbers))
        return [found[reference_id] for reference_id in self.citations.numbers if reference_id in found]

    @property
    def terms_beside_the_text(self) -> set[int]:
        """The ids of terms that the page explains in a margin note of its own."""
        terms = (block.value["term"] for block in self.body if block.block_type == "glossary")
        return {term.pk for term in terms if term}
