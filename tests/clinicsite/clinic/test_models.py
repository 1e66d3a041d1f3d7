"""The home page's way of finding pages, and standard pages."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from clinicsite.clinic.models import HomePage, StandardPage
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    HomePageFactory,
    SeriesPageFactory,
    StandardPageFactory,
    story,
)

pytestmark = pytest.mark.django_db


def routed(home, *path):
    return home.route(RequestFactory().get("/"), list(path)).page


def test_home_finds_itself(home):
    assert routed(home) == home


def test_home_finds_a_page_three_levels_down(home):
    series = SeriesPageFactory(parent=ArticleIndexPageFactory(parent=home, slug="articles"), slug="pain")
    article = ArticlePageFactory(parent=series, slug="part-one")
    assert routed(home, "articles", "pain", "part-one") == article


def test_home_gives_the_page_of_its_own_type(home):
    StandardPageFactory(parent=home, slug="about")
    assert type(routed(home, "about")) is StandardPage


def test_finding_a_deep_page_takes_two_queries(home, django_assert_num_queries):
    series = SeriesPageFactory(parent=ArticleIndexPageFactory(parent=home, slug="articles"), slug="pain")
    ArticlePageFactory(parent=series, slug="part-one")
    home = HomePage.objects.get(pk=home.pk)
    with django_assert_num_queries(2):
        routed(home, "articles", "pain", "part-one")


def test_unknown_path_is_not_found(home):
    with pytest.raises(Http404):
        routed(home, "nothing", "here")


def test_draft_is_not_found(home):
    StandardPageFactory(parent=home, slug="draft", live=False)
    with pytest.raises(Http404):
        routed(home, "draft")


def test_page_of_another_home_is_not_found(home):
    StandardPageFactory(parent=HomePageFactory(slug="other"), slug="about")
    with pytest.raises(Http404):
        routed(home, "about")


def test_private_page_below_home_sends_a_stranger_to_sign_in(home, client):
    page = StandardPageFactory(parent=home, slug="staff")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/staff/").status_code == 302


def test_standard_page_cites_in_order_of_first_citation(home):
    second, first = ReferenceFactory(), ReferenceFactory()
    page = StandardPageFactory(body=story(("text", f"<p>{citation(first)}{citation(second)}</p>")))
    assert [reference.pk for reference in page.references] == [first.pk, second.pk]


def test_standard_page_without_sections_has_no_references(home):
    assert StandardPageFactory().references == []
