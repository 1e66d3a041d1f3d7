"""Every string of a page is collected, by a path the editor knows."""

import json

import pytest
from wagtail import blocks
from wagtail.blocks import StreamBlock, StreamValue

from clinicsite.core.models import Disclaimer
from clinicsite.library.models import Reference
from clinicsite.review.claims_of import _texts_of_block, claims_of, editor_fragment
from tests.factories.library import ReferenceFactory
from tests.factories.pages import ArticlePageFactory, StandardPageFactory, TopicFactory, story

pytestmark = pytest.mark.django_db


def texts_of(*sections, **fields):
    return claims_of(ArticlePageFactory(body=story(*sections), **fields))


@pytest.mark.parametrize("field", ["title", "seo_title", "search_description", "summary"])
def test_field_is_collected(field):
    assert texts_of(**{field: "Marker words"})[field] == "Marker words"


def test_slug_and_internal_fields_are_not():
    texts = claims_of(ArticlePageFactory(slug="marker-words"))
    assert "marker-words" not in texts.values()


@pytest.mark.parametrize(
    ("block_type", "value"),
    [
        ("text", "<p>Marker <b>words</b></p>"),
        ("heading", {"text": "Marker words"}),
        ("takeaways", {"points": ["<p>Marker words</p>"]}),
        ("callout", {"urgency": "emergency", "title": "Marker words", "text": "<p>x</p>"}),
        ("questions", {"title": "x", "items": [{"question": "x", "answer": "<p>Marker words</p>"}]}),
        ("figure", {"image": None, "alt_text": "Marker words", "is_decorative": False, "caption": "", "credit": ""}),
        (
            "figure",
            {"image": None, "alt_text": "", "caption": "<p>Marker words</p>", "credit": ""},
        ),
        (
            "call_to_action",
            {"heading": "x", "text": "<p>x</p>", "link": {"label": "Marker words"}},
        ),
        ("quote", {"text": "<p>Marker words</p>", "who": "x", "role": ""}),
    ],
)
def test_words_of_every_block_are_collected(block_type, value):
    texts = texts_of((block_type, value))
    assert [path for path, words in texts.items() if words == "Marker words" and path.startswith("body.")]


def test_table_gives_caption_headings_and_cells():
    table = {
        "columns": [{"type": "text", "heading": "Heading words"}],
        "rows": [{"values": ["Cell words"]}],
        "caption": "Caption words",
    }
    texts = texts_of(("table", {"table": table, "note": ""}))
    (words,) = [words for path, words in texts.items() if path.endswith(".table")]
    assert words.split("\n") == ["Caption words", "Heading words", "Cell words"]


def test_shared_text_is_checked_where_it_is_shown():
    disclaimer = Disclaimer.objects.create(title="Shared", name="shared", text="<p>Marker words</p>")
    texts = texts_of(("disclaimer", {"disclaimer": disclaimer.pk}))
    assert any("Marker words" in words for words in texts.values())


def test_citation_becomes_a_marker_and_the_title_of_the_reference_is_exempt():
    reference = ReferenceFactory(title="Ketamine cures pain")
    texts = texts_of(("text", f'<p>It fell <a linktype="citation" id="{reference.pk}">Cohen 2018</a>.</p>'))
    assert f"It fell [{reference.pk}]." in texts.values()
    assert Reference.objects.get().title not in " ".join(texts.values())


def test_path_leads_to_the_block():
    page = ArticlePageFactory(body=story(("heading", {"text": "Marker words"})))
    block_id = page.body[0].id
    assert claims_of(page)[f"body.{block_id}.text"] == "Marker words"


def test_fragment_is_the_one_wagtail_understands():
    assert editor_fragment("body.abc.text") == "#:w:contentpath=body.abc.text"


def test_chosen_topic_is_checked_and_the_author_page_is_not():
    page = ArticlePageFactory(topic=TopicFactory(name="Marker words"))
    assert "Marker words" in claims_of(page)["topic"]


def test_other_page_types_are_walked_too():
    page = StandardPageFactory(title="Marker words")
    assert claims_of(page)["title"] == "Marker words"


def test_quotation_for_criticism_is_exempt():
    block = blocks.StructBlock([("text", blocks.CharBlock()), ("for_criticism", blocks.BooleanBlock(required=False))])
    for ticked, expected in ((True, []), (False, ["Marker words"])):
        value = block.to_python({"text": "Marker words", "for_criticism": ticked})
        assert [words for _path, words in _texts_of_block(block, value, "body.1")] == expected


def test_stream_inside_a_struct_is_walked():
    stream = StreamBlock([("line", blocks.CharBlock())])
    value = stream.to_python(json.loads('[{"type": "line", "value": "Marker words", "id": "a1"}]'))
    assert isinstance(value, StreamValue)
    assert list(_texts_of_block(stream, value, "body.1")) == [("body.1.a1", "Marker words")]
