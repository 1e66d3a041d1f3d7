"""The search and social preview beside the editor."""

import pytest
from django.urls import reverse

from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, SeriesPageFactory

pytestmark = pytest.mark.django_db


def panel_of(client, url) -> str:
    """The markup of the panel, empty where there is none."""
    content = client.get(url).content.decode()
    return (
        content.split("data-search-preview", 1)[1].split("search-preview__help")[0]
        if "data-search-preview" in content
        else ""
    )


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_preview_shows_the_address_of_the_page(admin_client, home):
    page = ArticlePageFactory(parent=SeriesPageFactory(slug="nerves"), slug="sleep")
    assert "/nerves/sleep/" in panel_of(admin_client, edit_url(page))


def test_preview_prefers_the_words_for_search_engines(admin_client, home):
    page = ArticlePageFactory(title="Sleep", seo_title="Sleep and pain", search_description="What helps at night.")
    markup = panel_of(admin_client, edit_url(page))
    assert "Sleep and pain" in markup
    assert "What helps at night." in markup


def test_preview_of_a_page_that_is_being_added_knows_its_place(admin_client, home):
    index = ArticleIndexPageFactory(slug="reading")
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    assert "/reading/" in panel_of(admin_client, url)


def test_hostile_title_stays_text(admin_client, home):
    page = ArticlePageFactory(title="<script>alert(1)</script>")
    assert "<script>" not in panel_of(admin_client, edit_url(page))


def test_list_of_pages_has_no_preview(admin_client, home):
    page = ArticlePageFactory()
    assert panel_of(admin_client, reverse("wagtailadmin_explore", args=[page.get_parent().pk])) == ""


def test_wagtails_own_panels_stay(admin_client, home):
    content = admin_client.get(edit_url(ArticlePageFactory())).content.decode()
    for name in ("status", "comments", "checks", "preview"):
        assert f'data-side-panel="{name}"' in content
        assert f'data-side-panel-toggle="{name}"' in content
