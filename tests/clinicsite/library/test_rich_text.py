"""How a citation travels between the editor, the database and the reference index."""

import json

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html, extract_references_from_rich_text

from clinicsite.core.blocks.text import INLINE_FEATURES, PLAIN_FEATURES, TEXT_FEATURES
from clinicsite.library.models import Reference
from clinicsite.library.rich_text import reference_id_in
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story

STORED = '<p data-block-key="abcde">It fades <a linktype="citation" id="12">Sigtermans 2009</a>.</p>'


def editor_state(html=STORED, features=TEXT_FEATURES) -> dict:
    return json.loads(ContentstateConverter(features).from_database_format(html))


def saved(state, features=TEXT_FEATURES) -> str:
    return ContentstateConverter(features).to_database_format(json.dumps(state))


def entity_of(html=STORED, features=TEXT_FEATURES) -> dict:
    (entity,) = editor_state(html, features)["entityMap"].values()
    return entity


def state_with(**data) -> dict:
    """A sentence with one citation, as a browser sends it."""
    state = editor_state()
    state["entityMap"]["0"]["data"] = data
    return state


@pytest.mark.parametrize("features", [TEXT_FEATURES, INLINE_FEATURES])
def test_citation_survives_the_editor(features):
    assert saved(editor_state(features=features), features) == STORED


def test_citation_is_an_entity_of_its_own_kind():
    assert entity_of()["type"] == "CITATION"


def test_name_of_a_citation_cannot_be_typed_over():
    assert entity_of()["mutability"] == "IMMUTABLE"


def test_entity_names_its_reference():
    assert entity_of()["data"]["id"] == "12"


def test_entity_leads_to_the_reference():
    assert entity_of()["data"]["url"] == reverse("wagtailsnippets_library_reference:inspect", args=[12])


def test_broken_citation_still_opens_in_the_editor():
    assert entity_of('<p><a linktype="citation" id="x">Nobody</a></p>')["data"] == {"id": "", "url": None}


def test_citation_that_the_chooser_has_just_made_is_stored():
    assert saved(state_with(id=12, url="/anywhere/")) == STORED


@pytest.mark.parametrize("forged", ['12" onclick="alert(1)', "javascript:alert(1)", "", None, "1" * 40, ["12"], "１２"])
def test_forged_id_is_stored_as_no_reference(forged):
    assert '<a linktype="citation" id="">Sigtermans 2009</a>' in saved(state_with(id=forged))


def test_plain_text_fields_drop_citations():
    assert "citation" not in saved(editor_state(features=PLAIN_FEATURES), PLAIN_FEATURES)


def test_page_keeps_the_stored_form_until_the_story_numbers_it():
    assert expand_db_html(STORED) == STORED


def test_quote_in_a_stored_id_does_not_leave_its_attribute():
    hostile = '<a linktype="citation" id="1&quot; onclick=&quot;alert(1)">x</a>'
    assert "onclick" not in expand_db_html(hostile)


@pytest.mark.parametrize(("given", "kept"), [("7", "7"), (7, "7"), ("x", ""), (None, ""), ("-7", ""), ("7 ", "")])
def test_only_digits_name_a_reference(given, kept):
    assert reference_id_in({"id": given}) == kept


def test_citation_is_traced_to_its_reference():
    assert list(extract_references_from_rich_text(STORED)) == [(Reference, "12", "", "")]


def test_broken_citation_is_traced_to_nothing():
    assert list(extract_references_from_rich_text('<a linktype="citation" id="x">x</a>')) == []


def test_usage_of_a_reference_names_the_page(db):
    reference = ReferenceFactory()
    article = ArticlePageFactory(body=story(("text", f"<p>{citation(reference)}</p>")))
    usage = ReferenceIndex.get_references_to(reference)
    assert [entry.object_id for entry in usage] == [str(article.pk)]


def test_opening_a_text_reads_nothing_from_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        editor_state(STORED * 20)
