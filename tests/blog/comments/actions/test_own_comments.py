import contextlib
import datetime

import pytest
from django.utils import timezone

from blog.comments.actions.decisions import approve_comment, reject_comment, remove_comment
from blog.comments.actions.own_comments import (
    MOST_EDITS,
    edit_own_comment,
    send_own_comment_again,
    withdraw_own_comment,
)
from blog.comments.errors import (
    CommentsClosed,
    DecisionNotPossible,
    EditTooLate,
    LinkUsedUp,
    ParentNotPublic,
    TooManyEdits,
    WriterBlocked,
)
from blog.comments.models import (
    ChangeEvent,
    Comment,
    CommentNote,
    CommentsMode,
    CommentsSettings,
    CommentStatus,
    RefusalReason,
    UndoStep,
    UrgentAlert,
)
from blog.comments.search_index import find_comments, index_comments
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
CRISIS = "I want to kill myself tonight."
STATES = [status for status in CommentStatus if status != CommentStatus.WITHDRAWN]


@pytest.fixture
def pending(article):
    return CommentFactory(page=article, text="First words.")


@pytest.fixture
def refused(pending, moderator):
    return reject_comment(comment=pending, moderator=moderator, reason=RefusalReason.OFF_TOPIC)


def events_of(comment):
    return list(comment.status_changes.values_list("event", flat=True))


def minutes_ago(minutes):
    return timezone.now() - datetime.timedelta(minutes=minutes)


def test_edit_replaces_the_text_of_a_waiting_comment(pending):
    edit_own_comment(comment=pending, text="Better words.")
    pending.refresh_from_db()
    assert (pending.text, pending.edited_text, pending.status) == ("Better words.", "", CommentStatus.PENDING)


def test_edit_of_a_public_comment_leaves_the_public_text(published):
    edit_own_comment(comment=published, text="Better words.")
    published.refresh_from_db()
    assert (published.text, published.edited_text) == ("First thought.", "Better words.")
    assert published.is_public


def test_edit_of_a_public_comment_waits_for_a_person(published):
    edit_own_comment(comment=published, text="Better words.")
    assert published in Comment.objects.waiting()


def test_edit_is_judged_anew(pending):
    edit_own_comment(comment=pending, text=CRISIS)
    pending.refresh_from_db()
    assert "crisis" in pending.label_list


def test_edit_that_means_danger_calls_somebody(published):
    edit_own_comment(comment=published, text=CRISIS)
    assert UrgentAlert.objects.unanswered().filter(comment=published).exists()


def test_edit_takes_the_numbers_of_likeness_from_the_new_text(pending):
    edit_own_comment(comment=pending, text="A much longer text with more than eight words in it altogether.")
    pending.refresh_from_db()
    assert pending.likeness_a is not None


def test_edit_is_written_into_the_history(pending):
    edit_own_comment(comment=pending, text="Better words.")
    pending.refresh_from_db()
    assert pending.latest_change.event == ChangeEvent.EDIT_SENT


def test_same_text_changes_nothing(pending):
    edit_own_comment(comment=pending, text="First words.")
    assert events_of(pending) == []


def test_edit_ends_with_its_time(article):
    comment = CommentFactory(page=article, created_at=minutes_ago(61), waiting_since=minutes_ago(61))
    with pytest.raises(EditTooLate):
        edit_own_comment(comment=comment, text="Better words.")
    comment.refresh_from_db()
    assert comment.text != "Better words."


def test_time_to_edit_is_a_setting(article, settings):
    from wagtail.models import Site

    CommentsSettings.objects.create(site=Site.objects.get(is_default_site=True), edit_minutes=120)
    comment = CommentFactory(page=article, created_at=minutes_ago(61), waiting_since=minutes_ago(61))
    edit_own_comment(comment=comment, text="Better words.")
    comment.refresh_from_db()
    assert comment.text == "Better words."


@pytest.mark.parametrize("status", [CommentStatus.REJECTED, CommentStatus.REMOVED, CommentStatus.SPAM])
def test_refused_comment_cannot_be_edited_in_place(article, status):
    comment = CommentFactory(page=article, status=status)
    with pytest.raises(EditTooLate):
        edit_own_comment(comment=comment, text="Better words.")


def test_edits_have_an_end(pending):
    for number in range(MOST_EDITS):
        edit_own_comment(comment=pending, text=f"Words number {number}.")
    with pytest.raises(TooManyEdits):
        edit_own_comment(comment=pending, text="Once more.")


def test_blocked_writer_cannot_edit(article):
    comment = CommentFactory(page=article, commenter=make_commenter(blocked_at=timezone.now()))
    with pytest.raises(WriterBlocked):
        edit_own_comment(comment=comment, text="Better words.")


def test_edit_after_a_moderators_decision_goes_by_the_stored_state(pending, moderator):
    """The writer's page was open while a moderator approved: the new text must not become public with it."""
    approve_comment(comment=Comment.objects.get(pk=pending.pk), moderator=moderator)
    edit_own_comment(comment=pending, text="Better words.")
    pending.refresh_from_db()
    assert (pending.text, pending.edited_text) == ("First words.", "Better words.")


def test_approval_of_an_edit_shows_it(published, moderator):
    edit_own_comment(comment=published, text="Better words.")
    published.refresh_from_db()
    approve_comment(comment=published, moderator=moderator)
    published.refresh_from_db()
    assert (published.text, published.edited_text) == ("Better words.", "")


def test_refused_comment_waits_again(refused):
    send_own_comment_again(comment=refused, text="Better words.")
    refused.refresh_from_db()
    assert (refused.status, refused.text, refused.refusal_reason) == (CommentStatus.PENDING, "Better words.", "")
    assert refused in Comment.objects.waiting()


