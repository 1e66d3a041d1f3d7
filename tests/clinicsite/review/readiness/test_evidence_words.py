"""Words about certainty, against the evidence table."""

import pytest

from clinicsite.review.readiness.evidence_words import evidence_problems
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return citation(ReferenceFactory())


def table(source, certainty="low", finding="<p>Pain fell a little.</p>"):
    row = {
        "condition": "CRPS", "source": f"<p>Review {source}</p>", "size": "5 trials", "duration": "",
        "finding": finding, "certainty": certainty,
    }  # fmt: skip
    return ("evidence", {"title": "What is known", "rows": [{"type": "item", "value": row, "id": "row-1"}], "note": ""})


def found(*sections):
    page = ArticlePageFactory(body=story(*sections))
    return page, list(evidence_problems(page))


def test_row_without_certainty_is_named(source):
    page, (problem,) = found(table(source, certainty=""))
    assert (problem.code, problem.path) == ("certainty-missing", f"body.{page.body[0].id}.rows.row-1.certainty")
    assert problem.is_blocking


def test_row_with_certainty_is_fine(source):
    assert found(table(source))[1] == []


def test_finding_surer_than_its_own_row_blocks(source):
    _page, (problem,) = found(table(source, finding="<p>There is moderate certainty that pain falls.</p>"))
    assert (problem.code, problem.is_blocking) == ("certainty-too-strong", True)


@pytest.mark.parametrize("words", ["High-certainty evidence shows it", "The certainty of the evidence was high"])
def test_sentence_two_steps_surer_than_the_row_of_its_source_blocks(source, words):
    page, (problem,) = found(table(source), ("text", f"<p>{words} {source}.</p>"))
    assert (problem.path, problem.is_blocking) == (f"body.{page.body[1].id}", True)


def test_sentence_one_step_surer_may_be_another_outcome(source):
    _page, (problem,) = found(table(source), ("text", f"<p>For side effects certainty was moderate {source}.</p>"))
    assert not problem.is_blocking


@pytest.mark.parametrize(
    "words",
    [
        "Its certainty was low", "Certainty was low to very low", "There is no high-certainty evidence",
        "The evidence is not of high quality", "Very low certainty",
    ],
)  # fmt: skip
def test_sentence_no_surer_than_the_row_is_fine(source, words):
    assert found(table(source), ("text", f"<p>{words} {source}.</p>"))[1] == []


def test_sentence_about_another_source_is_fine(source):
    other = citation(ReferenceFactory())
    assert found(table(source), ("text", f"<p>High-certainty evidence exists {other}.</p>"))[1] == []


def test_sentence_without_a_source_is_held_against_the_surest_row(source):
    assert len(found(table(source), ("text", "<p>High-certainty evidence exists.</p>"))[1]) == 1
    assert found(table(source, certainty="high"), ("text", "<p>High-certainty evidence exists.</p>"))[1] == []


def test_page_without_a_table_is_fine():
    assert found(("text", "<p>High-certainty evidence exists.</p>"))[1] == []
