"""What keeps a story that cites from being published."""

import pytest
from wagtail import blocks

from clinicsite.core.models import Disclaimer
from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation

pytestmark = pytest.mark.django_db


def stream_of(block, *sections):
    return block.to_python([{"type": kind, "value": value, "id": f"{n}"} for n, (kind, value) in enumerate(sections)])


def faults_in(*sections) -> dict[int, list[str]]:
    """The messages by the position of their section."""
    block = CitingStoryBlock()
    try:
        block.clean(stream_of(block, *sections))
    except blocks.StreamBlockValidationError as refused:
        return {position: list(error.messages) for position, error in refused.block_errors.items()}
    return {}


def text(*references) -> tuple:
    return ("text", "<p>It fades" + "".join(citation(reference) for reference in references) + "</p>")


def test_living_reference_may_be_cited():
    assert faults_in(text(ReferenceFactory())) == {}


def test_retracted_reference_is_refused_with_section_and_source_named():
    retracted = ReferenceFactory(is_retracted=True)
    assert faults_in(text(ReferenceFactory()), text(retracted)) == {
        1: ["Text: “Sigtermans 2009” has been retracted. Remove the citation and what rests on it."]
    }


def test_reference_that_left_the_library_is_refused_with_its_section_named():
    gone = ReferenceFactory()
    section = text(gone)
    Reference.objects.all().delete()
    assert faults_in(section) == {0: ["Text: a cited reference is no longer in the library. Choose another."]}


def test_citation_of_nothing_is_refused():
    messages = faults_in(("text", '<p><a linktype="citation" id="">Nobody</a></p>'))
    assert messages == {0: ["Text: a citation names no reference. Choose it again."]}


def test_source_that_one_section_cites_twice_is_named_once():
    retracted = ReferenceFactory(is_retracted=True)
    assert len(faults_in(text(retracted, retracted))[0]) == 1


def test_citation_deep_inside_a_section_is_seen():
    retracted = citation(ReferenceFactory(is_retracted=True))
    (message,) = faults_in(("takeaways", {"points": [f"<p>{retracted}</p>"]}))[0]
    assert message.startswith("Key takeaways: “Sigtermans 2009”")


def test_citation_in_a_table_is_seen():
    retracted = citation(ReferenceFactory(is_retracted=True))
    table = {
        "columns": [{"type": "text", "heading": "Food"}, {"type": "rich_text", "heading": "Seen"}],
        "rows": [{"values": ["Juice", f"<p>{retracted}</p>"]}],
        "caption": "Foods",
    }
    assert faults_in(("table", {"table": table, "note": ""}))[0][0].startswith("Table:")


def test_citation_in_a_shared_disclaimer_is_seen():
    retracted = citation(ReferenceFactory(is_retracted=True))
    shared = Disclaimer.objects.create(name="off-label", title="Off-label", text=f"<p>{retracted}</p>")
    assert faults_in(("disclaimer", {"disclaimer": shared.pk}))[0][0].startswith("Disclaimer:")


def test_draft_may_cite_a_retracted_reference():
    block = CitingStoryBlock()
    section = text(ReferenceFactory(is_retracted=True))
    assert len(block.clean_deferred(stream_of(block, section))) == 1


def test_faults_cost_one_query_whatever_the_number_of_citations(django_assert_num_queries):
    references = ReferenceFactory.create_batch(5)
    block = CitingStoryBlock()
    value = stream_of(block, *[text(reference) for reference in references])
    with django_assert_num_queries(1):
        block.clean(value)
