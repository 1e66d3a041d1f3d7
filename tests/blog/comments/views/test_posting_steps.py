"""The steps that may come between sending and storing: notes, a confirmation, a wait."""

import datetime
import re
from html import unescape

import pytest
from django.utils import timezone

from blog.comments.doubt import form_time
from blog.comments.limits import ATTEMPTS_A_MINUTE, TAKEN
from blog.comments.links import read_own_token
from blog.comments.models import BlockedSender, Comment, Commenter, CommentsMode, CommentStatus
from blog.comments.proof_of_work import read_challenge
from clinicsite.core.senders import salt_of
from tests.blog.comments.markup import elements, made_by_readers
from tests.blog.comments.test_proof_of_work import solve
from tests.factories.comments import CommentFactory

ADVICE = "Should I stop taking gabapentin before my infusion?"
DANGER = "I want to die tonight"
TYPED = 'Two "words" & <b>signs</b>.\r\n\r\nA second paragraph.'


def fields_of(response) -> dict:
    """What a browser would send from the form of an answer."""
    inputs = {
        attributes["name"]: attributes.get("value", "")
        for tag, attributes in elements(response)
        if tag == "input" and attributes.get("name") in FIELDS and attributes.get("type") != "checkbox"
    }
    typed = re.search(r"<textarea[^>]*name=\"comment\"[^>]*>\n(.*?)</textarea>", response.content.decode(), re.DOTALL)
    return {**inputs, **({"comment": unescape(typed[1])} if typed else {})}


FIELDS = {"comment", "name", "email", "subject", "opened", "seen", "challenge", "number", "wants_replies"}


def title_of(response) -> str:
    return re.search(r"<title>\s*(.*?)\s*</title>", response.content.decode(), re.DOTALL)[1]


def words_of(response) -> str:
    return unescape(response.content.decode())


# Notes


def test_notes_come_back_with_the_form(send, stored):
    response = send(comment=f"{ADVICE} Call (503) 555-0134.")
    assert (response.status_code, stored()) == (422, 0)
    assert title_of(response).startswith("Before you send:")
    assert re.search(r"<mark[^>]*>\(?.*503\) 555-0134</mark>", words_of(response))
    assert fields_of(response)["comment"] == f"{ADVICE} Call (503) 555-0134."
    assert "no-store" in response["Cache-Control"]


def test_notes_offer_to_edit_and_to_send(send):
    html = words_of(send(comment=ADVICE))
    assert 'href="#write-comment">Edit before sending<' in html
    assert re.search(r'<button[^>]*form="write-form">Send it as it is<', html)


def test_form_that_came_back_with_notes_is_stored_as_it_is(send, stored):
    assert send(**fields_of(send(comment=ADVICE))).status_code == 303
    assert stored() == 1


def test_text_changed_after_the_notes_is_read_again(send, stored):
    fields = fields_of(send(comment=ADVICE))
    assert send(**{**fields, "comment": ADVICE + " And lyrica?"}).status_code == 422
    assert stored() == 0


def test_words_in_a_note_are_no_markup(send):
    response = send(comment="Write to <script>alert(1)</script>jo@example.org \"onmouseover='x'")
    assert response.status_code == 422
    assert made_by_readers(response) == set()


# Danger


def test_danger_is_stored_and_leads_to_help(send, client):
    response = send(comment=DANGER)
    assert response.status_code == 303
    html = client.get(response["Location"]).content.decode()
    panel = re.search(r"<aside class=\"comment-help comment-help--now\"[^>]*>.*?</aside>", html, re.DOTALL)[0]
    assert "data-takes-focus" in panel
    assert 'role="alert"' in panel


def test_danger_in_a_form_with_a_mistake_shows_help_first(send):
    html = send(comment=DANGER, name="").content.decode()
    assert html.index("comment-help--now") < html.index("error-summary")


def test_danger_on_a_closed_page_shows_help_at_once(send, article):
    article.comments_mode = CommentsMode.READ_ONLY
    article.save()
    response = send(comment=DANGER)
    assert response.status_code == 409
    assert b"comment-help--now" in response.content


def test_ordinary_text_in_a_form_with_a_mistake_shows_no_alarm(send):
    assert b"comment-help--now" not in send(name="").content


