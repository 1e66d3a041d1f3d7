"""Errors, health, robots and sitemap."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from clinicsite.core import views
from tests.factories.pages import ArticlePageFactory, StandardPageFactory

EVERY_ERROR_STATUS = [
    (views.bad_request, 400),
    (views.csrf_failure, 403),
    (views.permission_denied, 403),
    (views.page_not_found, 404),
]


@pytest.mark.parametrize(("view", "status"), EVERY_ERROR_STATUS)
def test_error_has_its_status(db, home, view, status):
    assert view(RequestFactory().get("/")).status_code == status


def test_server_error_has_its_status():
    assert views.server_error(RequestFactory().get("/")).status_code == 500


def test_server_error_page_needs_no_database():
    """Without the db fixture every query fails this test."""
    assert b"<h1" in views.server_error(RequestFactory().get("/")).content


def test_bad_request_page_needs_no_database():
    assert b"<h1" in views.bad_request(RequestFactory().get("/")).content


def test_missing_token_page_needs_no_database():
    assert b"<h1" in views.csrf_failure(RequestFactory().get("/")).content


@pytest.mark.parametrize("view", [views.bad_request, views.server_error, views.csrf_failure])
def test_pages_for_the_worst_case_ask_for_no_other_file(view):
    html = view(RequestFactory().get("/")).content.decode()
    assert "<script" not in html
    assert "/static/" not in html


def test_unreadable_post_is_a_400_not_a_500(client, home):
    """Measured on Django 5.2: the stock 400 page reads the broken body again and ends in a 500."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "x" * 32
    form = "application/x-www-form-urlencoded; charset=utf-16"
    response = client.generic("POST", "/admin/login/", b"\xff\xfe\x00", content_type=form)
    assert 400 <= response.status_code < 500


def test_missing_page_is_a_404_with_the_sites_header(client, home):
    response = client.get("/nothing-here/")
    assert (response.status_code, b"<header" in response.content) == (404, True)


def test_missing_page_is_never_public(client, home):
    assert "public" not in client.get("/nothing-here/").get("Cache-Control", "")


def test_missing_page_sets_no_cookie(client, home):
    assert not client.get("/nothing-here/").cookies


@pytest.mark.parametrize(
    "address", ["/%00", "/%FF%FE", "/%2e%2e/%2e%2e/etc/passwd", "/a/" * 200, "/" + "x" * 3000 + "/"]
)
def test_odd_address_is_not_a_server_error(client, home, address):
    assert client.get(address).status_code == 404


def test_foreign_host_is_refused(client, home):
    assert client.get("/", headers={"Host": "evil.example.com"}).status_code == 400


def test_health_is_answered_without_the_database(client):
    """Without the db fixture every query fails this test."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_health_is_never_cached(client):
    assert client.get("/healthz")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["healthz", "robots", "sitemap"])
def test_only_reading_is_allowed(client, home, name):
    assert client.post(reverse(name)).status_code == 405


def test_robots_are_told_where_the_sitemap_is(client, home):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_robots_are_kept_out_of_the_admin(client, home):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_sitemap_lists_published_pages(client, home):
    page = StandardPageFactory()
    assert page.full_url in client.get("/sitemap.xml").content.decode()


def test_sitemap_lists_no_draft(client, home):
    article = ArticlePageFactory(live=False, slug="a-draft")
    assert article.slug not in client.get("/sitemap.xml").content.decode()


def test_sitemap_lists_no_private_page(client, home):
    page = StandardPageFactory(slug="staff-only")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert page.slug not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("address", "kind"), [("/favicon.ico", "image/x-icon"), ("/apple-touch-icon.png", "image/png")]
)
def test_mark_stands_where_browsers_look_for_it(db, client, address, kind):
    response = client.get(address)
    response.close()
    assert (response.status_code, response["Content-Type"]) == (200, kind)
