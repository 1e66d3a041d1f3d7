"""What is not filled in, block by block."""

import pytest
from wagtail.models import Page

from clinicsite.review.readiness import problems_of
from clinicsite.review.readiness.completeness import completeness_problems
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.people import CredentialFactory, TeamMemberPageFactory

pytestmark = pytest.mark.django_db
VIDEO = {"title": "A walk", "url": "https://www.youtube.com/watch?v=abcdefghijk", "transcript": ""}


def faults(*sections, **values) -> list[tuple[str, str]]:
    page = ArticlePageFactory(body=story(*sections))
    for name, value in values.items():
        setattr(page, name, value)
    return [(problem.path, problem.message) for problem in completeness_problems(page)]


def paths(*sections) -> list[str]:
    """Of the faults, without the ids of the sections."""
    return [".".join(step for step in path.split(".") if "-" not in step) for path, _message in faults(*sections)]


def test_complete_page_has_none():
    assert faults(("text", "<p>Pain can last.</p>")) == []


def test_empty_field_is_named():
    assert faults(("text", "<p>W.</p>"), summary="") == [("summary", "Summary: This field cannot be blank.")]


def test_empty_section_is_named_by_its_place():
    ((_path, message),) = faults(("text", "<p>W.</p>"), ("text", ""))
    assert message == "Section 2 (Text) is not complete. This field is required."


@pytest.mark.parametrize(
    ("section", "path"),
    [
        (("heading", {"text": "Why", "certainty": "low"}), "body.studies"),
        (("heading", {"text": ""}), "body.text"),
        (("video", VIDEO), "body.transcript"),
        (("subheading", {"text": "Under nothing"}), "body"),
        (("questions", {"items": []}), "body.items"),
        (("steps", {"title": "How", "steps": [{"title": "", "text": "<p>W.</p>"}]}), "body.steps.title"),
    ],
)
def test_fault_inside_a_section_leads_to_its_field(section, path):
    assert path in paths(section)


def test_picture_without_words_or_decoration_is_named():
    faulty = faults(("figure", {"image": None, "alt_text": ""}))
    assert faulty[0][1].startswith("Section 1 (Figure) is not complete.")


def test_row_of_a_page_is_looked_at():
    person = TeamMemberPageFactory()
    CredentialFactory(person=person, title="")
    person = Page.objects.get(pk=person.pk).specific
    (problem,) = completeness_problems(person)
    assert problem.path == f"credentials.{person.credentials.get().pk}.title"


def test_broken_citation_is_named_once():
    page = ArticlePageFactory(body=story(("text", '<p>It fades<a linktype="citation" id="999999">X</a>.</p>')))
    path = f"body.{page.body[0].id}"
    assert [problem.code for problem in problems_of(page) if problem.path == path] == ["citation-broken"]


def test_looking_changes_nothing():
    page = ArticlePageFactory(body=story(("text", "")))
    completeness_problems(page)
    assert Page.objects.get(pk=page.pk).specific.summary == page.summary
