import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from blog.comments.models import (
    Comment,
    CommentsMode,
    CommentStatus,
    CommentStatusChange,
    RefusalReason,
)
from blog.comments.models.comment import MAX_DEPTH
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory

pytestmark = pytest.mark.django_db


def change(comment, **values):
    """Writes past the model, as a careless line of SQL would."""
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"text": ""},
        {"text": "x" * 3001},
        {"author_name": ""},
        {"status": "published"},
        {"depth": 2},
        {"status": CommentStatus.APPROVED},
        {"status": CommentStatus.REJECTED},
        {"status": CommentStatus.REMOVED},
        {"refusal_reason": RefusalReason.SPAM},
    ],
    ids=str,
)
def test_database_refuses(values):
    comment = CommentFactory()
    with pytest.raises(IntegrityError):
        change(comment, **values)


@pytest.mark.parametrize("depth", [1, MAX_DEPTH + 1])
def test_database_refuses_a_reply_at_this_depth(depth):
    reply = CommentFactory(parent=CommentFactory(status=CommentStatus.APPROVED))
    with pytest.raises(IntegrityError):
        change(reply, depth=depth)


def test_database_refuses_the_same_sending_twice():
    first = CommentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CommentFactory(submission_key=first.submission_key)


def test_database_refuses_an_approval_by_nobody():
    comment = CommentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CommentStatusChange.objects.create(comment=comment, from_status="pending", to_status="approved")


def test_text_of_a_withdrawn_comment_may_be_gone():
    comment = CommentFactory()
    change(comment, text="", status=CommentStatus.WITHDRAWN)
    comment.refresh_from_db()
    assert comment.text == ""


def test_comment_that_was_answered_cannot_be_deleted():
    parent = CommentFactory(status=CommentStatus.APPROVED)
    CommentFactory(page=parent.page, parent=parent)
    with pytest.raises(ProtectedError):
        parent.delete()


def test_comment_without_answers_is_deleted_with_its_history():
    comment = CommentFactory()
    row = CommentStatusChange.objects.create(comment=comment, to_status="pending")
    Comment.objects.filter(pk=comment.pk).update(latest_change=row)
    comment.delete()
    assert not CommentStatusChange.objects.exists()


def test_name_of_a_comment_in_logs_holds_no_personal_word():
    assert str(CommentFactory(pk=41, author_name="Jon P.", text="Secret")) == "comment 41"


def test_only_approved_comments_are_public():
    assert [status for status in CommentStatus if Comment(status=status).is_public] == [CommentStatus.APPROVED]


def test_comment_at_the_deepest_level_takes_no_answer():
    assert not Comment(status=CommentStatus.APPROVED, depth=MAX_DEPTH).may_be_answered


def test_ancestors_are_read_from_the_path():
    assert Comment(path="000000000300000000110000000012").ancestor_ids == [3, 11]


def test_thread_is_read_from_the_path():
    assert Comment(path="000000000300000000110000000012").thread_root == "0000000003"


@pytest.mark.parametrize("reason", [RefusalReason.UNDER_18, RefusalReason.SELF_HARM_DETAIL])
def test_public_sentence_says_nothing_about_a_vulnerable_writer(reason):
    assert reason.public_sentence == "Removed by a moderator."


@pytest.mark.parametrize("status", CommentStatus)
def test_no_state_leads_to_itself(status):
    assert not status.may_become(status)


def test_withdrawn_comment_stays_withdrawn():
    assert [status for status in CommentStatus if CommentStatus.WITHDRAWN.may_become(status)] == []


def test_waiting_is_no_decision():
    assert not any(status.may_become(CommentStatus.PENDING) for status in CommentStatus)


@pytest.mark.parametrize(
    ("mode", "live", "accepts", "shows"),
    [
        (CommentsMode.OPEN, True, True, True),
        (CommentsMode.OPEN, False, False, True),
        (CommentsMode.READ_ONLY, True, False, True),
        (CommentsMode.HIDDEN, True, False, False),
    ],
)
def test_page_says_what_readers_may_do(mode, live, accepts, shows):
    page = ArticlePageFactory.build(parent=None, comments_mode=mode, live=live)
    assert (page.accepts_comments, page.shows_comments) == (accepts, shows)


def test_history_is_read_in_order():
    comment = CommentFactory()
    for status in ("pending", "rejected", "spam"):
        CommentStatusChange.objects.create(comment=comment, to_status=status, at=timezone.now())
    assert [row.to_status for row in comment.status_changes.all()] == ["pending", "rejected", "spam"]
