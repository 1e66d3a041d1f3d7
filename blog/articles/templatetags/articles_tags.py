"""What other pages show of the articles."""

from dataclasses import dataclass

from django import template
from wagtail.models import Site

from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.series import heat_of
from clinicsite.people.models import TeamMemberPage

register = template.Library()


@dataclass(frozen=True)
class ArticleRow:
    """An article in a list, with its place in a series where it has one."""

    article: ArticlePage
    series: SeriesPage | None = None
    number: int = 0

    @property
    def heat(self) -> float:
        """The swing of the line beside the row; an article by itself swings like a second part."""
        return heat_of(self.number or 2)


@register.simple_tag
def article_rows(articles) -> list[ArticleRow]:
    """The articles with their series and part numbers: two queries, however many articles there are."""
    articles = list(articles)
    parents = {article.path[: -article.steplen] for article in articles}
    series = {page.path: page for page in SeriesPage.objects.live().filter(path__in=parents)}
    numbers, counts = {}, dict.fromkeys(series, 0)
    for part in ArticlePage.objects.parts_of(*series.values()) if series else []:
        parent = part.path[: -part.steplen]
        counts[parent] += 1
        numbers[part.pk] = counts[parent]
    return [
        ArticleRow(article, series.get(article.path[: -article.steplen]), numbers.get(article.pk, 0))
        for article in articles
    ]


@register.simple_tag(takes_context=True)
def latest_articles(context, count=3) -> list[ArticlePage]:
    """The newest public articles of the site."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return list(ArticlePage.objects.descendant_of(site.root_page).for_lists()[:count]) if site else []


@register.simple_tag
def series_of(page):
    """The series on a series page; None while the page is a draft or private."""
    if page is None or not page.live or page.get_view_restrictions().exists():
        return None
    return page.series


@register.simple_tag
def articles_of(person) -> dict[str, list[ArticlePage]]:
    """What a member of the team has `written` and `reviewed`, newest first. Two queries."""
    articles = list(ArticlePage.objects.with_person(person).for_lists())
    return {
        "written": [article for article in articles if article.author_id == person.pk],
        "reviewed": [article for article in articles if article.reviewer_id == person.pk],
    }


@register.simple_tag
def people_of(series) -> dict:
    """Who wrote and who reviewed the published parts, and when one last `changed`. One query."""
    pages = [part.page for part in series.published]
    authors = dict.fromkeys(page.author_id for page in pages if page.author_id)
    reviewers = dict.fromkeys(page.reviewer_id for page in pages if page.reviewer_id)
    found = TeamMemberPage.objects.filter(live=True, view_restrictions__isnull=True).in_bulk([*authors, *reviewers])
    return {
        "authors": [found[pk] for pk in authors if pk in found],
        "reviewers": [found[pk] for pk in reviewers if pk in found],
        "changed": max((page.last_published_at for page in pages if page.last_published_at), default=None),
    }


@register.simple_tag
def related_articles(page, count=3) -> list[ArticlePage]:
    """The newest other articles on the same topic. None for a part of a series: the series leads on by itself."""
    if page.topic_id is None or page.series:
        return []
    return list(ArticlePage.objects.for_lists().filter(topic_id=page.topic_id).exclude(pk=page.pk)[:count])
