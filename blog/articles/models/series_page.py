"""A series: parts in the order of the page tree."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from blog.articles.models.article_page import ArticlePage
from blog.articles.series import Series
from blog.comments.models import CommentsPolicyMixin
from clinicsite.core.blocks.text import PLAIN_FEATURES
from clinicsite.core.models import BasePage


class SeriesPage(CommentsPolicyMixin, BasePage):
    """Gathers its parts. Editors reorder them by dragging in the page list (Sort menu order)."""

    summary = models.TextField(_("summary"), max_length=300, help_text=_("Who it is for, in one or two sentences."))
    introduction = RichTextField(_("introduction"), features=PLAIN_FEATURES, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("introduction")]
    settings_panels = [
        MultiFieldPanel(CommentsPolicyMixin.comment_panels, heading=_("Comments on its parts")),
        *BasePage.settings_panels,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("introduction")]
    parent_page_types = ["articles.ArticleIndexPage"]
    lists_children = True
    subpage_types = ["articles.ArticlePage"]
    # Editors meet the parts as readers do. Wagtail's own order is the one of the last change.
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("series")

    @cached_property
    def series(self) -> Series:
        """The parts as readers see them. One query."""
        return Series(self, ArticlePage.objects.parts_of(self))
