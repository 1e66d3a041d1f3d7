import pytest

from blog.comments.forms import CommentForm, DecisionForm, RefusalForm
from blog.comments.models import NAME_LENGTH, TEXT_LENGTH, CommentStatus, RefusalReason

pytestmark = pytest.mark.django_db


def form(**changes):
    return CommentForm({"comment": "A question.", "name": "Jon P.", "email": "", "subject": "", **changes})


def test_comment_with_a_name_is_enough():
    assert form().is_valid()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("comment", ""),
        ("comment", "\u200b\u200b"),
        ("comment", "x" * (TEXT_LENGTH + 1)),
        ("comment", "<b>" * 22_000),
        ("comment", "broken \ufffd"),
        ("name", ""),
        ("name", "\u3164"),
        ("name", "n" * (NAME_LENGTH + 1)),
        ("name", "Moderator"),
        ("name", "broken \ufffd"),
        ("email", "anneke.example.org"),
        ("email", "a@b.c\nBcc: x@example.org"),
        ("email", "a" * 250 + "@example.org"),
    ],
)
def test_mistake_is_named_at_its_field(field, value):
    assert list(form(**{field: value}).errors) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("comment", "x" * TEXT_LENGTH),
        ("comment", "<script>alert(1)</script>"),
        ("comment", "日本語のコメント"),
        ("name", "n" * NAME_LENGTH),
        ("name", "O'Brien"),
        ("name", "Ó Súilleabháin"),
        ("email", "name@example.org"),
    ],
)
def test_honest_value_passes(field, value):
    assert form(**{field: value}).is_valid()


def test_length_is_counted_as_it_is_stored():
    assert form(comment="e\u0301" * TEXT_LENGTH).is_valid()


def test_text_is_cleaned():
    bound = form(comment="one\r\n\r\n\r\n\r\ntwo\u202e", name=" Jon\tP. ")
    assert bound.is_valid()
    assert (bound.cleaned_data["comment"], bound.cleaned_data["name"]) == ("one\n\ntwo", "Jon P.")


def test_excess_is_told_in_characters():
    assert "by 12 characters" in form(comment="x" * (TEXT_LENGTH + 12)).errors["comment"][0]


def test_form_has_no_field_for_a_web_address():
    assert list(CommentForm().fields) == ["comment", "name", "email", "wants_replies", "subject"]


def test_trap_that_was_filled_in_is_no_mistake():
    assert form(subject="Buy now").is_valid()


def test_wish_for_replies_needs_an_address():
    assert list(form(wants_replies="on").errors) == ["email"]


def test_wish_for_replies_with_an_address_passes():
    assert form(wants_replies="on", email="name@example.org").is_valid()


def test_reasons_for_a_refusal_are_the_closed_list():
    assert [value for value, _label in RefusalForm().fields["reason"].choices] == [
        "identifies-person", "sale", "dose", "abuse", "spam", "unlawful", "self-harm-detail", "under-18", "off-topic",
        "duplicate",
    ]  # fmt: skip


def test_no_reason_speaks_of_the_readers_opinion():
    words = " ".join(f"{reason.value} {reason.label} {reason.public_sentence}" for reason in RefusalReason).lower()
    assert not any(word in words for word in ("negative", "disagree", "critic", "business", "complain"))


def test_decision_is_about_a_waiting_comment_unless_the_screen_said_otherwise():
    bound = DecisionForm({})
    assert bound.is_valid()
    assert bound.cleaned_data["seen"] == CommentStatus.PENDING


def test_unknown_state_is_refused():
    assert not DecisionForm({"seen": "published"}).is_valid()


def test_refusal_needs_a_reason():
    assert not RefusalForm({"seen": "pending", "reason": ""}).is_valid()
