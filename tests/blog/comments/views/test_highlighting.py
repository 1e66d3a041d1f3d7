import pytest
from django.test import Client

from blog.comments.models import CommentsKind, CommentStatus
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory


@pytest.fixture
def answer(article, published):
    """A public reply of the clinic on a page of questions."""
    article.comments_kind = CommentsKind.QUESTIONS
    article.save()
    return CommentFactory(page=article, parent=published, status=CommentStatus.APPROVED, staff_author=UserFactory())


def press(client, comment, verb):
    return client.post(f"/admin/comment-highlights/{comment.pk}/", {"verb": verb})


@pytest.mark.parametrize(
    ("verb", "undo", "field"), [("pin", "unpin", "pinned_at"), ("accept", "unaccept", "accepted_at")]
)
def test_each_verb_does_what_it_says_and_leads_back(moderator_client, answer, verb, undo, field):
    response = press(moderator_client, answer, verb)
    answer.refresh_from_db()
    assert response["Location"] == f"/comments/{answer.page_id}/comment/{answer.pk}/"
    assert getattr(answer, field) is not None
    press(moderator_client, answer, undo)
    answer.refresh_from_db()
    assert getattr(answer, field) is None


@pytest.mark.parametrize("verb", ["", "delete"])
def test_other_verbs_do_nothing(moderator_client, answer, verb):
    press(moderator_client, answer, verb)
    answer.refresh_from_db()
    assert (answer.pinned_at, answer.accepted_at) == (None, None)


def test_readers_comment_leads_to_the_desk_with_a_reason(moderator_client, published):
    response = press(moderator_client, published, "pin")
    assert response["Location"] == f"/admin/comments/{published.pk}/"
    published.refresh_from_db()
    assert published.pinned_at is None


def test_following_a_link_pins_nothing(moderator_client, answer):
    assert moderator_client.get(f"/admin/comment-highlights/{answer.pk}/").status_code == 405


def test_token_is_needed(moderator, answer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    assert press(client, answer, "pin").status_code == 403
    answer.refresh_from_db()
    assert answer.pinned_at is None


def test_stranger_is_sent_to_sign_in(client, answer):
    assert press(client, answer, "pin").status_code == 302
    answer.refresh_from_db()
    assert answer.pinned_at is None


def test_comment_that_is_gone_is_not_found(moderator_client):
    assert moderator_client.post("/admin/comment-highlights/999/", {"verb": "pin"}).status_code == 404
