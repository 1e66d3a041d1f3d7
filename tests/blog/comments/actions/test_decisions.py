import contextlib

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import ModelLogEntry

from blog.comments.actions.decisions import (
    approve_comment,
    mark_as_spam,
    refuse_comment,
    reject_comment,
    remove_comment,
)
from blog.comments.actions.submission import Sending, submit_comment
from blog.comments.errors import (
    AlreadyDecided,
    CommentsClosed,
    DecisionNotPossible,
    NotAllowed,
    ParentNotPublic,
    ThreadTooDeep,
)
from blog.comments.models import (
    Comment,
    CommentsMode,
    CommentStatus,
    CommentStatusChange,
    RefusalReason,
)
from blog.comments.models.comment import MAX_DEPTH
from tests.factories.comments import CommentFactory, ModeratorFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
REASON = RefusalReason.OFF_TOPIC
SENT = {"author_name": "Jon P.", "text": "What about week 12?"}
DECISIONS = [
    (approve_comment, {}),
    (reject_comment, {"reason": REASON}),
    (remove_comment, {"reason": REASON}),
    (refuse_comment, {"reason": REASON}),
    (mark_as_spam, {}),
]


def submit(page, parent=None, **changes):
    return submit_comment(sending=Sending(page=page, parent=parent, **SENT | changes))


def history(comment):
    return [(row.from_status, row.to_status, row.by_name) for row in comment.status_changes.all()]


# Sending


def test_comment_waits_for_a_person():
    assert submit(ArticlePageFactory()).status == CommentStatus.PENDING


def test_sending_is_the_first_row_of_history():
    assert history(submit(ArticlePageFactory())) == [("", "pending", "")]


def test_comment_sent_twice_is_stored_once():
    page = ArticlePageFactory()
    assert submit(page).pk == submit(page).pk
    assert Comment.objects.count() == 1


def test_same_words_on_another_page_are_another_comment():
    submit(ArticlePageFactory())
    submit(ArticlePageFactory())
    assert Comment.objects.count() == 2


def test_same_words_in_reply_are_another_comment():
    page = ArticlePageFactory()
    submit(page)
    submit(page, parent=CommentFactory(page=page, status=CommentStatus.APPROVED))
    assert Comment.objects.filter(text=SENT["text"]).count() == 2


@pytest.mark.parametrize(("again", "count"), [("2026-03-10T00:04:00Z", 1), ("2026-03-10T00:20:00Z", 2)])
def test_sending_repeated_across_midnight_is_stored_once(again, count):
    page = ArticlePageFactory()
    with time_machine.travel("2026-03-09T23:59:00Z"):
        submit(page)
    with time_machine.travel(again):
        submit(page)
    assert Comment.objects.count() == count


def test_other_fault_of_the_database_is_not_taken_for_a_copy():
    with pytest.raises(IntegrityError):
        submit(ArticlePageFactory(), text="")


def test_reply_stands_below_its_parent():
    page = ArticlePageFactory()
    parent = CommentFactory(page=page, status=CommentStatus.APPROVED)
    reply = submit(page, parent=parent)
    assert (reply.depth, reply.path) == (2, f"{parent.path}{reply.pk:010}")


@pytest.mark.parametrize("mode", [CommentsMode.READ_ONLY, CommentsMode.HIDDEN])
def test_closed_page_takes_no_comment(mode):
    with pytest.raises(CommentsClosed):
        submit(ArticlePageFactory(comments_mode=mode))


def test_unpublished_page_takes_no_comment():
    with pytest.raises(CommentsClosed):
        submit(ArticlePageFactory(live=False))


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_cannot_be_answered(status):
    parent = CommentFactory(status=status)
    with pytest.raises(ParentNotPublic):
        submit(parent.page, parent=parent)


def test_comment_of_another_page_cannot_be_answered():
    with pytest.raises(ParentNotPublic):
        submit(ArticlePageFactory(), parent=CommentFactory(status=CommentStatus.APPROVED))


