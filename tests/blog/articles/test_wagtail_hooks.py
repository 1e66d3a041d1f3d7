"""How editors meet the parts of a series in the page list."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests.factories.pages import ArticlePageFactory, SeriesPageFactory

pytestmark = pytest.mark.django_db


def titles_in(client, page, **query) -> list[str]:
    """The titles of the page list below a page."""
    response = client.get(reverse("wagtailadmin_explore", args=[page.pk]), query)
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(span.get_text().split()) for span in soup.select("td.title [id^='page_'][id$='_title']")]


@pytest.fixture
def series(home):
    """A series whose first part was changed last."""
    series = SeriesPageFactory()
    first = ArticlePageFactory(parent=series, title="What it does")
    ArticlePageFactory(parent=series, title="What it risks")
    first.latest_revision_created_at = timezone.now() + datetime.timedelta(hours=1)
    first.save()
    return series


def test_series_lists_its_parts_in_order_with_their_numbers(admin_client, series):
    assert titles_in(admin_client, series) == ["Part 1: What it does", "Part 2: What it risks"]


def test_draft_says_which_part_it_would_be(admin_client, series):
    ArticlePageFactory(parent=series, title="Not yet", live=False)
    assert titles_in(admin_client, series)[-1] == "Would be part 3: Not yet"


def test_numbers_stay_when_the_list_is_searched(admin_client, series):
    assert titles_in(admin_client, series, q="risks") == ["Part 2: What it risks"]


def test_article_by_itself_has_no_number(admin_client, home):
    article = ArticlePageFactory(title="By itself")
    assert titles_in(admin_client, article.get_parent()) == ["By itself"]
