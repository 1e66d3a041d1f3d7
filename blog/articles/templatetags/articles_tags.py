"""What other pages show of the articles."""

from django import template
from wagtail.models import Site

from blog.articles.models import ArticlePage
from blog.articles.series import Series, heat_of
from clinicsite.people.models import TeamMemberPage

register = template.Library()

ALONE_HEAT = 1.1


@register.filter
def heat(article) -> float:
    """The swing of the line beside an article in a list, from its place in its series."""
    return heat_of(article.part_number) if article.series_title else ALONE_HEAT


@register.simple_tag(takes_context=True)
def latest_articles(context, count=3) -> list[ArticlePage]:
    """The newest public articles of the site. One query."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return list(ArticlePage.objects.descendant_of(site.root_page).for_lists()[:count]) if site else []


@register.simple_tag
def series_of(page) -> Series | None:
    """A series page's parts, for another page; None while it is a draft, and no parts while it is private."""
    if page is None or not page.live:
        return None
    return Series(page, ArticlePage.objects.parts_of(page).unrestricted())


@register.simple_tag
def articles_of(person) -> dict[str, list[ArticlePage]]:
    """What a member of the team has `written` and `reviewed`, newest first. One query."""
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
