"""All articles, newest first, by topic."""

from django.core.paginator import EmptyPage, Paginator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from blog.articles.models.article_page import ArticlePage
from blog.articles.models.topic import Topic
from clinicsite.core.models import BasePage

ARTICLES_PER_PAGE = 12


class ArticleIndexPage(BasePage):
    """The list of articles. `?topic=<slug>` narrows it and `?page=<n>` turns its pages."""

    summary = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    parent_page_types = ["clinic.HomePage"]
    lists_children = True
    subpage_types = ["articles.SeriesPage", "articles.ArticlePage"]

    class Meta:
        verbose_name = _("article index")

    def get_context(self, request, *args, **kwargs):
        topics = list(Topic.objects.all())
        topic = self._chosen_topic(request, topics)
        articles = ArticlePage.objects.descendant_of(self).for_lists().in_reading_order()
        if topic:
            articles = articles.filter(topic=topic)
        return {
            **super().get_context(request, *args, **kwargs),
            "topics": topics,
            "topic": topic,
            "articles": self._page_of(articles, request),
        }

    def _chosen_topic(self, request, topics):
        slug = request.GET.get("topic", "")
        topic = next((topic for topic in topics if topic.slug == slug), None)
        if slug and topic is None:
            raise Http404(_("There is no such topic."))
        return topic

    def _page_of(self, articles, request):
        number = request.GET.get("page", "1")
        if not (number.isascii() and number.isdigit() and len(number) < 8):
            raise Http404(_("There is no such page of the list."))
        try:
            return Paginator(articles, ARTICLES_PER_PAGE).page(int(number))
        except EmptyPage as error:
            raise Http404(_("There is no such page of the list.")) from error
