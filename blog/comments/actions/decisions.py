"""A moderator's decisions on comments: the only door through which a comment becomes public or stops being so."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.aftermath import settle
from blog.comments.actions.redaction import has_open_details
from blog.comments.actions.replies import check_may_approve, check_may_stand
from blog.comments.actions.storage import judged_values, record_change, refresh_discussion, touch_discussion
from blog.comments.errors import (
    AlertStillOpen,
    AlreadyDecided,
    DecisionNotPossible,
    DetailsStand,
    NotAllowed,
    PublishingNotConfirmed,
    SecondPersonNeeded,
    SpamNotConfirmed,
    TextChanged,
)
from blog.comments.models import (
    ChangeEvent,
    Comment,
    CommentStatus,
    CommentStatusChange,
    RefusalReason,
    UrgentAlert,
)
from blog.comments.permissions import can_moderate
from blog.comments.triage import SHOWS_HELP

# What every decision ends: the wait, who had taken it, and who was asked.
_SETTLED = {
    "waiting_since": None,
    "claimed_by": None,
    "claimed_at": None,
    "second_opinion_at": None,
    "second_opinion_by": None,
    "needs_second_person": False,
}


@transaction.atomic
def approve_comment(
    *, comment: Comment, moderator, seen_status: str | None = None, is_confirmed: bool = False
) -> Comment:
    """Show a comment, or the edit that waits, to readers; one that was reported stays public.

    `seen_status` is what the moderator's screen said, by default what `comment` says. `is_confirmed`: the moderator
    has typed the word that a crisis or emergency asks for. Raises NotAllowed, DecisionNotPossible, AlreadyDecided when
    somebody else was faster, TextChanged, SecondPersonNeeded, DetailsStand, AlertStillOpen, PublishingNotConfirmed,
    and for a reply of the clinic what check_may_approve raises.
    """
    seen = CommentStatus(seen_status or comment.status)
    if seen == CommentStatus.APPROVED and comment.status == seen and comment.waiting_since:
        _check_may_decide(comment, moderator)
        _check_may_be_published(comment, moderator, is_confirmed)
        return _approve_edit(comment, moderator) if comment.edited_text else _keep(comment, moderator)
    if can_moderate(moderator) and seen.may_become(CommentStatus.APPROVED):
        _check_may_be_published(comment, moderator, is_confirmed)
    return _decide_and_settle(comment, moderator, CommentStatus.APPROVED, seen_status=seen_status)


@transaction.atomic
def reject_comment(
    *,
    comment: Comment,
    moderator,
    reason: RefusalReason,
    seen_status: str | None = None,
    is_confirmed: bool = False,
) -> Comment:
    """Keep a comment that is not public from readers, for a reason of the closed list.

    Raises as approve_comment, and SpamNotConfirmed as mark_as_spam.
    """
    _check_may_be_put_away(comment, moderator, reason == RefusalReason.SPAM, is_confirmed)
    return _decide_and_settle(comment, moderator, CommentStatus.REJECTED, reason=reason, seen_status=seen_status)


@transaction.atomic
def remove_comment(
    *,
    comment: Comment,
    moderator,
    reason: RefusalReason,
    seen_status: str | None = None,
    is_confirmed: bool = False,
) -> Comment:
    """Take a public comment back; its replies stay. Also while its alert is open: what harms readers need not wait.

    Raises as reject_comment.
    """
    _check_no_false_lesson(comment, moderator, reason == RefusalReason.SPAM, is_confirmed)
    return _decide_and_settle(comment, moderator, CommentStatus.REMOVED, reason=reason, seen_status=seen_status)


def refuse_comment(
    *,
    comment: Comment,
    moderator,
    reason: RefusalReason,
    seen_status: str | None = None,
    is_confirmed: bool = False,
) -> Comment:
    """Remove a comment that is public, reject any other. Raises as reject_comment."""
    verb = remove_comment if (seen_status or comment.status) == CommentStatus.APPROVED else reject_comment
    return verb(comment=comment, moderator=moderator, reason=reason, seen_status=seen_status, is_confirmed=is_confirmed)


@transaction.atomic
def mark_as_spam(*, comment: Comment, moderator, seen_status: str | None = None, is_confirmed: bool = False) -> Comment:
    """Put a comment aside as spam, and let the spam score learn its words.

    `is_confirmed`: the moderator has typed the word that a comment asks for which sounds like danger; without it
    SpamNotConfirmed is raised, so that no such words are learnt by a slip. Raises as approve_comment otherwise.
    """
    _check_may_be_put_away(comment, moderator, True, is_confirmed)
    return _decide_and_settle(comment, moderator, CommentStatus.SPAM, seen_status=seen_status)


@transaction.atomic
def refuse_edit(*, comment: Comment, moderator, reason: RefusalReason) -> Comment:
    """Turn down the edit that waits; what readers see stays as it is. Raises as approve_comment."""
    _check_may_decide(comment, moderator)
    _check_alert_is_closed(comment)
    if not comment.edited_text or not comment.is_public:
        raise AlreadyDecided(latest_change(comment))
    values = {**judged_values(comment.text, comment.author_name), "edited_text": "", **_SETTLED}
    return _change_in_place(comment, moderator, ChangeEvent.EDIT_REFUSED, values, reason=reason)


@transaction.atomic
def decide(
    comment: Comment,
    moderator,
    status: CommentStatus,
    *,
    reason: str = "",
    seen_status: str | None = None,
    at: datetime.datetime | None = None,
) -> Comment:
    """Take a comment to another status by a person's hand, and nothing else: no mail, no lesson, no undo.

    The verbs above are what other code calls.
    """
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    seen = CommentStatus(seen_status or comment.status)
    if not seen.may_become(status):
        raise AlreadyDecided(latest_change(comment)) if seen == status else DecisionNotPossible(comment)
    _check_opinion(comment, moderator)
    at = at or timezone.now()
    comment.status = seen
    change = record_change(
        comment,
        ChangeEvent.DECIDED,
        to_status=status,
        by=moderator,
        reason=reason,
        at=at,
        waited_minutes=minutes_waited(comment, at),
    )
    values = {"latest_change": change, **_values_of(comment, status, reason, at)}
    # Two moderators may press at once: only the one whose screen told the truth changes the row. The other one's
    # row of history goes with the transaction.
    if not as_seen(comment).filter(status=seen).update(**values):
        _say_what_changed(comment, seen)
    comment.refresh_from_db(fields=[*values, "published_at"])
    if CommentStatus.APPROVED in (seen, status):
        refresh_discussion(comment)
    log(instance=comment, action=f"comments.{status}", user=moderator, data={"from": str(seen), "reason": str(reason)})
    return comment


def latest_change(comment: Comment) -> CommentStatusChange | None:
    """The last row of a comment's history as it is stored now, None where the comment is gone."""
    stored = Comment.objects.select_related("latest_change").filter(pk=comment.pk).first()
    return stored.latest_change if stored else None


