"""The front door."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from clinicsite.clinic.blocks import HomeStoryBlock
from clinicsite.core.blocks.navigation import LinkBlock
from clinicsite.core.models import BasePage


class HomePage(BasePage):
    """What the clinic is, in one screen on a phone, then the series, the people, the places and the next step."""

    headline = models.CharField(_("headline"), max_length=90, help_text=_("At most 11 words. No promise."))
    introduction = models.TextField(_("introduction"), max_length=300, help_text=_("Two sentences."))
    buttons = StreamField([("button", LinkBlock())], max_num=2, blank=True, verbose_name=_("buttons"))
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
    subpage_types = ["articles.ArticleIndexPage", "people.TeamIndexPage", "clinic.StandardPage"]

    class Meta:
        verbose_name = _("home")

    def route(self, request, path_components):
        """Find a page below by its whole path: two queries instead of two a level."""
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.filter(url_path=url_path, path__startswith=self.path).first()
            if page is not None:
                return page.specific.route(request, [])
        return super().route(request, path_components)
