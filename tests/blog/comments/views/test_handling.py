import pytest
from django.contrib.messages import get_messages
from wagtail.models import ModelLogEntry

from blog.comments.actions.decisions import approve_comment
from blog.comments.actions.handling import claim_comment
from blog.comments.desk.rows import version_of
from blog.comments.models import Comment, CommentNote, CommentStatus
from tests.factories.comments import AnswererFactory, CommentFactory, ModeratorFactory, ReplyTemplateFactory

VECTOR = '"><img src=x onerror=alert(1)>'
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def waiting(article):
    return CommentFactory(page=article, author_name="Jon P.", text="First thought about week 12.")


@pytest.fixture
def press(moderator_client):
    """Presses a button as the desk's script does, and returns the answer."""

    def press(comment, button, **fields):
        response = moderator_client.post(f"/admin/comments/{comment.pk}/{button}/", fields, headers=SCRIPT)
        assert response.status_code == 200
        comment.refresh_from_db()
        return response.json()

    return press


def test_decision_answers_with_what_took_the_rows_place(press, waiting):
    answer = press(waiting, "decide", decision="approve", seen="pending")
    assert waiting.status == CommentStatus.APPROVED
    assert answer["level"] == "success"
    assert f"/admin/comments/{waiting.pk}/undo/" in answer["done"]


def test_decision_answers_with_the_new_counts(press, waiting, article):
    CommentFactory(page=article, lane="spam", urgency=8)
    answer = press(waiting, "decide", decision="spam", seen="pending")
    assert (answer["count"], answer["counts"]["spam"], answer["counts"]["rest"]) == (1, 1, 0)


def test_overtaken_decision_answers_with_who_was_faster_and_the_row_as_it_is(press, waiting):
    approve_comment(comment=waiting, moderator=ModeratorFactory(first_name="Amara", last_name="Okafor"))
    answer = press(waiting, "decide", decision="refuse", reason="sale", seen="pending")
    assert "Amara Okafor has decided already" in answer["message"]
    assert "Approved" in answer["cells"]["decision"]


def test_text_changed_meanwhile_answers_with_the_new_text(press, waiting):
    version = version_of(waiting)
    Comment.objects.filter(pk=waiting.pk).update(text="Quite another thing.")
    answer = press(waiting, "decide", decision="approve", seen="pending", version=version)
    assert waiting.status == CommentStatus.PENDING
    assert "Quite another thing." in answer["cells"]["comment"]


def test_crisis_asks_for_the_word_first(press, article):
    crisis = CommentFactory(page=article, labels="crisis", lane="crisis", urgency=0)
    assert press(crisis, "decide", decision="approve", seen="pending")["ask"] == "confirm"
    assert press(crisis, "decide", decision="approve", seen="pending", confirm="yes")["ask"] == "confirm"
    press(crisis, "decide", decision="approve", seen="pending", confirm=" Publish ")
    assert crisis.is_public


@pytest.mark.parametrize(
    ("decision", "text"), [("approve-redacted", "Call [removed]"), ("approve-as-is", "Call 503-555-0123")]
)
def test_details_go_or_stay_by_a_persons_word(press, article, decision, text):
    comment = CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    assert press(comment, "decide", decision="approve", seen="pending")["ask"] == "details"
    press(comment, "decide", decision=decision, seen="pending")
    assert (comment.is_public, comment.text) == (True, text)


def test_undo_answers_with_the_row_as_it_was(press, waiting):
    press(waiting, "decide", decision="spam", seen="pending")
    answer = press(waiting, "undo")
    assert waiting.status == CommentStatus.PENDING
    assert 'value="approve"' in answer["cells"]["decision"]


def test_last_decision_is_undone_without_naming_it(moderator_client, press, waiting):
    press(waiting, "decide", decision="spam", seen="pending")
    moderator_client.post("/admin/comments/undo/")
    waiting.refresh_from_db()
    assert waiting.status == CommentStatus.PENDING


def test_markup_of_readers_is_text_in_every_answer(press, article):
    comment = CommentFactory(page=article, author_name=VECTOR, text=VECTOR)
    answers = [
        press(comment, "claim"),
        press(comment, "decide", decision="spam", seen="pending"),
        press(comment, "undo"),
    ]
    html = [answer["done"] + "".join(answer["cells"].values()) for answer in answers]
    assert all("onerror=alert(1)" in part and "<img" not in part for part in html)


def test_taken_comment_is_shown_as_taken(press, waiting):
    assert "Taken by you" in press(waiting, "claim")["cells"]["comment"]
    assert "Taken by" not in press(waiting, "release")["cells"]["comment"]


def test_comment_that_somebody_else_holds_is_not_taken(press, waiting):
    claim_comment(comment=waiting, moderator=ModeratorFactory(first_name="Amara", last_name="Okafor"))
    assert "Amara Okafor has taken this comment" in press(waiting, "claim")["message"]


