import pytest

from clinicsite.demo.markup import MarkupError
from clinicsite.demo.rich_text import RichTextWriter

WRITER = RichTextWriter(references={"R8": (41, "Sigtermans 2009")}, pages={"risks": 7})


def test_a_citation_becomes_the_stored_markup():
    assert (
        WRITER.sentence("Lower for weeks [R8].")
        == '<p>Lower for weeks <a linktype="citation" id="41">Sigtermans 2009</a>.</p>'
    )


def test_a_page_link_becomes_the_stored_markup():
    assert WRITER.sentence("See [the risks](page:risks).") == '<p>See <a linktype="page" id="7">the risks</a>.</p>'


def test_bold_is_stored_as_wagtail_stores_it():
    assert WRITER.sentence("**Bold** words") == "<p><b>Bold</b> words</p>"


def test_html_in_a_file_is_shown_and_not_run():
    assert "<script>" not in WRITER.paragraphs("<script>alert(1)</script>")


@pytest.mark.parametrize("text", ["Unknown [R9].", "See [that](page:gone)."])
def test_a_citation_or_link_to_nothing_is_refused(text):
    with pytest.raises(MarkupError):
        WRITER.sentence(text)


def test_a_sentence_that_begins_with_a_number_is_no_list():
    assert WRITER.sentence("1. Quieting a receptor") == "<p>1. Quieting a receptor</p>"
