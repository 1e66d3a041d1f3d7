"""Numbering of citations in stored rich text."""

import pytest

from clinicsite.library.citations import Citations, cited_ids, has_broken_citation, rich_text_in, texts_shown_by
from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story


def cite(number, words="Cohen 2018") -> str:
    return f'<a linktype="citation" id="{number}">{words}</a>'


def test_ids_are_read_in_order_with_repeats():
    assert cited_ids(f"<p>{cite(7)} and {cite(3)} and {cite(7)}</p>") == [7, 3, 7]


def test_order_of_the_attributes_does_not_matter():
    assert cited_ids('<a id="5" linktype="citation">Bell 2017</a>') == [5]


def test_link_to_a_page_is_no_citation():
    assert cited_ids('<a linktype="page" id="5">Bell 2017</a>') == []


def test_citation_without_a_number_is_broken():
    assert has_broken_citation('<p><a linktype="citation" id="">Bell 2017</a></p>')


def test_citation_with_words_for_an_id_is_broken():
    assert has_broken_citation('<p><a linktype="citation" id="x1">Bell 2017</a></p>')


def test_whole_citation_is_not_broken():
    assert not has_broken_citation(f"<p>{cite(1)}</p>")


def test_text_without_citations_is_not_broken():
    assert not has_broken_citation('<p><a href="https://example.org/">words</a></p>')


def test_strings_of_nested_values_come_in_reading_order():
    value = {"title": "one", "items": ["two", {"text": "three"}], "more": ("four", None, 5)}
    assert list(rich_text_in(value)) == ["one", "two", "three", "four"]


def test_type_and_id_of_a_list_item_are_no_text():
    assert list(rich_text_in([{"type": "item", "id": "0b8e", "value": "words"}])) == ["words"]


def test_numbers_follow_the_first_citation():
    assert Citations.from_ids([30, 10, 30, 20]).numbers == {30: 1, 10: 2, 20: 3}


def test_citation_becomes_a_numbered_link():
    html = Citations.from_ids([9]).link(f"<p>It fades {cite(9)}.</p>")
    assert 'href="#ref-1"' in html
    assert ">1</a>" in html
    assert "Cohen" not in html


def test_number_stands_close_to_the_word_it_proves():
    assert "fades<sup" in Citations.from_ids([9]).link(f"<p>It fades {cite(9)}.</p>")


def test_neighbours_are_told_apart_by_a_comma():
    html = Citations.from_ids([9, 8]).link(f"<p>It fades {cite(9)} {cite(8)}.</p>")
    assert ">1</a>,<a" in html


def test_link_says_what_it_is_to_a_screen_reader():
    assert 'aria-label="Reference 1"' in Citations.from_ids([9]).link(cite(9))


def test_each_citation_of_one_source_has_an_address_of_its_own():
    citations = Citations.from_ids([9])
    html = citations.link(f"{cite(9)} and {cite(9)}")
    assert 'id="cite-1-1"' in html
    assert 'id="cite-1-2"' in html


def test_way_back_leads_to_every_place():
    citations = Citations.from_ids([9])
    citations.link(f"{cite(9)} and {cite(9)}")
    assert citations.back_links(9) == ["cite-1-1", "cite-1-2"]


def test_source_that_the_page_does_not_list_leaves_no_number():
    assert Citations.from_ids([1]).link(f"<p>It fades {cite(2)}.</p>") == "<p>It fades.</p>"


def test_page_numbers_its_references_across_sections(db):
    first, second = ReferenceFactory(), ReferenceFactory()
    points = {"points": [f"<p>{citation(second)}</p>"]}
    paragraph = f"<p>{citation(first)}{citation(second)}</p>"
    article = ArticlePageFactory(body=story(("takeaways", points), ("text", paragraph)))
    assert article.references == [second, first]


def test_page_leaves_out_a_reference_that_is_gone(db):
    kept, gone = ReferenceFactory(), ReferenceFactory()
    article = ArticlePageFactory(body=story(("text", f"<p>{citation(gone)}{citation(kept)}</p>")))
    Reference.objects.filter(pk=gone.pk).delete()
    assert article.references == [kept]


@pytest.mark.django_db
def test_texts_of_a_section_are_its_strings():
    article = ArticlePageFactory(body=story(("heading", {"text": "Signals can be amplified"})))
    assert texts_shown_by(article.body[0]) == ["Signals can be amplified"]