@pytest.mark.parametrize(("query", "is_shown"), [("?help", True), ("", False)])
def test_held_page_shows_help_at_once_where_it_is_needed(client, article, query, is_shown):
    html = client.get(f"/comments/{article.pk}/held/{query}").content.decode()
    assert ("comment-help--now" in html) is is_shown
    assert html.count("comment-help-") >= 1


# Confirmation


def test_doubtful_sending_asks_for_one_more_step(send, stored):
    response = send(subject="Cheap", comment=TYPED, email="o@example.org", wants_replies="on")
    assert (response.status_code, stored()) == (422, 0)
    assert title_of(response).startswith("One more step")
    fields = fields_of(response)
    assert fields["comment"] == TYPED
    assert (fields["email"], fields["wants_replies"]) == ("o@example.org", "on")
    assert made_by_readers(response) == set()


def test_missing_time_is_never_refused(send):
    assert send(opened="").status_code == 422
    assert "One more step" in words_of(send(opened=""))


def test_form_that_lay_for_days_keeps_its_text(send, article, stored):
    old = form_time(article.pk, timezone.now() - datetime.timedelta(days=4), is_shared=True)
    response = send(opened=old, comment=TYPED)
    assert (response.status_code, stored()) == (422, 0)
    assert fields_of(response)["comment"] == TYPED


def test_sending_too_soon_says_the_seconds_and_keeps_the_challenge(send, stored):
    fields = fields_of(send(opened="", comment=TYPED))
    response = send(**fields)
    assert (response.status_code, stored()) == (422, 0)
    assert re.search(r"Wait \d+ more seconds?", words_of(response))
    assert fields_of(response)["challenge"] == fields["challenge"]
    assert fields_of(response)["comment"] == TYPED


def test_wait_confirms(send, time_machine, stored):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    fields = fields_of(send(opened="", comment=TYPED))
    time_machine.shift(11)
    assert send(**fields).status_code == 303
    assert stored() == 1


def test_work_confirms_at_once_and_once_only(send, stored):
    fields = fields_of(send(subject="Cheap"))
    fields["number"] = solve(read_challenge(fields["challenge"]))
    assert [send(**fields).status_code for _ in range(3)] == [303, 303, 303]
    assert stored() == 1
    comment = Comment.objects.get()
    assert (comment.status, comment.lane) == (CommentStatus.PENDING, "spam")


def test_used_challenge_for_another_text_is_answered_kindly(send, stored):
    fields = fields_of(send(subject="Cheap"))
    fields["number"] = solve(read_challenge(fields["challenge"]))
    send(**fields)
    response = send(**{**fields, "comment": "Other words."})
    assert (response.status_code, stored()) == (422, 1)
    assert "That confirmation was for another text" in words_of(response)
    assert fields_of(response)["challenge"] != fields["challenge"]


def test_doubtful_comment_can_be_edited_first(send, stored):
    fields = fields_of(send(opened="", comment=TYPED))
    response = send(**fields, edit="1")
    assert (response.status_code, stored()) == (200, 0)
    assert fields_of(response)["comment"] == TYPED
    assert not title_of(response).startswith("Error")


# Waiting


@pytest.fixture
def _still(time_machine):
    """The clock stands still, so that no test runs from one minute into the next."""
    time_machine.move_to(timezone.now(), tick=False)


def my_digest(send) -> str:
    """The digest of the test client, read from a comment it has sent."""
    send(comment="The first.")
    return Comment.objects.get().sender_digest


@pytest.mark.usefixtures("_still")
def test_flood_is_told_to_wait_with_its_text_kept(send):
    CommentFactory.create_batch(TAKEN[0][1], sender_digest=my_digest(send))
    response = send(comment=TYPED)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 61
    assert re.search(r"You can send another comment in \d+ seconds?\.", words_of(response))
    assert fields_of(response)["comment"] == TYPED
    assert title_of(response).startswith("Error:")


@pytest.mark.usefixtures("_still")
def test_sixty_posts_at_once_are_mostly_refused(send, stored):
    answers = [send(comment=f"Number {number} of many.").status_code for number in range(60)]
    assert stored() <= 20
    assert answers.count(429) >= 40
    assert set(answers) <= {303, 422, 429}


@pytest.mark.usefixtures("_still")
def test_attempts_that_store_nothing_count_too(send):
    answers = [send(comment="").status_code for _ in range(ATTEMPTS_A_MINUTE + 2)]
    assert answers[-1] == 429
    assert answers[0] == 422


