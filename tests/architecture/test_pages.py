"""Every page type: where it may stand, and that it can be read, edited and previewed."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from tests.architecture.sources import own_page_models
from tests.factories.pages import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    GlossaryPageFactory,
    HomePageFactory,
    SeriesPageFactory,
    StandardPageFactory,
)
from tests.factories.people import TeamIndexPageFactory, TeamMemberPageFactory

# Page type: the pages it may stand below, and the pages that may stand below it.
TREE = {
    "HomePage": ({"Page"}, {"ArticleIndexPage", "TeamIndexPage", "StandardPage", "GlossaryPage"}),
    "GlossaryPage": ({"HomePage"}, set()),
    "StandardPage": ({"HomePage", "StandardPage"}, {"StandardPage"}),
    "ArticleIndexPage": ({"HomePage"}, {"SeriesPage", "ArticlePage"}),
    "SeriesPage": ({"ArticleIndexPage"}, {"ArticlePage"}),
    "ArticlePage": ({"ArticleIndexPage", "SeriesPage"}, set()),
    "TeamIndexPage": ({"HomePage"}, {"TeamMemberPage"}),
    "TeamMemberPage": ({"TeamIndexPage"}, set()),
}
FACTORIES = {
    "HomePage": HomePageFactory,
    "GlossaryPage": GlossaryPageFactory,
    "StandardPage": StandardPageFactory,
    "ArticleIndexPage": ArticleIndexPageFactory,
    "SeriesPage": SeriesPageFactory,
    "ArticlePage": ArticlePageFactory,
    "TeamIndexPage": TeamIndexPageFactory,
    "TeamMemberPage": TeamMemberPageFactory,
}
# What the browser's scripts would add to the form that the server sends.
SECTIONS = [("heading", {"text": "A section"}), ("text", rich_text("<p>Words.</p>"))]
SCRIPTED_FIELDS = {
    "HomePage": {"buttons": streamfield([]), "body": streamfield([])},
    "StandardPage": {"body": streamfield(SECTIONS)},
    "SeriesPage": {"introduction": rich_text("<p>Words.</p>")},
    "ArticlePage": {"body": streamfield(SECTIONS)},
    "TeamMemberPage": {"biography": rich_text("<p>Words.</p>"), "credentials": inline_formset([])},
}


def names(models) -> set[str]:
    return {model.__name__ for model in models}


def test_every_page_type_is_in_the_table():
    assert names(own_page_models()) == TREE.keys() == FACTORIES.keys()


@pytest.mark.parametrize("model", own_page_models(), ids=lambda model: model.__name__)
def test_page_may_stand_below_these_only(model):
    assert names(model.allowed_parent_page_models()) == TREE[model.__name__][0]


@pytest.mark.parametrize("model", own_page_models(), ids=lambda model: model.__name__)
def test_these_only_may_stand_below_a_page(model):
    assert names(model.allowed_subpage_models()) == TREE[model.__name__][1]


def test_only_a_home_page_may_stand_at_the_top():
    assert names(model for model in Page.allowed_subpage_models() if model.is_creatable) == {"HomePage"}


@pytest.fixture(params=sorted(TREE))
def each_page(request, home):
    """One page of each type."""
    return home if request.param == "HomePage" else FACTORIES[request.param]()


def form_of(page, admin_client):
    """The page's edit form as a browser would send it back."""
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    form.update(nested_form_data(SCRIPTED_FIELDS.get(type(page).__name__, {})))
    form["title"] = "A changed title"
    return form


def test_page_is_found_at_its_own_address(each_page, client):
    assert client.get(each_page.url).context["page"].pk == each_page.pk


def test_page_can_be_read(each_page, client):
    response = client.get(each_page.url)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.fixture
def _signs_everything(monkeypatch):
    """The gate has tests of its own: tests/clinicsite/review/test_gate.py."""
    monkeypatch.setattr("clinicsite.review.wagtail_hooks.refuse_unready", lambda page: None)


@pytest.mark.usefixtures("_signs_everything")
def test_page_can_be_edited_and_published(each_page, admin_client):
    form = form_of(each_page, admin_client)
    form["action-publish"] = "action-publish"
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[each_page.pk]), form)
    each_page.refresh_from_db()
    assert response.status_code == 302, response.context["form"].errors
    assert (each_page.title, each_page.live) == ("A changed title", True)


def test_page_can_be_saved_as_a_draft(each_page, admin_client):
    before = each_page.title
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[each_page.pk]), form_of(each_page, admin_client))
    each_page.refresh_from_db()
    assert (each_page.title, each_page.draft_title) == (before, "A changed title")


def test_page_can_be_previewed(each_page, admin_client):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[each_page.pk])
    accepted = admin_client.post(address, form_of(each_page, admin_client))
    preview = admin_client.get(address)
    assert accepted.json() == {"is_valid": True, "is_available": True}
    assert (preview.status_code, "A changed title" in preview.content.decode()) == (200, True)


def test_new_page_can_be_previewed_before_it_is_saved(each_page, admin_client):
    parent = each_page.get_parent()
    arguments = [each_page._meta.app_label, each_page._meta.model_name, parent.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=arguments)
    form = form_of(each_page, admin_client)
    form["slug"] = "not-saved-yet"
    admin_client.post(address, form)
    preview = admin_client.get(address)
    assert (preview.status_code, "A changed title" in preview.content.decode()) == (200, True)
