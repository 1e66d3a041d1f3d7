import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.decisions import (
    approve_comment,
    mark_as_spam,
    refuse_comment,
    refuse_edit,
    reject_comment,
    remove_comment,
)
from blog.comments.errors import (
    AlertStillOpen,
    AlreadyDecided,
    DetailsStand,
    PublishingNotConfirmed,
    SecondPersonNeeded,
    SpamNotConfirmed,
    TextChanged,
)
from blog.comments.models import (
    ChangeEvent,
    Comment,
    CommentReport,
    CommentStatus,
    RefusalReason,
    SpamWord,
    UrgentAlert,
)
from tests.factories.comments import CommentFactory, ModeratorFactory

pytestmark = pytest.mark.django_db
REASON = RefusalReason.OFF_TOPIC


def edited(**changes):
    """A public comment whose edit waits."""
    return CommentFactory(
        status=CommentStatus.APPROVED,
        text="As it was.",
        edited_text="As it is.",
        waiting_since=timezone.now(),
        **changes,
    )


def reported():
    comment = CommentFactory(status=CommentStatus.APPROVED, waiting_since=timezone.now())
    CommentReport.objects.create(comment=comment, reason="wrong")
    return comment


def test_approved_edit_replaces_the_text():
    comment = approve_comment(comment=edited(), moderator=ModeratorFactory())
    assert (comment.text, comment.edited_text, comment.waiting_since) == ("As it is.", "", None)
    assert (comment.status, comment.latest_change.event) == (CommentStatus.APPROVED, ChangeEvent.EDIT_APPROVED)
    assert comment.edited_at


def test_refused_edit_leaves_the_public_text():
    comment = refuse_edit(comment=edited(), moderator=ModeratorFactory(), reason=REASON)
    assert (comment.text, comment.edited_text, comment.is_public) == ("As it was.", "", True)
    assert (comment.latest_change.event, comment.latest_change.reason) == (ChangeEvent.EDIT_REFUSED, REASON)


def test_edit_that_is_gone_cannot_be_refused():
    with pytest.raises(AlreadyDecided):
        refuse_edit(comment=CommentFactory(status="approved"), moderator=ModeratorFactory(), reason=REASON)


def test_edit_of_a_waiting_comment_is_what_is_approved():
    comment = approve_comment(comment=CommentFactory(edited_text="Better."), moderator=ModeratorFactory())
    assert (comment.text, comment.edited_text) == ("Better.", "")


@pytest.mark.parametrize("verb", [approve_comment, mark_as_spam])
@pytest.mark.parametrize("column", ["text", "edited_text"])
def test_text_that_was_changed_meanwhile_is_not_decided_on(verb, column):
    comment = CommentFactory()
    Comment.objects.filter(pk=comment.pk).update(**{column: "Something else."})
    with pytest.raises(TextChanged):
        verb(comment=comment, moderator=ModeratorFactory())
    assert Comment.objects.get().status == CommentStatus.PENDING


def test_reported_comment_that_is_kept_stays_public_and_its_reports_are_closed():
    moderator = ModeratorFactory()
    comment = approve_comment(comment=reported(), moderator=moderator)
    assert (comment.is_public, comment.waiting_since) == (True, None)
    assert CommentReport.objects.get().closed_by == moderator


def test_reports_of_a_removed_comment_are_closed():
    remove_comment(comment=reported(), moderator=ModeratorFactory(), reason=REASON)
    assert CommentReport.objects.get().closed_at


def urgent(**changes):
    return CommentFactory(labels="crisis", lane="crisis", urgency=0, **changes)


def test_crisis_is_published_only_with_a_word_of_confirmation():
    comment = urgent()
    with pytest.raises(PublishingNotConfirmed):
        approve_comment(comment=comment, moderator=ModeratorFactory())
    assert approve_comment(comment=comment, moderator=ModeratorFactory(), is_confirmed=True).is_public


