"""How stored sections become a page with numbered citations and links."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.library.explaining import glossary_for_texts
from clinicsite.library.templatetags.library_tags import filled, letter_for, stored
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story

HEADINGS = ["h2", "h3", "h4"]


def page_citing(*references):
    """An article with one paragraph for each reference that it cites, in this order."""
    paragraphs = [("text", f"<p>A sentence {citation(reference)}.</p>") for reference in references]
    return ArticlePageFactory(body=story(*paragraphs))


def shown(template, **context) -> BeautifulSoup:
    """A template that has loaded the tags."""
    return BeautifulSoup(Template("{% load library_tags %}" + template).render(Context(context)), "html.parser")


def queries_for(page) -> int:
    """How often rendering a page's sections asks the database, once the site's addresses and words are known."""
    assert page.url
    glossary_for_texts()
    with CaptureQueriesContext(connection) as queries:
        shown("{% story page.body %}", page=page)
    return len(queries)


class TestStory:
    """`{% story %}` finishes all sections of a page at once."""

    def test_citations_are_numbered_in_the_order_of_the_text(self, db):
        older, newer = ReferenceFactory(), ReferenceFactory()
        page = page_citing(newer, older, newer)
        html = shown("{% story page.body %}", page=page)
        assert [link.text for link in html.find_all(class_="cite")] == ["1", "2", "1"]

    def test_citation_leads_to_its_reference(self, db):
        html = shown("{% story page.body %}", page=page_citing(ReferenceFactory()))
        assert html.find(class_="cite")["href"] == "#ref-1"

    def test_page_links_get_their_addresses(self, home):
        target = ArticlePageFactory()
        body = story(("text", f'<p><a linktype="page" id="{target.pk}">Another article</a></p>'))
        html = shown("{% story page.body %}", page=ArticlePageFactory(body=body))
        assert html.a["href"] == target.url

    def test_page_links_cost_the_same_in_every_length_of_text(self, home):
        targets = [ArticlePageFactory() for _ in range(3)]
        links = [("text", f'<p><a linktype="page" id="{target.pk}">Read on</a></p>') for target in targets]
        long, short = ArticlePageFactory(body=story(*links)), ArticlePageFactory(body=story(links[0]))
        assert queries_for(long) == queries_for(short)

    def test_page_that_cites_nothing_drops_stray_citations(self, db):
        reference = ReferenceFactory()
        stream = CitingStoryBlock().to_python([{"type": "text", "value": f"<p>Words{citation(reference)}</p>"}])
        html = shown("{% story stream %}", stream=stream, page=SimpleNamespace())
        assert str(html.p) == "<p>Words</p>"

    @pytest.mark.parametrize("kind", ["callout", "checklist", "questions", "risks", "steps"])
    def test_section_above_every_heading_has_one_of_the_second_level(self, db, kind):
        value = CitingStoryBlock().child_blocks[kind].get_preview_value()
        stream = CitingStoryBlock().to_python([])
        stream.append((kind, value))
        stream.append(("heading", {"text": "A section"}))
        stream.append((kind, value))
        headings = [heading.name for heading in shown("{% story stream %}", stream=stream).find_all(HEADINGS)]
        above, below = headings[: headings.index("h2", 1)], headings[headings.index("h2", 1) + 1 :]
        assert (above[0], below[0]) == ("h2", "h3")

    @pytest.mark.parametrize("kind", ["callout", "checklist", "questions", "risks", "steps"])
    def test_no_section_above_every_heading_skips_a_level(self, db, kind):
        stream = CitingStoryBlock().to_python([])
        stream.append((kind, CitingStoryBlock().child_blocks[kind].get_preview_value()))
        levels = [1] + [int(found.name[1]) for found in shown("{% story stream %}", stream=stream).find_all(HEADINGS)]
        assert all(below - above <= 1 for above, below in pairwise(levels))

    def test_empty_stream_is_empty(self):
        assert str(shown("{% story stream %}", stream=CitingStoryBlock().to_python([]))) == ""


class TestStored:
    """`|stored` hands the markup on as the database has it."""

    def test_rich_text_is_not_expanded(self):
        source = '<p><a linktype="page" id="7">A page</a></p>'
        assert stored(RichText(source)) == source

    def test_plain_string_is_taken_as_stored_markup(self):
        assert stored("<p>Words</p>") == "<p>Words</p>"

    def test_nothing_is_an_empty_string(self):
        assert stored(None) == ""

    def test_markup_survives_the_template(self):
        assert shown("{{ text|stored }}", text=RichText("<b>Bold</b>")).b.text == "Bold"


class TestFilled:
    """`|filled` leaves out what a draft left empty."""

    def test_items_without_words_are_left_out(self):
        items = [RichText("<p>Nausea</p>"), RichText("<p> </p>"), RichText("")]
        assert filled(items) == items[:1]

    def test_no_list_is_an_empty_list(self):
        assert filled(None) == []


class TestBackLinks:
    """`{% back_links %}` leads from a reference to every place that cites it."""

    PLACES = (
        "{% story page.body %}{% back_links reference as places %}"
        '{% for id, name in places %}<i data-id="{{ id }}">{{ name }}</i>{% endfor %}'
    )

    def test_every_citation_gets_a_letter(self, db):
        reference = ReferenceFactory()
        page = page_citing(reference, reference)
        html = shown(self.PLACES, page=page, reference=reference)
        assert [place.text for place in html.find_all("i")] == ["1a", "1b"]

    def test_every_place_exists_in_the_text(self, db):
        reference = ReferenceFactory()
        page = page_citing(ReferenceFactory(), reference, reference)
        html = shown(self.PLACES, page=page, reference=reference)
        assert all(html.find("a", id=place["data-id"]) for place in html.find_all("i"))

    def test_places_of_another_reference_are_not_counted(self, db):
        reference = ReferenceFactory()
        html = shown(self.PLACES, page=page_citing(reference, ReferenceFactory()), reference=reference)
        assert len(html.find_all("i")) == 1


@pytest.mark.parametrize(("index", "letters"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (701, "zz")])
def test_letters_go_on_after_z(index, letters):
    assert letter_for(index) == letters
