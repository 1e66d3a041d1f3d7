"""What the dashboard says about articles."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse

from blog.articles.models import ArticlePage
from blog.articles.panels import ArticleGapsPanel, ArticlesSummaryItem, article_start_links
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, SeriesPageFactory, story
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def request_of(role):
    request = RequestFactory().get("/admin/")
    request.user = UserFactory()
    if role:
        request.user.groups.add(Group.objects.get(name=role))
    return request


def gaps(role="Editors") -> dict[str, str]:
    """What each listed article lacks, by its title."""
    return {row.page.title: row.state for row in ArticleGapsPanel(request_of(role)).rows}


def complete_article(**changes):
    body = story(("text", f"<p>It fades{citation(ReferenceFactory())}</p>"))
    fields = {"title": "Sleep", "author": TeamMemberPageFactory(), "reviewer": TeamMemberPageFactory(), "body": body}
    return ArticlePageFactory(**{**fields, **changes})


def test_complete_article_has_no_gap(home):
    complete_article()
    assert gaps() == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"author": None}, "No author"),
        ({"reviewer": None}, "No reviewer"),
        ({"body": story(("text", "<p>It fades.</p>"))}, "No references"),
        ({"author": None, "reviewer": None}, "No author, no reviewer"),
    ],
)
def test_gap_is_named(home, changes, words):
    complete_article(**changes)
    assert gaps() == {"Sleep": words}


def test_missing_summary_of_an_older_article_is_named(home):
    complete_article()
    ArticlePage.objects.update(summary="")
    assert gaps() == {"Sleep": "No summary"}


def test_draft_may_have_gaps(home):
    complete_article(author=None, live=False)
    assert gaps() == {}


@pytest.mark.parametrize("role", ["Contributors", "Moderators", None])
def test_gaps_of_others_are_hidden_from_whoever_cannot_fill_them(home, role):
    complete_article(author=None)
    assert gaps(role) == {}


def test_number_of_articles_adds_no_query(home, django_assert_num_queries):
    complete_article(author=None)
    for _ in range(3):
        ArticlePageFactory()
    request = request_of("Editors")
    ArticleGapsPanel(request).rows  # noqa: B018 - fills what Wagtail caches for a process
    with django_assert_num_queries(1):
        ArticleGapsPanel(request).rows  # noqa: B018


def labels(role) -> list[str]:
    return [str(link.label) for link in article_start_links(request_of(role))]


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
def test_new_article_is_offered_in_a_series_and_by_itself(home, role):
    SeriesPageFactory(title="Ketamine")
    assert labels(role) == ["New article in “Ketamine”", "New article by itself", "New series"]


def test_offers_open_a_form(client, home):
    SeriesPageFactory()
    request = request_of("Contributors")
    client.force_login(request.user)
    assert {client.get(link.url).status_code for link in article_start_links(request)} == {200}


def test_nothing_is_offered_to_a_moderator(home):
    SeriesPageFactory()
    assert labels("Moderators") == []


def test_nothing_is_offered_before_there_is_an_index(home):
    assert labels("Editors") == []


def test_article_by_itself_is_offered_without_a_series(home):
    ArticleIndexPageFactory(parent=home)
    assert labels("Editors") == ["New article by itself", "New series"]


def test_summary_counts_published_articles(home):
    ArticlePageFactory()
    ArticlePageFactory(live=False)
    assert "1 article<" in ArticlesSummaryItem(request_of("Editors")).render_html({})


def test_summary_leads_to_the_list_of_articles(admin_client, home):
    article = ArticlePageFactory(title="Sleep and pain")
    address = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
    assert address in ArticlesSummaryItem(request_of("Editors")).render_html({})
    assert article.title in admin_client.get(address).content.decode()


def test_summary_is_hidden_from_a_moderator(home):
    assert not ArticlesSummaryItem(request_of("Moderators")).is_shown()


def test_gaps_come_with_their_article(home):
    article = complete_article(author=None)
    assert list(ArticlePage.objects.with_gaps()) == [article]
