"""The search page: what it finds, what it says, and what it keeps to itself."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.pages import ArticlePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client, home):
    """The answer to a search, as HTML."""

    def ask(words=None, **options):
        query = {} if words is None else {"q": words}
        response = client.get(reverse("search"), {**query, **options})
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_search_without_words_asks_for_some(search):
    html = search()
    assert 'role="status">Type a word' in html
    assert "results for" not in html


def test_result_shows_title_and_summary(search):
    ArticlePageFactory(title="Sleeping with nerve pain", summary="What people say helps at night.")
    html = search("sleeping")
    assert "Sleeping with nerve pain" in html
    assert "What people say helps at night." in html


def test_result_leads_to_its_page(search):
    page = ArticlePageFactory(title="Pacing", slug="pacing")
    assert f'href="{page.url}"' in search("pacing")


def test_result_says_what_kind_of_page_it_is(search):
    ArticlePageFactory(title="Pacing")
    assert '<p class="kind">article</p>' in search("pacing").lower()


def test_page_of_text_is_called_a_page(search):
    StandardPageFactory(title="Complaints")
    assert '<p class="kind">Page</p>' in search("complaints")


def test_number_of_results_is_a_status(search):
    ArticlePageFactory.create_batch(2, summary="All about pacing.")
    assert 'role="status">2 results for “pacing”' in search("pacing")


def test_single_result_is_counted_as_one(search):
    ArticlePageFactory(title="Pacing")
    assert 'role="status">1 result for “pacing”' in search("pacing")


def test_found_word_is_marked_in_the_summary(search):
    ArticlePageFactory(title="Nights", summary="Pacing through the day.")
    assert "<mark>Pacing</mark> through the day." in search("pacing")


def test_words_stay_in_the_field(search):
    assert 'name="q" value="pacing"' in search("pacing")


def test_nothing_found_says_what_was_searched(search):
    assert 'role="status">No results for “kettamine”' in search("kettamine")


def test_drafts_are_not_found(search):
    ArticlePageFactory(title="Pacing", live=False)
    assert "No results" in search("pacing")


def test_private_pages_are_not_found(search):
    page = ArticlePageFactory(title="Pacing")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "No results" in search("pacing")


def test_results_come_ten_to_a_page(search):
    ArticlePageFactory.create_batch(11, summary="All about pacing.")
    assert search("pacing").count('class="kind"') == 10
    assert search("pacing", page=2).count('class="kind"') == 1


def test_pages_of_results_keep_the_words(search):
    ArticlePageFactory.create_batch(11, summary="All about pacing.")
    assert 'href="?q=pacing&amp;page=2"' in search("pacing")


@pytest.mark.parametrize("page", ["abc", "0", "99999", "-1", "\x00"])
def test_odd_page_number_shows_a_page_that_exists(search, page):
    ArticlePageFactory(title="Pacing")
    assert "1 result for" in search("pacing", page=page)


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x>', "\x00", "a" * 5000, "pain " * 500, "🙂"]
)
def test_odd_words_are_harmless(search, words):
    html = search(words)
    assert "<script>alert" not in html
    assert "<img" not in html


def test_search_is_kept_by_no_cache(client, home):
    assert client.get(reverse("search"), {"q": "pacing"})["Cache-Control"] == "private, no-store"


def test_search_asks_engines_not_to_list_it(search):
    assert '<meta name="robots" content="noindex">' in search("pacing")


def test_search_is_not_changed_by_a_post(client, home):
    assert client.post(reverse("search"), {"q": "pacing"}).status_code == 405


def test_search_link_of_the_header_is_the_page_shown(search):
    assert f'href="{reverse("search")}" aria-current="page"' in search()
