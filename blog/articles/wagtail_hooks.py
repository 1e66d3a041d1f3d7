from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.articles.buttons import DuplicateButton, ScheduleButton
from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.panels import ArticleGapsPanel, ArticlesSummaryItem, article_start_links
from blog.articles.views.duplicating import DuplicateView
from blog.articles.views.scheduling import ScheduleSeriesView
from blog.articles.views.starting import StartArticleView, StartSeriesView
from blog.articles.viewsets import TopicViewSet

register_snippet(TopicViewSet)


@hooks.register("construct_homepage_panels")
def add_article_gaps(request, panels):
    panels.append(ArticleGapsPanel(request))


@hooks.register("construct_homepage_summary_items")
def add_article_count(request, summary_items):
    summary_items.append(ArticlesSummaryItem(request))


@hooks.register("register_start_links")
def offer_articles(request):
    return article_start_links(request)


@hooks.register("construct_explorer_page_queryset")
def number_the_parts(parent_page, pages, request):
    return ArticlePage.objects.numbered(pages) if parent_page.specific_class is SeriesPage else pages


@hooks.register("register_admin_urls")
def register_addresses_of_articles():
    return [
        path("articles/start/", StartArticleView.as_view(), name="articles_start"),
        path("articles/start-series/", StartSeriesView.as_view(), name="articles_start_series"),
        path("articles/<int:page_id>/duplicate/", DuplicateView.as_view(), name="articles_duplicate"),
        path("articles/<int:page_id>/schedule/", ScheduleSeriesView.as_view(), name="articles_schedule"),
    ]


@hooks.register("register_page_header_buttons")
def add_header_buttons(page, user, view_name, next_url=None):
    yield DuplicateButton(page=page, priority=31)
    yield ScheduleButton(page=page, priority=32)


@hooks.register("register_page_listing_more_buttons")
def add_listing_buttons(page, user, next_url=None):
    yield DuplicateButton(page=page, priority=21)
    yield ScheduleButton(page=page, priority=22)
