"""What every page shares: who may cache it, its search fields and its breadcrumbs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, SeriesPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def test_reader_gets_an_answer_anybody_may_keep(client, home):
    assert "public" in client.get("/")["Cache-Control"]


def test_reader_gets_an_etag(client, home):
    assert client.get("/").has_header("ETag")


def test_second_visit_costs_no_bytes(client, home):
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304


def test_reader_gets_no_cookie(client, home):
    assert not client.get("/").cookies


def test_page_does_not_vary_by_cookie(client, home):
    assert "cookie" not in client.get("/").get("Vary", "").lower()


def test_two_readers_get_the_same_bytes(client, home):
    assert client.get("/").content == client.get("/").content


def test_signed_in_person_gets_a_private_answer(admin_client, home):
    assert admin_client.get("/")["Cache-Control"] == "private, no-store"


def test_private_page_is_never_public(admin_client, home):
    page = StandardPageFactory(slug="staff")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = admin_client.get("/staff/")
    assert (response.status_code, "public" in response["Cache-Control"]) == (200, False)


def test_preview_is_never_public(admin_client, home):
    draft = StandardPageFactory(live=False)
    draft.save_revision()
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert (response.status_code, "public" in response.get("Cache-Control", "")) == (200, False)


def test_public_get_writes_nothing(client, home):
    article = ArticlePageFactory(parent=SeriesPageFactory())
    with CaptureQueriesContext(connection) as queries:
        client.get(article.url)
    assert queries.captured_queries
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_tab_says_the_title(home):
    assert StandardPageFactory(title="About us").meta_title == "About us"


def test_tab_says_the_search_title_where_there_is_one(home):
    assert StandardPageFactory(title="About us", seo_title="About the clinic").meta_title == "About the clinic"


def test_search_description_falls_back_on_the_summary(home):
    assert ArticlePageFactory(summary="In a sentence.").meta_description == "In a sentence."


def test_search_description_comes_before_the_summary(home):
    article = ArticlePageFactory(summary="In a sentence.", search_description="For search results.")
    assert article.meta_description == "For search results."


def test_page_without_a_summary_has_no_description(home):
    assert home.meta_description == ""


def test_breadcrumbs_lead_from_home_to_the_parent(home):
    index = ArticleIndexPageFactory(parent=home)
    series = SeriesPageFactory(parent=index)
    article = ArticlePageFactory(parent=series)
    assert [page.pk for page in article.breadcrumb_pages] == [home.pk, index.pk, series.pk]


def test_home_has_no_breadcrumbs(home):
    assert home.breadcrumb_pages == []


def test_privacy_is_asked_once_a_request(home, django_assert_num_queries):
    page = type(home).objects.get(pk=home.pk)
    list(page.get_view_restrictions())
    with django_assert_num_queries(0):
        list(page.get_view_restrictions())
