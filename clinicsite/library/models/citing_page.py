"""What a page that cites needs."""

from django.utils.functional import cached_property

from clinicsite.library.citations import Citations, cited_ids, texts_shown_by
from clinicsite.library.models.reference import Reference


class CitingPageMixin:
    """A page whose `body` cites the reference library. The numbers follow the text, not the editor."""

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
