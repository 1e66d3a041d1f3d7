from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.panels import ArticleGapsPanel, ArticlesSummaryItem, article_start_links
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
