"""An article: a title, a summary and a stream of typed sections."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from blog.articles.querysets import ArticlePageQuerySet
from blog.articles.reading import contents_of, reading_minutes
from blog.articles.series import Series
from blog.comments.models import CommentableMixin
from clinicsite.core.models import BasePage
from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.library.models import CitingPageMixin
from clinicsite.review.beside_page import BesidePagePanel
from clinicsite.review.facts import facts_for
from clinicsite.review.models import MedicallyReviewedMixin


class ArticlePage(MedicallyReviewedMixin, CitingPageMixin, CommentableMixin, BasePage):
    """One part of a series, or an article by itself."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences under the title and in lists. About 160 characters read best."),
    )
    topic = models.ForeignKey(
        "articles.Topic",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        verbose_name=_("topic"),
    )
    body = StreamField(CitingStoryBlock(), verbose_name=_("sections"))
    interests = models.TextField(
        _("interests to declare"), blank=True, help_text=_("For this article, beside the site's own statement.")
    )
    is_announced = models.BooleanField(
        _("announce as coming"),
        default=False,
        help_text=_("Before it is published, the series shows its title without a link. A draft is hidden otherwise."),
    )
    expected = models.CharField(
        _("expected"), max_length=60, blank=True, help_text=_("Shown with an announced part. Example: May 2027.")
    )
    reading_minutes = models.PositiveSmallIntegerField(_("reading time in minutes"), default=1, editable=False)

    objects = PageManager.from_queryset(ArticlePageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    people_panels = [
        *MedicallyReviewedMixin.review_panels,
        FieldPanel("interests"),
        BesidePagePanel(heading=_("Outside reviewers, corrections and reports")),
    ]
    promote_panels = [FieldPanel("topic"), *BasePage.promote_panels]
    settings_panels = [
        MultiFieldPanel([FieldPanel("is_announced"), FieldPanel("expected")], heading=_("In its series")),
        MultiFieldPanel(CommentableMixin.comment_panels, heading=_("Comments")),
        *CitingPageMixin.glossary_panels,
        *BasePage.settings_panels,
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(people_panels, heading=_("People")),
            ObjectList(promote_panels, heading=_("Promote")),
            ObjectList(settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("topic_id"),
    ]
    parent_page_types = ["articles.ArticleIndexPage", "articles.SeriesPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("article")

    def save(self, *args, **kwargs):
        self.reading_minutes = reading_minutes(self.body)
        super().save(*args, **kwargs)

    def get_admin_display_title(self):
        """In the list of a series, the number comes first."""
        title = super().get_admin_display_title()
        if not hasattr(self, "is_part"):
            return title
        words = _("Part %(number)s: %(title)s") if self.is_part else _("Would be part %(number)s: %(title)s")
        return words % {"number": self.part_number, "title": title}

    @property
    def series_url(self) -> str:
        """Where the series above is read: an address of this page without its last step. No query."""
        return self.url.rstrip("/").rsplit("/", 1)[0] + "/" if self.url else ""

    @cached_property
    def contents(self):
        """The contents list: (anchor, words) of each section heading."""
        return contents_of(self.body)

    @cached_property
    def series(self) -> Series | None:
        """The series this article is a part of, numbered as readers see it; None for an article by itself."""
        parent = self.breadcrumb_pages[-1] if self.breadcrumb_pages else None
        if parent is None or parent.cached_content_type.model != "seriespage":
            return None
        return Series(parent, ArticlePage.objects.parts_of(parent), current=self)

    def get_sitemap_urls(self, request=None):
        """Nothing that search engines are asked to leave out."""
        return [] if facts_for(self, request).is_hidden else super().get_sitemap_urls(request)

    def read_standing(self):
        """A part of a series stands among its siblings, which have been read already."""
        part = self.series.current if self.series else None
        if part is None or part.page is None:
            return super().read_standing()
        return getattr(part.page, "review_standing", None)

    @cached_property
    def people(self) -> dict:
        """The author, and the reviewer who signed, as far as their pages are public. Two queries with the standing."""
        model = self._meta.get_field("author").related_model
        wanted = [pk for pk in (self.author_id, self.signed_by_id) if pk]
        found = {
            person.pk: person
            for person in model.objects.filter(pk__in=wanted, live=True, view_restrictions__isnull=True).select_related(
                "photo"
            )
        }
        return {"author": found.get(self.author_id), "reviewer": found.get(self.signed_by_id)}

    @property
    def writer_account_id(self) -> int | None:
        """The author's account, whose comments below the article are badged."""
        author = self.people["author"] if self.author_id else None
        return author.user_id if author else None
