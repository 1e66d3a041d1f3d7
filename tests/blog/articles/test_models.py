"""Articles, series and the list of articles as pages."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from blog.articles.models import ArticlePage
from blog.articles.models.article_index_page import ARTICLES_PER_PAGE
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    SeriesPageFactory,
    StandardPageFactory,
    TopicFactory,
    story,
)
from tests.factories.people import TeamMemberPageFactory
from tests.factories.review import make_reviewer, sign_off

pytestmark = pytest.mark.django_db


def cites(*references):
    return story(("text", "".join(f"<p>Found{citation(reference)}.</p>" for reference in references)))


def test_author_cannot_review_their_own_article():
    person = TeamMemberPageFactory()
    article = ArticlePageFactory(author=person)
    article.reviewer = person
    with pytest.raises(ValidationError) as error:
        article.full_clean()
    assert list(error.value.message_dict) == ["reviewer"]


def test_article_may_have_a_reviewer_who_did_not_write_it():
    article = ArticlePageFactory(author=TeamMemberPageFactory(), reviewer=TeamMemberPageFactory())
    article.full_clean()


def test_article_without_author_and_reviewer_is_valid():
    ArticlePageFactory().full_clean()


def test_reading_time_is_stored_when_an_article_is_saved():
    article = ArticlePageFactory(body=story(("text", f"<p>{'word ' * 450}</p>")))
    assert ArticlePage.objects.get(pk=article.pk).reading_minutes == 3


def test_article_in_a_series_knows_its_part():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    assert ArticlePageFactory(parent=series).series.current.number == 2


def test_article_by_itself_belongs_to_no_series():
    assert ArticlePageFactory(parent=ArticleIndexPageFactory()).series is None


def test_hidden_part_leaves_no_hole_in_the_numbers():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    ArticlePageFactory(parent=series, live=False)
    assert ArticlePageFactory(parent=series).series.current.number == 2


def test_series_page_lists_its_parts():
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series, title="One")
    ArticlePageFactory(parent=series, title="Two")
    assert [part.title for part in series.series.parts] == ["One", "Two"]


def test_references_are_numbered_in_order_of_first_citation():
    second, first = ReferenceFactory(), ReferenceFactory()
    article = ArticlePageFactory(body=cites(first, second, first))
    assert [reference.pk for reference in article.references] == [first.pk, second.pk]


def test_references_need_one_query(django_assert_num_queries):
    article = ArticlePageFactory(body=cites(ReferenceFactory(), ReferenceFactory(), ReferenceFactory()))
    article = ArticlePage.objects.get(pk=article.pk)
    with django_assert_num_queries(1):
        assert len(article.references) == 3


def test_people_are_author_and_reviewer():
    author, reviewer = TeamMemberPageFactory(), make_reviewer().team_member_page
    article = ArticlePageFactory(author=author, reviewer=reviewer)
    sign_off(article)
    assert article.people == {"author": author, "reviewer": reviewer}


def test_reviewer_who_has_not_signed_is_not_shown():
    assert ArticlePageFactory(reviewer=TeamMemberPageFactory()).people["reviewer"] is None


def test_unpublished_author_is_not_shown():
    author = TeamMemberPageFactory(live=False)
    assert ArticlePageFactory(author=author).people["author"] is None


def test_private_reviewer_is_not_shown():
    reviewer = make_reviewer().team_member_page
    article = ArticlePageFactory(reviewer=reviewer)
    sign_off(article)
    PageViewRestriction.objects.create(page=reviewer, restriction_type=PageViewRestriction.LOGIN)
    assert article.people["reviewer"] is None


@pytest.fixture
def index_context(home):
    """The list's context for a query string."""
    index = ArticleIndexPageFactory(parent=home)

    def context(query=""):
        return index.get_context(RequestFactory().get(f"/articles/{query}"))

    return context


def test_index_lists_articles_of_every_series(index_context):
    ArticlePageFactory(parent=SeriesPageFactory(), title="In a series")
    ArticlePageFactory(title="By itself")
    assert {article.title for article in index_context()["articles"]} == {"In a series", "By itself"}


def test_index_leaves_articles_outside_of_it_alone(index_context, home):
    ArticlePageFactory(parent=ArticleIndexPageFactory(parent=home, slug="another"))
    assert list(index_context()["articles"]) == []


def test_index_narrows_to_a_topic(index_context):
    topic = TopicFactory(slug="risks")
    ArticlePageFactory(title="About risks", topic=topic)
    ArticlePageFactory(title="About sleep", topic=TopicFactory())
    assert [article.title for article in index_context("?topic=risks")["articles"]] == ["About risks"]


def test_index_shows_a_limited_number_of_articles(index_context):
    ArticlePageFactory.create_batch(ARTICLES_PER_PAGE + 1)
    assert len(index_context()["articles"]) == ARTICLES_PER_PAGE


def test_index_turns_its_pages(index_context):
    ArticlePageFactory.create_batch(ARTICLES_PER_PAGE + 1)
    assert len(index_context("?page=2")["articles"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        "?topic=unknown",
        "?page=abc",
        "?page=99999",
        "?page=0",
        "?page=-1",
        "?page=²",
        "?page=",
        "?page=1e3",
        "?page=" + "9" * 400,
    ],
)
def test_index_knows_no_such_list(index_context, query):
    TopicFactory(slug="risks")
    with pytest.raises(Http404):
        index_context(query)


def test_empty_index_has_a_first_page(index_context):
    assert list(index_context("?page=1")["articles"]) == []


def test_article_below_a_standard_page_is_refused():
    standard = StandardPageFactory()
    assert not ArticlePage.can_create_at(standard)
