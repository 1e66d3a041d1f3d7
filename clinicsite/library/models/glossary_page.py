"""The glossary as readers see it."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from clinicsite.core.models import BasePage
from clinicsite.library.glossary import GlossaryLetter, letters_of
from clinicsite.library.models.glossary_term import GlossaryTerm
from clinicsite.library.models.page_words import PageWords

PAGES_NAMED = 6


class GlossaryPage(BasePage):
    """All terms from A to Z, each at an address of its own, with the pages that use it."""

    summary = models.TextField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    parent_page_types = ["clinic.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta:
        verbose_name = _("glossary page")

    @cached_property
    def letters(self) -> list[GlossaryLetter]:
        """The terms by their first letters, with the public pages that use each. Five queries at most."""
        terms = list(GlossaryTerm.objects.all())
        uses = PageWords.objects.uses_of(tuple(term.explanation for term in terms))
        wanted = {page_id for pages in uses.values() for page_id in pages}
        public = Page.objects.live().public().filter(pk__in=wanted).order_by("title").defer_streamfields()
        pages = {page.pk: page for page in public}
        named = {
            term_id: sorted((pages[pk] for pk in page_ids if pk in pages), key=lambda page: page.title.casefold())
            for term_id, page_ids in uses.items()
        }
        return letters_of(terms, named)