def test_sending_again_is_written_into_the_history(refused):
    send_own_comment_again(comment=refused, text="Better words.")
    assert events_of(refused)[-1] == ChangeEvent.RESENT


def test_removed_comment_waits_again_and_is_not_public(published, moderator):
    remove_comment(comment=published, moderator=moderator, reason=RefusalReason.ABUSE)
    send_own_comment_again(comment=published, text="Kinder words.")
    published.refresh_from_db()
    assert published.status == CommentStatus.PENDING


def test_sending_again_begins_a_new_time_to_edit(article):
    comment = CommentFactory(page=article, status=CommentStatus.REJECTED, created_at=minutes_ago(5000))
    send_own_comment_again(comment=comment, text="Better words.")
    edit_own_comment(comment=comment, text="Even better words.")
    comment.refresh_from_db()
    assert comment.text == "Even better words."


@pytest.mark.parametrize("status", [CommentStatus.PENDING, CommentStatus.APPROVED, CommentStatus.SPAM])
def test_only_refused_comments_are_sent_again(article, status):
    comment = CommentFactory(page=article, status=status)
    with pytest.raises(DecisionNotPossible):
        send_own_comment_again(comment=comment, text="Better words.")


def test_blocked_writer_cannot_send_again(article):
    blocked = make_commenter(blocked_at=timezone.now())
    comment = CommentFactory(page=article, status=CommentStatus.REJECTED, commenter=blocked)
    with pytest.raises(WriterBlocked):
        send_own_comment_again(comment=comment, text="Better words.")


def test_nothing_is_sent_again_under_a_closed_page(refused, article):
    article.comments_mode = CommentsMode.READ_ONLY
    article.save()
    with pytest.raises(CommentsClosed):
        send_own_comment_again(comment=Comment.objects.get(pk=refused.pk), text="Better words.")


def test_answer_to_a_comment_that_is_gone_is_not_sent_again(article):
    parent = CommentFactory(page=article, status=CommentStatus.REMOVED)
    reply = CommentFactory(page=article, parent=parent, status=CommentStatus.REJECTED)
    with pytest.raises(ParentNotPublic):
        send_own_comment_again(comment=reply, text="Better words.")


@pytest.mark.parametrize("status", STATES)
def test_comment_is_withdrawn_from_every_state(article, status):
    comment = CommentFactory(page=article, status=status)
    withdraw_own_comment(comment=comment)
    comment.refresh_from_db()
    assert (comment.status, comment.text) == (CommentStatus.WITHDRAWN, "")


def test_withdrawal_keeps_the_replies(published, article):
    reply = CommentFactory(page=article, parent=published, status=CommentStatus.APPROVED)
    withdraw_own_comment(comment=published)
    reply.refresh_from_db()
    assert reply.is_public
    assert reply.parent_id == published.pk


def test_withdrawn_text_stands_in_no_column_of_the_row(article):
    words = "Quokka zeppelin marmalade"
    comment = CommentFactory(page=article, status=CommentStatus.APPROVED, text=words, judgement={"reasons": [words]})
    Comment.objects.filter(pk=comment.pk).update(edited_text=words)
    withdraw_own_comment(comment=comment)
    row = Comment.objects.filter(pk=comment.pk).values().get()
    assert "Quokka" not in str(row)


def test_withdrawal_takes_notes_search_words_and_the_way_back(published, moderator):
    published.text = "Quokka zeppelin."
    published.save()
    CommentNote.objects.create(comment=published, by=moderator, by_name="H", text="Says quokka.")
    UndoStep.objects.create(comment=published, change=published.status_changes.create(to_status="pending"))
    index_comments([published.pk])
    assert find_comments("quokka") == [published.pk]
    withdraw_own_comment(comment=published)
    assert find_comments("quokka") == []
    assert (CommentNote.objects.count(), UndoStep.objects.count()) == (0, 0)


def test_withdrawn_comment_can_be_written_again(published):
    """Its submission key was made of its words, so it goes with them."""
    key = published.submission_key
    withdraw_own_comment(comment=published)
    assert not Comment.objects.filter(submission_key=key).exists()


def test_withdrawal_keeps_an_open_alert(article):
    comment = CommentFactory(page=article)
    alert = UrgentAlert.objects.create(comment=comment, label="crisis")
    withdraw_own_comment(comment=comment)
    assert UrgentAlert.objects.still_open().get() == alert


@pytest.mark.parametrize("verb", ["edit", "again", "withdraw"])
def test_withdrawn_comment_takes_no_verb(article, verb):
    comment = CommentFactory(page=article)
    withdraw_own_comment(comment=comment)
    verbs = {
        "edit": lambda: edit_own_comment(comment=comment, text="Back."),
        "again": lambda: send_own_comment_again(comment=comment, text="Back."),
        "withdraw": lambda: withdraw_own_comment(comment=comment),
    }
    with pytest.raises(LinkUsedUp):
        verbs[verb]()
    assert Comment.objects.get(pk=comment.pk).text == ""


@pytest.mark.parametrize("status", [status for status in STATES if status != CommentStatus.APPROVED])
@pytest.mark.parametrize("verb", [edit_own_comment, send_own_comment_again])
def test_no_verb_of_a_writer_publishes(article, status, verb):
    comment = CommentFactory(page=article, status=status)
    with contextlib.suppress(EditTooLate, DecisionNotPossible):
        verb(comment=comment, text="Other words.")
    assert not Comment.objects.public().exists()