def minutes_waited(comment: Comment, at: datetime.datetime) -> int | None:
    """How long a comment had waited for a person, None where it did not."""
    if comment.waiting_since is None:
        return None
    return max(0, int((at - comment.waiting_since).total_seconds() // 60))


def as_seen(comment: Comment):
    """The stored comment, as long as its words are those in `comment`."""
    return Comment.objects.filter(pk=comment.pk, text=comment.text, edited_text=comment.edited_text)


@transaction.atomic
def _decide_and_settle(comment: Comment, moderator, status: CommentStatus, **arguments) -> Comment:
    before = Comment.objects.filter(pk=comment.pk).first() or comment
    decide(comment, moderator, status, **arguments)
    settle(comment, before, moderator)
    return comment


def _approve_edit(comment: Comment, moderator) -> Comment:
    values = {"text": comment.edited_text, "edited_text": "", "edited_at": timezone.now(), **_SETTLED}
    return _change_in_place(comment, moderator, ChangeEvent.EDIT_APPROVED, values)


def _keep(comment: Comment, moderator) -> Comment:
    return _change_in_place(comment, moderator, ChangeEvent.DECIDED, dict(_SETTLED))


def _change_in_place(comment: Comment, moderator, event: ChangeEvent, values: dict, *, reason: str = "") -> Comment:
    """Decide on a public comment that stays public."""
    now = timezone.now()
    before = Comment.objects.get(pk=comment.pk)
    change = record_change(
        comment, event, by=moderator, reason=reason, at=now, waited_minutes=minutes_waited(comment, now)
    )
    values["latest_change"] = change
    waiting = as_seen(comment).filter(status=CommentStatus.APPROVED, waiting_since__isnull=False)
    if not waiting.update(**values):
        _say_what_changed(comment, CommentStatus.APPROVED)
    comment.refresh_from_db(fields=list(values))
    if comment.page_id and "text" in values:
        touch_discussion(comment.page_id)
    verb = "kept" if event == ChangeEvent.DECIDED else event
    log(instance=comment, action=f"comments.{verb}", user=moderator, data={"reason": str(reason)})
    settle(comment, before, moderator)
    return comment


def _values_of(comment: Comment, status: CommentStatus, reason: str, at: datetime.datetime) -> dict:
    """The columns that a decision changes."""
    values = {"status": status, "refusal_reason": reason, **_SETTLED, **_edit_taken_over(comment, status, at)}
    if status == CommentStatus.APPROVED:
        values["published_at"] = Coalesce("published_at", at)
    return values


def _edit_taken_over(comment: Comment, status: CommentStatus, at: datetime.datetime) -> dict:
    """The edit that waited was what the decision was about: it becomes the text."""
    if not comment.edited_text:
        return {}
    dated = {"edited_at": at} if status == CommentStatus.APPROVED and comment.published_at else {}
    return {"text": comment.edited_text, "edited_text": "", **dated}


def _say_what_changed(comment: Comment, seen: CommentStatus):
    stored = Comment.objects.filter(pk=comment.pk).first()
    has_other_words = stored and (stored.text, stored.edited_text) != (comment.text, comment.edited_text)
    if stored and stored.status == seen and has_other_words:
        raise TextChanged(comment)
    raise AlreadyDecided(latest_change(comment))


def _check_may_decide(comment: Comment, moderator) -> None:
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    _check_opinion(comment, moderator)


def _check_opinion(comment: Comment, moderator) -> None:
    if comment.second_opinion_at and comment.second_opinion_by_id == moderator.pk:
        raise SecondPersonNeeded(comment)


def _check_may_be_published(comment: Comment, moderator, is_confirmed: bool) -> None:
    """What has to be settled before anybody may publish."""
    if comment.needs_second_person or (comment.staff_author_id and comment.published_at is None):
        check_may_approve(comment=comment, moderator=moderator)
    elif comment.staff_author_id:
        check_may_stand(comment=comment)
    _check_alert_is_closed(comment)
    if SHOWS_HELP.intersection(comment.label_list) and not is_confirmed:
        raise PublishingNotConfirmed(comment)
    if has_open_details(comment):
        raise DetailsStand(comment)


def _check_may_be_put_away(comment: Comment, moderator, is_spam: bool, is_confirmed: bool) -> None:
    """What has to be settled before a comment that nobody sees is refused: it may be somebody's cry for help."""
    if can_moderate(moderator):
        _check_alert_is_closed(comment)
    _check_no_false_lesson(comment, moderator, is_spam, is_confirmed)


def _check_no_false_lesson(comment: Comment, moderator, is_spam: bool, is_confirmed: bool) -> None:
    sounds_like_danger = bool(SHOWS_HELP.intersection(comment.label_list))
    if can_moderate(moderator) and is_spam and sounds_like_danger and not is_confirmed:
        raise SpamNotConfirmed(comment)


def _check_alert_is_closed(comment: Comment) -> None:
    """Somebody may be in danger: a person answers that first."""
    if UrgentAlert.objects.still_open().filter(comment=comment).exists():
        raise AlertStillOpen(comment)