def test_crisis_is_not_published_while_its_alert_is_open():
    comment = urgent()
    UrgentAlert.objects.create(comment=comment, label="crisis")
    with pytest.raises(AlertStillOpen):
        approve_comment(comment=comment, moderator=ModeratorFactory(), is_confirmed=True)


def test_identifying_details_have_to_go_first():
    comment = CommentFactory(text="Call 503-555-0123", judgement={"identifiers": [[5, 17, "phone"]]})
    with pytest.raises(DetailsStand):
        approve_comment(comment=comment, moderator=ModeratorFactory())


def test_whoever_asked_for_a_second_opinion_does_not_decide():
    moderator = ModeratorFactory()
    comment = CommentFactory(second_opinion_at=timezone.now(), second_opinion_by=moderator)
    with pytest.raises(SecondPersonNeeded):
        approve_comment(comment=comment, moderator=moderator)
    assert approve_comment(comment=comment, moderator=ModeratorFactory()).is_public


def test_decision_ends_the_wait_and_remembers_how_long_it_was():
    since = timezone.now() - datetime.timedelta(minutes=95)
    comment = CommentFactory(waiting_since=since, claimed_by=ModeratorFactory(), claimed_at=timezone.now())
    approve_comment(comment=comment, moderator=ModeratorFactory())
    assert (comment.waiting_since, comment.claimed_by, comment.latest_change.waited_minutes) == (None, None, 95)


# Somebody may be in danger


def open_alert(comment):
    UrgentAlert.objects.create(comment=comment, label="crisis")
    return comment


@pytest.mark.parametrize("verb", [reject_comment, refuse_comment])
def test_crisis_is_not_refused_while_its_alert_is_open(verb):
    comment = open_alert(urgent())
    with pytest.raises(AlertStillOpen):
        verb(comment=comment, moderator=ModeratorFactory(), reason=RefusalReason.OFF_TOPIC)
    comment.refresh_from_db()
    assert comment.status == CommentStatus.PENDING


def test_crisis_is_refused_once_its_alert_is_closed():
    comment = open_alert(urgent())
    UrgentAlert.objects.update(closed_at=timezone.now())
    refuse_comment(comment=comment, moderator=ModeratorFactory(), reason=RefusalReason.OFF_TOPIC)
    assert comment.status == CommentStatus.REJECTED


def test_what_harms_readers_is_taken_off_the_page_while_its_alert_is_open():
    comment = open_alert(urgent(status=CommentStatus.APPROVED))
    remove_comment(comment=comment, moderator=ModeratorFactory(), reason=RefusalReason.OFF_TOPIC)
    assert comment.status == CommentStatus.REMOVED


def test_edit_is_not_refused_while_its_alert_is_open():
    comment = open_alert(urgent(status=CommentStatus.APPROVED, edited_text="Now.", waiting_since=timezone.now()))
    with pytest.raises(AlertStillOpen):
        refuse_edit(comment=comment, moderator=ModeratorFactory(), reason=RefusalReason.OFF_TOPIC)


@pytest.mark.parametrize("label", ["crisis", "emergency", "crisis_soft"])
def test_words_of_danger_are_learnt_as_spam_only_with_the_word(label):
    comment = CommentFactory(labels=label, text="nothing left for me")
    with pytest.raises(SpamNotConfirmed):
        mark_as_spam(comment=comment, moderator=ModeratorFactory())
    with pytest.raises(SpamNotConfirmed):
        refuse_comment(comment=comment, moderator=ModeratorFactory(), reason=RefusalReason.SPAM)
    assert not SpamWord.objects.exists()
    mark_as_spam(comment=comment, moderator=ModeratorFactory(), is_confirmed=True)
    assert SpamWord.objects.filter(word="nothing").exists()


def test_comment_without_a_help_label_is_not_published_while_an_alert_is_open():
    comment = open_alert(CommentFactory())
    with pytest.raises(AlertStillOpen):
        approve_comment(comment=comment, moderator=ModeratorFactory())
