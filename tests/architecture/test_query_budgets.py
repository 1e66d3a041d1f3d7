"""How many queries the sample site's pages cost, uncached, and that comments and parts add none."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage
from blog.comments.models import Comment, CommentStatus
from clinicsite.clinic.models import HomePage, StandardPage
from clinicsite.library.models import GlossaryPage
from clinicsite.people.models import TeamIndexPage, TeamMemberPage
from clinicsite.review.disclosures import meetings_for_readers
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, story

ARTICLE_BUDGET = 15
LIST_BUDGET = 12


def queries_of(client, page) -> list[str]:
    """The SQL of one request that finds nothing of the page in a cache, in a process that has answered before.

    The first visit is not counted: it looks up content types, which Django keeps for the life of the process, and
    makes the sizes of pictures that a commit makes otherwise; a test's transaction is never committed. The
    addresses of sites, one query an hour, and what regulators say, one a minute, are known too.
    """
    client.get(page.url)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    Site.get_site_root_paths()
    meetings_for_readers(page, "US")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page.url)
    assert response.status_code == 200
    return [entry["sql"] for entry in captured]


@pytest.fixture
def article(sample_site):
    return ArticlePage.objects.get(slug="what-ketamine-does")


def give_comments(article, count):
    """Threads of ten: a comment, its nine replies."""
    for comment in Comment.objects.filter(page=article).order_by("-depth"):
        comment.delete()
    while count:
        first = CommentFactory(page=article, status=CommentStatus.APPROVED)
        replies = min(count, 10) - 1
        CommentFactory.create_batch(replies, page=article, parent=first, status=CommentStatus.APPROVED)
        count -= replies + 1


@pytest.mark.parametrize("count", [0, 100, 1000])
def test_article_stays_in_its_budget_whatever_the_number_of_comments(client, article, count):
    give_comments(article, count)
    queries = queries_of(client, article)
    assert len(queries) <= ARTICLE_BUDGET, "\n".join(queries)


def test_thousand_comments_cost_no_more_queries_than_a_hundred(client, article):
    give_comments(article, 100)
    hundred = len(queries_of(client, article))
    give_comments(article, 1000)
    assert len(queries_of(client, article)) == hundred


def test_another_part_costs_no_query(client, article):
    before = len(queries_of(client, article))
    ArticlePageFactory.create_batch(3, parent=article.get_parent())
    assert len(queries_of(client, article)) == before


def test_a_longer_text_costs_no_query(client, article):
    plain = ArticlePageFactory(body=story(("text", "<p>One.</p>")))
    long = ArticlePageFactory(body=story(*[("text", "<p>One.</p>"), ("heading", {"text": "Two"})] * 30))
    assert len(queries_of(client, long)) == len(queries_of(client, plain))


KINDS = [HomePage, ArticleIndexPage, SeriesPage, TeamIndexPage, TeamMemberPage, StandardPage, GlossaryPage]


@pytest.mark.parametrize("model", KINDS)
def test_other_pages_stay_in_their_budget(client, sample_site, model):
    for page in model.objects.live():
        queries = queries_of(client, page)
        assert len(queries) <= LIST_BUDGET, f"{page.url}\n" + "\n".join(queries)


@pytest.mark.parametrize("slug", ["what-ketamine-does", "before-during-and-after"])
def test_every_part_reads_and_writes_nothing(client, sample_site, slug):
    article = ArticlePage.objects.get(slug=slug)
    writes = [sql for sql in queries_of(client, article) if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert writes == []
