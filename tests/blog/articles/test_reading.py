"""Reading time and contents list."""

import json

import pytest
from wagtail.blocks import StreamValue

from blog.articles.reading import WORDS_A_MINUTE, contents_of, reading_minutes, word_count
from clinicsite.core.blocks.story import StoryBlock
from tests.factories.pages import story


def body(*sections) -> StreamValue:
    block = StoryBlock()
    return StreamValue(block, json.loads(story(*sections)), is_lazy=True)


def test_words_of_a_paragraph_are_counted():
    assert word_count(body(("text", "<p>Pain can last for years.</p>"))) == 5


def test_tags_are_not_words():
    assert word_count(body(("text", '<p><b>Pain</b> is <a href="https://example.org/">real</a></p>'))) == 3


def test_words_on_both_sides_of_a_paragraph_break_are_two():
    assert word_count(body(("text", "<p>One.</p><p>Two.</p>"))) == 2


def test_citations_are_not_counted():
    cited = '<p>Found once<a linktype="citation" id="12">Cohen 2018</a> only</p>'
    assert word_count(body(("text", cited))) == 3


def test_nested_texts_are_counted():
    section = ("callout", {"urgency": "emergency", "title": "Call now", "text": "<p>Do not wait.</p>"})
    assert word_count(body(section)) == len(["emergency", "Call", "now", "Do", "not", "wait"])


def test_items_of_a_list_count_only_their_words():
    points = [{"type": "item", "value": "<p>Two words</p>", "id": "7a5b0c1e-0000-4000-8000-000000000000"}]
    assert word_count(body(("takeaways", {"points": points}))) == 2


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 1), (1, 1), (WORDS_A_MINUTE, 1), (WORDS_A_MINUTE + 1, 2), (5 * WORDS_A_MINUTE, 5)],
)
def test_minutes_are_rounded_up_and_at_least_one(words, minutes):
    assert reading_minutes(body(("text", f"<p>{'word ' * words}</p>"))) == minutes


def test_contents_list_section_headings_in_order():
    stream = body(("heading", {"text": "First"}), ("text", "<p>Words</p>"), ("heading", {"text": "Second"}))
    assert [entry.text for entry in contents_of(stream)] == ["First", "Second"]


def test_subheadings_stay_out_of_the_contents():
    stream = body(("heading", {"text": "First"}), ("subheading", {"text": "Below"}))
    assert [entry.text for entry in contents_of(stream)] == ["First"]


def test_rewording_a_heading_keeps_its_anchor():
    before, after = (contents_of(body(("heading", {"text": text})))[0].anchor for text in ("Old words", "New words"))
    assert before == after


def test_two_sections_have_two_anchors():
    anchors = [
        entry.anchor for entry in contents_of(body(("heading", {"text": "Same"}), ("heading", {"text": "Same"})))
    ]
    assert len(set(anchors)) == 2
