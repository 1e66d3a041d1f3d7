"""About, policies and everything else that is just text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from clinicsite.core.models import BasePage
from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.library.models import CitingPageMixin
from clinicsite.review.beside_page import BesidePagePanel


class StandardPage(CitingPageMixin, BasePage):
    """A page of text: about, editorial policy, privacy, comments policy, accessibility."""

    summary = models.TextField(_("summary"), max_length=300, blank=True)
    body = StreamField(CitingStoryBlock(), blank=True, verbose_name=_("sections"))

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    settings_panels = [
        *CitingPageMixin.glossary_panels,
        BesidePagePanel(heading=_("Outside reviewers, corrections and reports")),
        *BasePage.settings_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["clinic.HomePage", "clinic.StandardPage"]
    subpage_types = ["clinic.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
