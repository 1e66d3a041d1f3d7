"""What other pages show of the articles, and what an article tells search engines."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Site

from blog.articles.description import describe
from blog.articles.models import ArticlePage
from blog.articles.series import Series, heat_of
from blog.articles.structured_data import article_graph
from clinicsite.core.models import ClinicSettings
from clinicsite.people.models import TeamMemberPage
from clinicsite.review.facts import facts_for

register = template.Library()

ALONE_HEAT = 1.1
# Nothing in a text can end the script element that holds it.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


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
    """What a member of the team has `written`, and `reviewed` by signing it off, newest first. One query."""
    articles = list(ArticlePage.objects.with_person(person).for_lists())
    return {
        "written": [article for article in articles if article.author_id == person.pk],
        "reviewed": [article for article in articles if article.signer_id == person.pk],
    }


@register.simple_tag
def people_of(series) -> dict:
    """Who wrote and who signed off the published parts, and when one last `changed`. One query."""
    pages = [part.page for part in series.published]
    authors = dict.fromkeys(page.author_id for page in pages if page.author_id)
    reviewers = dict.fromkeys(page.signer_id for page in pages if page.signer_id)
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


@register.simple_tag(takes_context=True)
def article_structured_data(context, page) -> str:
    """The article for search engines, in its head. Nothing for sample content, whose people do not exist."""
    request = context.get("request")
    if page.is_sample or request is None or not page.live:
        return ""
    clinic = ClinicSettings.for_request(request)
    if clinic.is_sample:
        return ""
    graph = article_graph(describe(page, facts_for(page, request), clinic.legal_name or clinic.name))
    written = mark_safe(json.dumps(graph, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', written)