@pytest.mark.usefixtures("_still")
def test_another_sender_is_not_slowed(send, client, article):
    for number in range(20):
        send(comment=f"Number {number}.")
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    assert send(comment="Somebody else.").status_code == 303


@pytest.mark.usefixtures("_still")
def test_forged_forwarding_buys_nothing(send, client):
    answers = []
    for number in range(20):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        answers.append(send(comment=f"Number {number}.").status_code)
    assert 429 in answers


@pytest.mark.usefixtures("_still")
def test_danger_is_heard_when_attempts_are_used_up(send):
    for _ in range(ATTEMPTS_A_MINUTE + 2):
        send(comment="")
    assert send(comment=DANGER).status_code == 303


def test_blocked_sender_is_told_honestly(send):
    BlockedSender.objects.create(sender_digest=my_digest(send))
    response = send(comment=TYPED)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 86_400
    assert "You cannot send comments today" in words_of(response)
    assert fields_of(response)["comment"] == TYPED


def test_blocked_address_is_told_honestly(send):
    writer = Commenter.sealed("o@example.org")
    writer.blocked_at = timezone.now()
    writer.save()
    response = send(email="o@example.org", comment=TYPED)
    assert response.status_code == 403
    assert "no more comments from this email address" in words_of(response)
    assert fields_of(response)["comment"] == TYPED


# Whose comment it is


def test_sender_is_led_to_their_own_comment(send):
    location = send()["Location"]
    assert read_own_token(location.split("/")[3]) == Comment.objects.get()


def test_second_press_leads_to_the_same_place(send):
    assert "/comments/yours/" in send()["Location"]
    assert "/comments/yours/" in send()["Location"]


def test_words_of_somebody_elses_comment_give_no_right_over_it(send, client, article):
    send()
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    assert send()["Location"] == f"/comments/{article.pk}/held/"


def test_published_comment_sent_again_gives_no_right_over_it(send, stored):
    send()
    Comment.objects.update(status=CommentStatus.APPROVED, published_at=timezone.now())
    comment = Comment.objects.get()
    assert send()["Location"] == f"/comments/{comment.page_id}/comment/{comment.pk}/"


def test_comment_sent_again_much_later_gives_no_right_over_it(send, article):
    send()
    salt_of(timezone.now().date())
    Comment.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=11))
    assert send()["Location"] == f"/comments/{article.pk}/held/"


def test_no_step_sets_a_cookie(send):
    answers = [send(), send(comment=ADVICE), send(opened=""), send(comment=""), send(comment=DANGER)]
    assert not any(answer.cookies for answer in answers)


# What may be smuggled in


def test_name_and_address_hold_no_line_break(send, stored):
    send(name="Jon\r\nBcc: x@example.org")
    assert Comment.objects.get().author_name == "Jon Bcc: x@example.org"
    assert send(email="a@example.org\r\nBcc: x@example.org").status_code == 422
    assert stored() == 1


def test_marks_are_few_and_blanks_are_gone(send):
    send(comment="a" + "\u0301" * 50 + "\u200b\u202eb", name="Jo\u200bn")
    comment = Comment.objects.get()
    assert comment.author_name == "Jon"
    assert len(comment.text) <= 10


@pytest.mark.parametrize("field", ["opened", "seen", "challenge", "number"])
@pytest.mark.parametrize("value", ["\0", "\ufffd" * 900, "9" * 900, "a:b:c:d", "٣:٣"])
def test_odd_hidden_fields_break_nothing(send, field, value):
    assert send(**{field: value}).status_code in (303, 422)


# The form on a page that caches share


def test_shared_form_is_the_same_for_everybody_for_an_hour(client, article, time_machine):
    time_machine.move_to("2027-03-03T12:05:00+00:00", tick=False)
    first = client.get(article.url)
    time_machine.shift(50 * 60)
    again = client.get(article.url)
    assert first["ETag"] == again["ETag"]
    assert fields_of(first)["opened"] == form_time(article.pk, is_shared=True)


def test_form_on_an_article_is_believed(send, client, article):
    assert send(**{**fields_of(client.get(article.url)), "comment": "From the page.", "name": "Jon"}).status_code == 303


def test_form_at_its_own_address_is_believed_after_a_moment(send, client, article, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    fields = {**fields_of(client.get(f"/comments/{article.pk}/")), "comment": "From the form.", "name": "Jon"}
    assert send(**fields).status_code == 422
    time_machine.shift(5)
    assert send(**fields).status_code == 303
