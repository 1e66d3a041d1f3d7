import datetime

import pytest
import time_machine
from django.utils import timezone

from blog.comments.actions.decisions import approve_comment, mark_as_spam, refuse_edit, remove_comment
from blog.comments.actions.undoing import forget_old_steps, last_decision_of, undo_decision
from blog.comments.errors import NotAllowed, NothingToUndo
from blog.comments.models import (
    ChangeEvent,
    Comment,
    Commenter,
    CommentReport,
    CommentStatus,
    Discussion,
    RefusalReason,
    SpamWord,
    UndoStep,
)
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
REASON = RefusalReason.OFF_TOPIC
SINCE = timezone.now() - datetime.timedelta(hours=5)


@pytest.fixture
def moderator():
    return ModeratorFactory()


def test_undone_approval_waits_as_before(moderator):
    comment = CommentFactory(waiting_since=SINCE)
    approve_comment(comment=comment, moderator=moderator)
    undo_decision(comment=comment, moderator=moderator)
    stored = Comment.objects.get()
    assert (stored.status, stored.waiting_since, stored.published_at) == (CommentStatus.PENDING, SINCE, None)
    assert (stored.latest_change.event, stored.latest_change.by) == (ChangeEvent.UNDONE, moderator)


def test_readers_no_longer_see_an_undone_approval(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=moderator)
    undo_decision(comment=comment, moderator=moderator)
    assert Discussion.objects.get().comment_count == 0


def test_undone_removal_is_public_again(moderator):
    comment = CommentFactory(status=CommentStatus.APPROVED)
    remove_comment(comment=comment, moderator=moderator, reason=REASON)
    undo_decision(comment=comment, moderator=moderator)
    assert Comment.objects.get().is_public
    assert Discussion.objects.get().comment_count == 1


@pytest.mark.parametrize("verb", [approve_comment, lambda **them: refuse_edit(reason=REASON, **them)])
def test_undone_decision_on_an_edit_brings_both_texts_back(moderator, verb):
    comment = CommentFactory(status="approved", text="Old.", edited_text="New.", waiting_since=SINCE)
    verb(comment=comment, moderator=moderator)
    undo_decision(comment=comment, moderator=moderator)
    stored = Comment.objects.get()
    assert (stored.text, stored.edited_text, stored.waiting_since) == ("Old.", "New.", SINCE)


def test_undo_opens_the_reports_again(moderator):
    comment = CommentFactory(status="approved", waiting_since=SINCE)
    CommentReport.objects.create(comment=comment, reason="wrong")
    approve_comment(comment=comment, moderator=moderator)
    undo_decision(comment=comment, moderator=moderator)
    assert CommentReport.objects.get().closed_at is None


def test_undo_takes_back_what_was_learnt(moderator):
    comment = CommentFactory(text="Discount pharmacy")
    mark_as_spam(comment=comment, moderator=moderator)
    assert SpamWord.objects.get(word="").spam == 1
    undo_decision(comment=comment, moderator=moderator)
    assert SpamWord.objects.get(word="").spam == 0


def test_undo_takes_the_mail_back(moderator):
    commenter = Commenter.sealed("ana@example.org")
    commenter.proved_at = timezone.now()
    commenter.save()
    comment = CommentFactory(commenter=commenter)
    approve_comment(comment=comment, moderator=moderator)
    assert OutgoingMail.objects.count() == 1
    undo_decision(comment=comment, moderator=moderator)
    assert not OutgoingMail.objects.exists()


def test_decision_of_somebody_else_is_not_undone(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=ModeratorFactory())
    with pytest.raises(NothingToUndo):
        undo_decision(comment=comment, moderator=moderator)
    assert Comment.objects.get().is_public


def test_decision_is_not_undone_after_ten_minutes(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=moderator)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)), pytest.raises(NothingToUndo):
        undo_decision(comment=comment, moderator=moderator)


def test_decision_is_undone_once(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=moderator)
    undo_decision(comment=comment, moderator=moderator)
    with pytest.raises(NothingToUndo):
        undo_decision(comment=comment, moderator=moderator)


def test_decision_that_another_one_followed_is_not_undone(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=moderator)
    mark_as_spam(comment=comment, moderator=ModeratorFactory())
    with pytest.raises(NothingToUndo):
        undo_decision(comment=comment, moderator=moderator)
    assert Comment.objects.get().status == CommentStatus.SPAM


def test_approval_that_was_answered_is_not_undone(moderator):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=moderator)
    CommentFactory(page=comment.page, parent=comment, status=CommentStatus.APPROVED)
    with pytest.raises(NothingToUndo):
        undo_decision(comment=comment, moderator=moderator)


def test_others_undo_nothing():
    with pytest.raises(NotAllowed):
        undo_decision(comment=CommentFactory(), moderator=UserFactory())


def test_last_decision_is_the_newest_of_ones_own(moderator):
    first, second, other = CommentFactory(), CommentFactory(), CommentFactory()
    approve_comment(comment=first, moderator=moderator)
    approve_comment(comment=second, moderator=moderator)
    approve_comment(comment=other, moderator=ModeratorFactory())
    assert last_decision_of(moderator) == second


def test_texts_kept_for_an_undo_are_sealed(moderator):
    comment = CommentFactory(status="approved", text="Secret before", edited_text="New.", waiting_since=SINCE)
    approve_comment(comment=comment, moderator=moderator)
    assert "Secret" not in UndoStep.objects.get().values_sealed


def test_what_no_undo_needs_is_forgotten(moderator):
    approve_comment(comment=CommentFactory(), moderator=moderator)
    assert forget_old_steps() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        assert forget_old_steps() == 1
