"""What of a page is clinical text: what readers see, and nothing else."""

import json
import uuid

import pytest

from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.models import MedicallyReviewedMixin
from tests.factories.library import ReferenceFactory
from tests.factories.pages import ArticlePageFactory, story

pytestmark = pytest.mark.django_db

RISKS = {
    "title": "Risks to know",
    "common": ["<p>Feeling dizzy</p>"],
    "serious": ["<p>A marked rise in blood pressure</p>"],
    "long_term": ["<p>Bladder pain</p>"],
    "who_should_not": ["<p>People with psychosis</p>"],
    "get_help": ["<p>Trouble breathing</p>"],
}
EVIDENCE = {
    "title": "What trials found",
    "rows": [
        {
            "condition": "Nerve pain", "source": "<p>Review</p>", "size": "67 trials", "duration": "Two weeks",
            "finding": "<p>No clear benefit</p>", "certainty": "very-low",
        }
    ],
    "note": "<p>Small trials</p>",
}  # fmt: skip
TABLE = {
    "table": {
        "columns": [{"type": "rich_text", "heading": "Dose range"}],
        "rows": [{"values": ["<p>Low</p>"]}],
        "caption": "Ranges",
    },
    "note": "",
}
SECTIONS = [
    ("takeaways", {"points": ["<p>Trials cannot say</p>"]}),
    ("heading", {"text": "How it works"}),
    ("text", "<p>Pain can <b>last</b> after healing.</p>"),
    ("callout", {"urgency": "good-to-know", "title": "Ask first", "text": "<p>Do not stop a medicine</p>"}),
    ("risks", RISKS),
    ("evidence", EVIDENCE),
    ("questions", {"title": "Asked often", "items": [{"question": "May I drive?", "answer": "<p>No</p>"}]}),
    ("table", TABLE),
    ("quote", {"text": "<p>We do not know</p>", "who": "Somebody", "role": ""}),
    ("checklist", {"title": "Bring", "items": ["<p>An adult</p>"], "numbered": False}),
]
# Words of which every one stands in another field of the page.
WORDS = [
    "Trials cannot say", "How it works", "healing", "Ask first", "Do not stop a medicine", "Risks to know",
    "Feeling dizzy", "A marked rise", "Bladder pain", "psychosis", "Trouble breathing", "What trials found",
    "Nerve pain", "Review", "67 trials", "Two weeks", "No clear benefit", "Small trials", "Asked often", "May I drive",
    "Dose range", "Ranges", "We do not know", "Somebody", "Bring", "An adult", "very-low", "good-to-know",
]  # fmt: skip


def article(sections=SECTIONS, **fields):
    return ArticlePageFactory.build(body=story(*sections), **{"title": "Pain", "summary": "What it says.", **fields})


def digest(sections=SECTIONS, **fields) -> str:
    return clinical_digest(article(sections, **fields))


def edited(old: str, new: str) -> list:
    written = json.dumps(SECTIONS)
    assert old in written
    return [tuple(section) for section in json.loads(written.replace(old, new, 1))]


@pytest.mark.parametrize("words", WORDS)
def test_one_edited_word_anywhere_in_the_body_changes_the_digest(words):
    other = {"very-low": "low", "good-to-know": "emergency"}.get(words, f"{words} indeed")
    assert digest(edited(words, other)) != digest()


@pytest.mark.parametrize("field", ["title", "summary"])
def test_one_edited_word_of_title_or_summary_changes_the_digest(field):
    assert digest(**{field: "Another word"}) != digest()


@pytest.mark.parametrize("index", range(len(SECTIONS)))
def test_a_section_left_out_changes_the_digest(index):
    assert digest(SECTIONS[:index] + SECTIONS[index + 1 :]) != digest()


def test_risks_moved_to_the_end_change_the_digest():
    assert digest([*SECTIONS[:4], *SECTIONS[5:], SECTIONS[4]]) != digest()


def test_emphasis_taken_away_changes_the_digest():
    assert digest(edited("<b>last</b>", "last")) != digest()


def test_words_run_together_change_the_digest():
    assert digest(edited("<b>last</b> after", "<b>last</b>after")) != digest()


TEXT = "<p>Pain can <b>last</b> after healing.</p>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, "<p>Pain  can <b>last</b>  after healing. </p>"),
        (TEXT, "<p>Pain can&nbsp;<b>last</b> after\\n healing.</p>"),
        (TEXT, '<p data-block-key=\\"a1b2c\\">Pain can <b>last</b> after healing.</p>'),
        (TEXT, f"{TEXT}<p></p>"),
        (TEXT, f"{TEXT}\\n"),
        ("How it works", " How  it works "),
    ],
)
def test_blanks_and_marks_of_the_editor_leave_the_digest(old, new):
    assert digest(edited(old, new)) == digest()


def test_other_ids_of_sections_leave_the_digest():
    body = json.dumps([dict(child, id=str(uuid.uuid4())) for child in article().body.raw_data])
    page = ArticlePageFactory.build(title="Pain", summary="What it says.", body=body)
    assert digest() == clinical_digest(page)


def test_order_in_which_the_fields_of_a_section_are_stored_leaves_the_digest():
    turned = [(kind, dict(reversed(value.items())) if isinstance(value, dict) else value) for kind, value in SECTIONS]
    assert digest(turned) == digest()


def test_field_that_stands_empty_leaves_the_digest():
    quote = {"text": "<p>We do not know</p>", "who": "Somebody"}
    assert digest([("quote", quote)]) == digest([("quote", {**quote, "role": ""})])


@pytest.mark.parametrize(
    "fields", [{"slug": "another"}, {"search_description": "Other."}, {"expected": "May"}, {"is_sample": True}]
)
def test_what_is_no_clinical_text_leaves_the_digest(fields):
    assert digest(**fields) == digest()


def cited(reference, label="Bell 2009") -> list:
    return [("text", f'<p>Known<a linktype="citation" id="{reference.pk}">{label}</a>.</p>')]


def test_another_source_changes_the_digest():
    assert digest(cited(ReferenceFactory())) != digest(cited(ReferenceFactory()))


def test_retraction_of_a_source_changes_the_digest():
    reference = ReferenceFactory()
    before = digest(cited(reference))
    reference.is_retracted = True
    reference.save()
    assert digest(cited(reference)) != before


def test_label_of_a_citation_which_no_reader_sees_leaves_the_digest():
    reference = ReferenceFactory()
    assert digest(cited(reference, "Bell 2009")) == digest(cited(reference, "Bell RF 2009"))


def test_two_rows_of_one_source_are_one():
    address = "https://example.org/trial"
    assert digest(cited(ReferenceFactory(url=address))) == digest(cited(ReferenceFactory(url=address)))


def test_page_type_may_name_its_own_fields():
    page = article()
    page.clinical_fields = ("title",)
    other = article(summary="Something else.")
    other.clinical_fields = ("title",)
    assert clinical_digest(page) == clinical_digest(other)


def test_mixin_names_title_summary_and_body():
    assert MedicallyReviewedMixin.clinical_fields == ("title", "summary", "body")