def test_comment_at_the_deepest_level_cannot_be_answered():
    parent = CommentFactory(status=CommentStatus.APPROVED)
    parent.depth = MAX_DEPTH
    with pytest.raises(ThreadTooDeep):
        submit(parent.page, parent=parent)


# Deciding


@pytest.mark.parametrize(("verb", "arguments"), DECISIONS, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("account", [UserFactory, lambda: ModeratorFactory(is_active=False), AnonymousUser])
def test_only_a_moderator_decides(verb, arguments, account):
    comment = CommentFactory()
    with pytest.raises(NotAllowed):
        verb(comment=comment, moderator=account(), **arguments)
    assert Comment.objects.get().status == CommentStatus.PENDING


@pytest.mark.parametrize("account", [ModeratorFactory, SuperuserFactory])
def test_moderator_approves(account):
    comment = CommentFactory()
    approve_comment(comment=comment, moderator=account())
    assert Comment.objects.get().is_public


def test_approval_remembers_who_and_when():
    moderator = ModeratorFactory(first_name="Hannah", last_name="Lindqvist")
    approve_comment(comment=CommentFactory(), moderator=moderator)
    row = CommentStatusChange.objects.get()
    assert (row.from_status, row.to_status, row.by, row.by_name) == (
        "pending",
        "approved",
        moderator,
        "Hannah Lindqvist",
    )


def test_name_of_the_person_outlives_the_account():
    moderator = ModeratorFactory(first_name="Hannah", last_name="Lindqvist")
    approve_comment(comment=CommentFactory(), moderator=moderator)
    moderator.delete()
    assert CommentStatusChange.objects.get().by_name == "Hannah Lindqvist"


def test_decision_is_logged_without_a_word_of_the_comment():
    moderator = ModeratorFactory()
    comment = CommentFactory(author_name="Secret name", text="Secret text")
    reject_comment(comment=comment, moderator=moderator, reason=REASON)
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.data) == (
        "comments.rejected", moderator, {"from": "pending", "reason": "off-topic"},
    )  # fmt: skip
    assert "Secret" not in f"{entry.label} {entry.data}"


def test_rejection_keeps_its_reason():
    comment = reject_comment(comment=CommentFactory(), moderator=ModeratorFactory(), reason=RefusalReason.SALE)
    assert comment.refusal_reason == RefusalReason.SALE


def test_rejected_comment_can_still_be_approved():
    moderator = ModeratorFactory()
    comment = CommentFactory()
    reject_comment(comment=comment, moderator=moderator, reason=REASON)
    approve_comment(comment=comment, moderator=moderator)
    assert [row[1] for row in history(comment)] == ["rejected", "approved"]
    assert comment.refusal_reason == ""


def test_removed_comment_keeps_the_moment_it_was_first_published():
    moderator = ModeratorFactory()
    comment = approve_comment(comment=CommentFactory(), moderator=moderator)
    first = comment.published_at
    remove_comment(comment=comment, moderator=moderator, reason=REASON)
    assert approve_comment(comment=comment, moderator=moderator).published_at == first


def test_refusal_of_a_public_comment_removes_it():
    comment = CommentFactory(status=CommentStatus.APPROVED)
    assert refuse_comment(comment=comment, moderator=ModeratorFactory(), reason=REASON).status == CommentStatus.REMOVED


def test_refusal_of_a_waiting_comment_rejects_it():
    comment = refuse_comment(comment=CommentFactory(), moderator=ModeratorFactory(), reason=REASON)
    assert comment.status == CommentStatus.REJECTED


def test_second_moderator_is_told_who_was_faster():
    comment = CommentFactory()
    stale = Comment.objects.get(pk=comment.pk)
    approve_comment(comment=comment, moderator=ModeratorFactory(first_name="Hannah", last_name="Lindqvist"))
    with pytest.raises(AlreadyDecided) as caught:
        reject_comment(comment=stale, moderator=ModeratorFactory(), reason=REASON)
    assert (caught.value.change.by_name, caught.value.change.to_status) == ("Hannah Lindqvist", "approved")