def test_second_opinion_is_asked_and_withdrawn(press, waiting):
    press(waiting, "second-opinion")
    assert waiting.second_opinion_at
    assert press(waiting, "decide", decision="approve", seen="pending")["level"] == "error"
    press(waiting, "second-opinion")
    assert waiting.second_opinion_at is None


def test_note_is_kept_beside_the_comment(press, waiting):
    assert "Called &lt;b&gt; twice" in press(waiting, "note", note="Called <b> twice")["cells"]["comment"]


def test_empty_note_is_told(press, waiting):
    assert press(waiting, "note", note=" ")["level"] == "error"
    assert not CommentNote.objects.exists()


def test_revealing_is_logged(press, article, moderator):
    comment = CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    assert press(comment, "reveal")["text"] == "Call 503-555-0123"
    assert ModelLogEntry.objects.get().action == "comments.reveal"


def test_revealed_text_is_shown_without_a_script_and_kept_by_no_cache(moderator_client, article):
    comment = CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    response = moderator_client.post(f"/admin/comments/{comment.pk}/reveal/")
    assert "503-555-0123" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_details_are_removed_for_good(press, article):
    comment = CommentFactory(page=article, text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    press(comment, "redact")
    assert comment.text == "Call [removed]"


def test_reply_approves_and_answers_in_one_go(press, waiting):
    template = ReplyTemplateFactory()
    press(waiting, "reply", reply=template.text, template=template.pk)
    assert waiting.is_public
    assert waiting.replies.get().text == template.text


def test_reply_that_says_too_much_decides_nothing(press, waiting):
    answer = press(waiting, "reply", reply="It was lovely to see you at your infusion.")
    assert answer["ask"] == "reply"
    assert answer["findings"][0]["why"]
    assert (waiting.status, Comment.objects.count()) == (CommentStatus.PENDING, 1)


def test_reply_in_own_words_waits_for_a_second_person(press, waiting):
    answer = press(waiting, "reply", reply="Thank you for writing. Part 3 says more about trials.")
    assert "second person" in answer["message"]
    reply = waiting.replies.get()
    assert (reply.status, reply.needs_second_person) == (CommentStatus.PENDING, True)
    approve_comment(comment=reply, moderator=AnswererFactory())
    assert Comment.objects.get(pk=reply.pk).is_public


def test_empty_reply_decides_nothing(press, waiting):
    assert press(waiting, "reply", reply=" ")["level"] == "error"
    assert waiting.status == CommentStatus.PENDING


def test_without_a_script_the_button_comes_back_to_its_place(moderator_client, waiting):
    where = f"/admin/comments/?status=waiting&p=2#comment-{waiting.pk}"
    response = moderator_client.post(f"/admin/comments/{waiting.pk}/claim/", {"next": where})
    assert response["Location"] == where
    assert "You have taken this comment" in str(list(get_messages(response.wsgi_request))[0])


def test_without_a_script_a_question_is_asked_on_the_comments_screen(moderator_client, article):
    crisis = CommentFactory(page=article, labels="crisis", lane="crisis", urgency=0)
    fields = {"decision": "approve", "seen": "pending"}
    response = moderator_client.post(f"/admin/comments/{crisis.pk}/decide/", fields, follow=True)
    assert 'name="confirm"' in response.content.decode()


def test_a_refused_reply_comes_back_with_its_words_where_there_is_no_script(client, published):
    client.force_login(AnswererFactory())
    response = client.post(f"/admin/comments/{published.pk}/reply/", {"reply": "Ketamine will cure this."})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Ketamine will cure this.</textarea>" in html
    assert "The clinic must not say this:" in html


def test_the_words_to_weigh_are_told_with_the_reply(client, published):
    client.force_login(AnswererFactory())
    response = client.post(
        f"/admin/comments/{published.pk}/reply/", {"reply": "Ketamine heals damaged nerves, some say."},
        headers={"x-requested-with": "XMLHttpRequest"},
    )  # fmt: skip
    assert "Words to weigh: “heals damaged nerves”" in response.json()["message"]


def test_spam_that_sounds_like_danger_asks_for_the_word_first(press, article):
    low = CommentFactory(page=article, labels="crisis_soft", lane="crisis", urgency=0)
    assert press(low, "decide", decision="spam", seen="pending")["ask"] == "confirm-spam"
    assert press(low, "decide", decision="spam", seen="pending", confirm="publish")["ask"] == "confirm-spam"
    press(low, "decide", decision="spam", seen="pending", confirm="Spam")
    assert low.status == CommentStatus.SPAM


def test_without_a_script_the_screen_asks_for_the_word(moderator_client, article):
    low = CommentFactory(page=article, labels="crisis_soft", lane="crisis", urgency=0)
    response = moderator_client.post(f"/admin/comments/{low.pk}/decide/", {"decision": "spam", "seen": "pending"})
    html = moderator_client.get(response["Location"].split("#")[0]).content.decode()
    assert "To mark it as spam all the same, type <strong>spam</strong>" in html
