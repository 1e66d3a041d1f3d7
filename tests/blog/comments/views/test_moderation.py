import pytest
from django.contrib.messages import get_messages

from blog.comments.actions.decisions import approve_comment
from blog.comments.desk.answers import already_decided_message
from blog.comments.models import CommentStatus, RefusalReason
from tests.factories.comments import CommentFactory, ModeratorFactory


@pytest.fixture
def waiting(article):
    return CommentFactory(page=article, author_name="Jon P.")


@pytest.fixture
def press(moderator_client):
    """Presses one of a comment's buttons and says how the comment stands then, and what the moderator is told."""

    def press(comment, decision, **fields):
        fields = {"seen": comment.status, **fields}
        response = moderator_client.post(f"/admin/comments/{comment.pk}/decide/", {"decision": decision, **fields})
        comment.refresh_from_db()
        return comment.status, " ".join(str(message) for message in get_messages(response.wsgi_request))

    return press


def test_approve_button_approves(press, waiting):
    status, told = press(waiting, "approve")
    assert status == CommentStatus.APPROVED
    assert "Jon P." in told


def test_reject_button_rejects_with_its_reason(press, waiting):
    assert press(waiting, "refuse", reason="sale")[0] == CommentStatus.REJECTED
    assert waiting.refusal_reason == RefusalReason.SALE


def test_spam_button_puts_aside(press, waiting):
    assert press(waiting, "spam")[0] == CommentStatus.SPAM


def test_remove_button_takes_a_public_comment_back(press, published):
    assert press(published, "refuse", reason="abuse")[0] == CommentStatus.REMOVED


@pytest.mark.parametrize(
    ("decision", "fields"),
    [("refuse", {}), ("refuse", {"reason": "negative"}), ("publish", {}), ("", {}), ("approve", {"seen": "nowhere"})],
)
def test_incomplete_decision_changes_nothing(press, waiting, decision, fields):
    status, told = press(waiting, decision, **fields)
    assert status == CommentStatus.PENDING
    assert "Nothing was decided" in told


def test_second_moderator_is_told_who_was_faster(press, waiting):
    approve_comment(comment=waiting, moderator=ModeratorFactory(first_name="Amara", last_name="Okafor"))
    status, told = press(waiting, "refuse", reason="sale", seen="pending")
    assert status == CommentStatus.APPROVED
    assert "Amara Okafor has decided already (Approved" in told


def test_faster_moderator_may_be_unknown():
    assert "Somebody has decided already" in str(already_decided_message(None))


def test_button_that_says_nothing_of_the_state_is_about_a_waiting_comment(moderator_client, published):
    moderator_client.post(f"/admin/comments/{published.pk}/decide/", {"decision": "spam"})
    published.refresh_from_db()
    assert published.status == CommentStatus.APPROVED


def test_decision_that_the_state_does_not_allow_is_told(press, published):
    status, told = press(published, "approve", seen="withdrawn")
    assert status == CommentStatus.APPROVED
    assert "cannot be done" in told


def test_moderator_comes_back_to_where_the_button_was(moderator_client, waiting):
    fields = {"decision": "approve", "seen": "pending", "next": "/admin/comments/?status=pending&p=2"}
    response = moderator_client.post(f"/admin/comments/{waiting.pk}/decide/", fields)
    assert response["Location"] == "/admin/comments/?status=pending&p=2"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_moderator_is_never_sent_to_another_site(moderator_client, waiting, address):
    fields = {"decision": "approve", "seen": "pending", "next": address}
    response = moderator_client.post(f"/admin/comments/{waiting.pk}/decide/", fields)
    assert response["Location"] == "/admin/comments/"


def test_comment_that_is_gone_is_not_found(moderator_client):
    assert moderator_client.post("/admin/comments/99999/decide/", {"decision": "approve"}).status_code == 404


def test_looking_decides_nothing(moderator_client, waiting):
    assert moderator_client.get(f"/admin/comments/{waiting.pk}/decide/?decision=approve").status_code == 405
    waiting.refresh_from_db()
    assert waiting.status == CommentStatus.PENDING
