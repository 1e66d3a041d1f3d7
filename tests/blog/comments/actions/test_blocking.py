import pytest

from blog.comments.actions.blocking import block_commenter, block_sender, unblock_commenter
from blog.comments.actions.own_comments import edit_own_comment
from blog.comments.errors import NotAllowed
from blog.comments.models import BlockedSender, ChangeEvent, Comment, CommentReport, CommentStatus, RefusalReason
from clinicsite.background.models import OutgoingMail
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_commenter()


def test_block_is_kept_with_person_and_reason(writer, moderator):
    block_commenter(commenter=writer, by=moderator, reason=RefusalReason.SALE)
    writer.refresh_from_db()
    assert writer.blocked_at
    assert (writer.blocked_by, writer.block_reason) == (moderator, RefusalReason.SALE)


def test_block_refuses_the_edit_that_waits(article, writer, moderator):
    comment = CommentFactory(page=article, commenter=writer, status=CommentStatus.APPROVED, text="Public.")
    edit_own_comment(comment=comment, text="Buy from me.")
    block_commenter(commenter=writer, by=moderator)
    comment.refresh_from_db()
    assert (comment.text, comment.edited_text, comment.waiting_since) == ("Public.", "", None)
    assert comment.latest_change.event == ChangeEvent.EDIT_REFUSED


def test_block_leaves_a_reported_comment_waiting(article, writer, moderator):
    comment = CommentFactory(page=article, commenter=writer, status=CommentStatus.APPROVED)
    edit_own_comment(comment=comment, text="Buy from me.")
    CommentReport.objects.create(comment=comment, reason="spam")
    block_commenter(commenter=writer, by=moderator)
    assert comment in Comment.objects.waiting()


@pytest.mark.parametrize("status", [CommentStatus.PENDING, CommentStatus.APPROVED])
def test_block_decides_on_no_comment(article, writer, moderator, status):
    comment = CommentFactory(page=article, commenter=writer, status=status)
    block_commenter(commenter=writer, by=moderator)
    comment.refresh_from_db()
    assert comment.status == status


def test_block_tells_the_writer_nothing(article, writer, moderator):
    comment = CommentFactory(page=article, commenter=writer, status=CommentStatus.APPROVED)
    edit_own_comment(comment=comment, text="Buy from me.")
    block_commenter(commenter=writer, by=moderator)
    assert not OutgoingMail.objects.exists()


def test_unblock(writer, moderator):
    block_commenter(commenter=writer, by=moderator)
    unblock_commenter(commenter=writer, by=moderator)
    writer.refresh_from_db()
    assert writer.blocked_at is None


@pytest.mark.parametrize("verb", [block_commenter, unblock_commenter])
def test_nobody_else_may(writer, verb):
    with pytest.raises(NotAllowed):
        verb(commenter=writer, by=UserFactory())


def test_sender_is_blocked_by_digest(article, moderator):
    comment = CommentFactory(page=article, sender_digest="d" * 64)
    block_sender(comment=comment, by=moderator)
    block_sender(comment=comment, by=moderator)
    assert BlockedSender.objects.get().sender_digest == "d" * 64


def test_sender_whose_digest_is_gone_cannot_be_blocked(article, moderator):
    assert block_sender(comment=CommentFactory(page=article), by=moderator) is None


def test_nobody_else_may_block_a_sender(article):
    with pytest.raises(NotAllowed):
        block_sender(comment=CommentFactory(page=article, sender_digest="d" * 64), by=UserFactory())
