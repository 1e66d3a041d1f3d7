"""The Atom feed."""

import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.articles.feeds import FEED_LENGTH
from tests.factories.pages import ArticlePageFactory
from tests.factories.people import TeamMemberPageFactory

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def feed(client, home):
    """The feed as parsed XML."""

    def read():
        response = client.get(reverse("article_feed"))
        assert response.status_code == 200
        return ElementTree.fromstring(response.content)  # noqa: S314, it is the site's own

    return read


def titles(root):
    return [entry.findtext("atom:title", namespaces=ATOM) for entry in root.findall("atom:entry", ATOM)]


def test_feed_lists_published_articles(feed):
    ArticlePageFactory(title="What ketamine does")
    assert titles(feed()) == ["What ketamine does"]


def test_feed_lists_no_draft(feed):
    ArticlePageFactory(live=False)
    assert titles(feed()) == []


def test_feed_lists_no_private_article(feed):
    PageViewRestriction.objects.create(page=ArticlePageFactory(), restriction_type=PageViewRestriction.LOGIN)
    assert titles(feed()) == []


def test_feed_is_limited_to_the_newest(feed):
    start = timezone.make_aware(datetime.datetime(2026, 1, 1))
    for day in range(FEED_LENGTH + 1):
        ArticlePageFactory(title=f"Day {day}", first_published_at=start + datetime.timedelta(days=day))
    found = titles(feed())
    assert (len(found), found[0], "Day 0" in found) == (FEED_LENGTH, f"Day {FEED_LENGTH}", False)


def test_entry_has_a_whole_address(feed):
    article = ArticlePageFactory()
    assert feed().find("atom:entry/atom:link", ATOM).get("href") == article.full_url


def test_entry_names_its_author(feed):
    ArticlePageFactory(author=TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD"))
    assert feed().findtext("atom:entry/atom:author/atom:name", namespaces=ATOM) == "Priya Nair, PharmD"


def test_entry_without_author_stands(feed):
    ArticlePageFactory(title="Nobody's")
    assert titles(feed()) == ["Nobody's"]


def test_entry_says_when_it_was_published(feed):
    moment = timezone.make_aware(datetime.datetime(2026, 5, 4, 12))
    ArticlePageFactory(first_published_at=moment)
    published = feed().findtext("atom:entry/atom:published", namespaces=ATOM)
    assert datetime.datetime.fromisoformat(published) == moment


def test_feed_is_cacheable_by_anybody(client, home):
    response = client.get(reverse("article_feed"))
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_feed_query_count_does_not_grow(client, home, django_assert_max_num_queries):
    for _ in range(5):
        ArticlePageFactory(author=TeamMemberPageFactory())
    with django_assert_max_num_queries(8):
        client.get(reverse("article_feed"))
