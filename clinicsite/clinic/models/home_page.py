"""The front door."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from clinicsite.clinic.blocks import HomeStoryBlock
from clinicsite.core.blocks.navigation import LinkBlock
from clinicsite.core.blocks.strict import StrictStreamBlock
from clinicsite.core.links import resolve_links
from clinicsite.core.models import BasePage
from clinicsite.people.models import TeamMemberPage


class HomePage(BasePage):
    """What the clinic is, in one screen on a phone, then the series, the people, the places and the next step."""

    headline = models.CharField(_("headline"), max_length=90, help_text=_("At most 11 words. No promise."))
    introduction = models.TextField(_("introduction"), max_length=300, help_text=_("Two sentences."))
    buttons = StreamField(
        StrictStreamBlock([("button", LinkBlock())]), max_num=2, blank=True, verbose_name=_("buttons")
    )
    body = StreamField(HomeStoryBlock(), blank=True, verbose_name=_("sections"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("introduction"), FieldPanel("buttons")], heading=_("Opening")
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ArticleIndexPage", "people.TeamIndexPage", "clinic.StandardPage", "library.GlossaryPage"]

    class Meta:
        verbose_name = _("home")

    def get_context(self, request, *args, **kwargs):
        resolve_links(self.buttons, self.body)
        self._show_public_people_only()
        return super().get_context(request, *args, **kwargs)

    def _show_public_people_only(self):
        """Leave out who is unpublished or private, and fetch the photos: one query for each band of people."""
        for block in self.body:
            if block.block_type == "people":
                ids = [person.pk for person in block.value["people"] if person]
                found = TeamMemberPage.objects.filter(live=True, view_restrictions__isnull=True).select_related("photo")
                found = found.in_bulk(ids)
                block.value["people"] = [found[pk] for pk in ids if pk in found]

    def route(self, request, path_components):
        """Find a page below by its whole path, with the pages above it and their privacy: two queries in all."""
        if not path_components:
            if not self.alias_of_id:
                self._view_restrictions = PageViewRestriction.objects.filter(page_id=self.pk)
            return super().route(request, path_components)
        below = [f"{self.url_path}{'/'.join(path_components[:depth])}/" for depth in range(1, len(path_components) + 1)]
        way = self._way_down([self.url_path, *below])
        if way[-1].url_path != below[-1]:
            return super().route(request, path_components)
        page = way[-1].specific
        page.breadcrumb_pages = [step for step in way[:-1] if step.live]
        # An alias has its restrictions elsewhere and looks for them itself.
        if not any(step.alias_of_id for step in way):
            private = [step.pk for step in way if step.is_private]
            restrictions = PageViewRestriction.objects.filter(page_id__in=private)
            page._view_restrictions = restrictions if private else restrictions.none()
        return page.route(request, [])

    def _way_down(self, url_paths):
        """The pages with these paths, home first, each with `is_private`."""
        is_private = Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk")))
        pages = Page.objects.filter(url_path__in=url_paths, path__startswith=self.path)
        return list(pages.annotate(is_private=is_private).order_by("path"))