def test_overtaken_decision_changes_nothing():
    comment = CommentFactory()
    stale = Comment.objects.get(pk=comment.pk)
    approve_comment(comment=comment, moderator=ModeratorFactory())
    with pytest.raises(AlreadyDecided):
        mark_as_spam(comment=stale, moderator=ModeratorFactory())
    assert (Comment.objects.get().status, CommentStatusChange.objects.count()) == (CommentStatus.APPROVED, 1)
    assert ModelLogEntry.objects.count() == 1


def test_what_the_screen_said_counts_not_what_the_row_says_now():
    comment = CommentFactory()
    reject_comment(comment=comment, moderator=ModeratorFactory(), reason=REASON)
    fresh = Comment.objects.get()
    with pytest.raises(AlreadyDecided):
        approve_comment(comment=fresh, moderator=ModeratorFactory(), seen_status=CommentStatus.PENDING)
    assert Comment.objects.get().status == CommentStatus.REJECTED


def test_same_decision_again_is_told_apart_from_an_impossible_one():
    moderator = ModeratorFactory()
    comment = approve_comment(comment=CommentFactory(), moderator=moderator)
    with pytest.raises(AlreadyDecided):
        approve_comment(comment=comment, moderator=moderator)
    with pytest.raises(DecisionNotPossible):
        reject_comment(comment=comment, moderator=moderator, reason=REASON)


def test_decision_on_a_comment_that_is_gone_is_no_fault():
    comment = CommentFactory()
    stale = Comment.objects.get(pk=comment.pk)
    comment.delete()
    with pytest.raises(AlreadyDecided) as caught:
        approve_comment(comment=stale, moderator=ModeratorFactory())
    assert caught.value.change is None
    assert not CommentStatusChange.objects.exists()


def test_latest_decision_is_known_by_the_comment():
    comment = mark_as_spam(comment=CommentFactory(), moderator=ModeratorFactory())
    assert comment.latest_change == comment.status_changes.last()


# Every path


VERBS = {
    "approve": lambda comment, user: approve_comment(comment=comment, moderator=user),
    "reject": lambda comment, user: reject_comment(comment=comment, moderator=user, reason=REASON),
    "remove": lambda comment, user: remove_comment(comment=comment, moderator=user, reason=REASON),
    "refuse": lambda comment, user: refuse_comment(comment=comment, moderator=user, reason=REASON),
    "spam": lambda comment, user: mark_as_spam(comment=comment, moderator=user),
    "send again": lambda comment, user: submit(comment.page.specific),
}
ACTORS = ("nobody", "editor", "moderator", "owner", "former moderator")
STEP = st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(ACTORS), st.booleans())


class PublicationTest(TestCase):
    """Whatever anybody does in whatever order, what readers see was approved by a person who is on record."""

    def setUp(self):
        self.page = ArticlePageFactory()
        self.actors = {
            "nobody": AnonymousUser(),
            "editor": UserFactory(),
            "moderator": ModeratorFactory(),
            "owner": SuperuserFactory(),
            "former moderator": ModeratorFactory(is_active=False),
        }

    @settings(max_examples=60, deadline=None)
    @given(st.lists(STEP, max_size=8))
    def test_no_path_publishes_a_comment_without_a_recorded_person(self, steps):
        stored = submit(self.page)
        stale = Comment.objects.get(pk=stored.pk)
        for verb, actor, is_stale in steps:
            comment = stale if is_stale else Comment.objects.get(pk=stored.pk)
            with contextlib.suppress(NotAllowed, AlreadyDecided, DecisionNotPossible):
                VERBS[verb](comment, self.actors[actor])
            self.check(Comment.objects.get(pk=stored.pk))

    def check(self, comment):
        rows = list(comment.status_changes.all())
        assert comment.status == rows[-1].to_status
        assert [row.from_status for row in rows[1:]] == [row.to_status for row in rows[:-1]]
        assert all(row.by_name for row in rows[1:])
        assert all(row.by in (self.actors["moderator"], self.actors["owner"]) for row in rows[1:])
        assert comment.is_public == (rows[-1].to_status == "approved")
