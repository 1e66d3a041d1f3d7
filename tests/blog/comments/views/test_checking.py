import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.comments.limits import CHECKS_A_MINUTE
from blog.comments.notes import Note, seen_token
from tests.blog.comments.markup import elements, made_by_readers

pytestmark = pytest.mark.django_db

ADVICE = "Should I stop taking gabapentin before my infusion?"


@pytest.fixture
def check(client):
    """Asks as the script in the form does."""

    def check(text, headers=None):
        return client.post("/comments/check/", {"comment": text}, headers=headers or {"origin": "http://testserver"})

    return check


@pytest.mark.parametrize("text", ["", "\u200b", "What about the second table?"])
def test_nothing_to_say_is_empty(check, text):
    response = check(text)
    assert (response.status_code, response.content) == (204, b"")


def test_note_is_a_piece_of_html_with_the_words(check):
    response = check("My email is jo@example.org.")
    assert response.status_code == 200
    assert b"<mark" in response.content
    assert b"jo@example.org" in response.content
    assert b"<html" not in response.content


def test_answer_says_that_the_notes_were_shown_for_this_text(check):
    (_tag, attributes) = elements(check(ADVICE))[0]
    assert attributes["data-seen"] == seen_token(ADVICE, [Note("medical_advice")])


def test_danger_shows_help_as_an_alert_without_taking_the_focus(check):
    html = check("I want to die tonight").content.decode()
    assert 'role="alert"' in html
    assert "data-takes-focus" not in html
    assert "comment-notes" not in html


def test_words_are_no_markup(check):
    assert made_by_readers(check("<img src=x onerror=alert(1)> jo@example.org <script>alert(1)</script>")) == set()


def test_answer_is_kept_by_no_cache_and_sets_no_cookie(check):
    response = check(ADVICE)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_nothing_is_stored(check):
    check(ADVICE)
    with CaptureQueriesContext(connection) as queries:
        check(ADVICE)
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_nothing_is_logged(check, caplog):
    with caplog.at_level(logging.DEBUG):
        check("My email is jo@example.org.")
    assert "jo@example.org" not in caplog.text


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"accept": "*/*"}])
def test_question_from_elsewhere_is_refused(check, headers):
    assert check(ADVICE, headers).status_code == 403


def test_question_that_is_no_form_is_refused(client):
    assert client.post("/comments/check/", {"comment": ADVICE}, content_type="application/json").status_code == 400


def test_only_posting_is_allowed(client):
    assert client.get("/comments/check/").status_code == 405


def test_too_many_questions_have_to_wait(check, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    answers = [check("") for _ in range(CHECKS_A_MINUTE + 1)]
    assert answers[-2].status_code == 204
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_very_long_text_is_answered(check):
    assert check("a " * 100_000).status_code in (200, 204)
