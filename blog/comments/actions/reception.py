"""What happens to a sending before it is stored: limits, notes to its writer, and a confirmation where it is doubtful.

None of it ever discards a comment. Whoever may be in danger is heard at once, without any step in between.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from blog.comments.actions.submission import Sending, check_may_submit, submit_comment
from blog.comments.doubt import Doubt, doubt_about_time, doubts_about_text
from blog.comments.errors import ConfirmationNeeded, NotesFirst, SenderBlocked, TooManySendings, WriterBlocked
from blog.comments.limits import PATIENCE_WITH_URGENT, Standing, standing_of
from blog.comments.models import Comment
from blog.comments.notes import notes_on, unseen
from blog.comments.proof_of_work import Challenge, read_challenge

EXPIRED, OTHER_COMMENT, TOO_SOON = "expired", "other-comment", "too-soon"


@dataclass(frozen=True)
class Circumstances:
    """What came with the words: hidden fields of the form, as they were sent."""

    opened: str = ""
    trap: str = ""
    seen: str = ""
    challenge: str = ""
    number: str = ""


def receive_comment(*, sending: Sending, circumstances: Circumstances, now: datetime.datetime | None = None) -> Comment:
    """Store a sending if nothing has to be said first. The same comment sent again is the comment stored before.

    Raises what submit_comment raises, and SenderBlocked, WriterBlocked, TooManySendings, NotesFirst or
    ConfirmationNeeded: nothing is stored then, and the writer can send the same words again.
    """
    check_may_submit(page=sending.page, parent=sending.parent)
    now = now or timezone.now()
    standing = standing_of(sending.sender_digest, now)
    challenge = read_challenge(circumstances.challenge) if circumstances.challenge else None
    key = _key_of(sending, challenge, now)
    earlier = Comment.objects.filter(submission_key=key).first() if standing.has_sent(key) else None
    if earlier:
        return earlier
    if sending.judged.judgement.shows_help:
        _check_limit(standing, patience=PATIENCE_WITH_URGENT)
        return submit_comment(sending=sending, submission_key=key, now=now)
    _check_blocked(standing, sending)
    _check_limit(standing)
    notes = unseen(notes_on(sending.judged.judgement), circumstances.seen, sending.text)
    if notes:
        raise NotesFirst(notes)
    doubts = _doubts(sending, circumstances, standing, now)
    if doubts:
        _check_confirmed(doubts, challenge, circumstances, key, now)
    return submit_comment(sending=sending, doubts=doubts, submission_key=key, now=now)


def _key_of(sending: Sending, challenge: Challenge | None, now: datetime.datetime) -> str:
    """The key it is stored under; the challenge's own where it is for this comment, so that it stores only one."""
    if challenge and challenge.submission_key == sending.keys_at(challenge.issued_at)[0]:
        return challenge.submission_key
    return sending.keys_at(now)[0]


def _check_blocked(standing: Standing, sending: Sending) -> None:
    if standing.is_blocked:
        raise SenderBlocked
    if sending.commenter and sending.commenter.blocked_at:
        raise WriterBlocked


def _check_limit(standing: Standing, patience: int = 1) -> None:
    seconds = standing.seconds_to_wait(patience)
    if seconds:
        raise TooManySendings(seconds)


def _doubts(sending: Sending, circumstances: Circumstances, standing: Standing, now) -> list[Doubt]:
    """Everything that is odd about a sending."""
    about_time = doubt_about_time(sending.page.pk, circumstances.opened, now)
    found = {
        about_time: about_time is not None,
        Doubt.TRAP: bool(circumstances.trap.strip()),
        Doubt.BUSY: standing.is_busy,
        Doubt.LIKE_OTHERS: bool(sending.like_ids),
    }
    return [
        *(doubt for doubt, is_there in found.items() if is_there),
        *doubts_about_text(sending.text, sending.author_name, sending.judged),
    ]


def _check_confirmed(doubts, challenge: Challenge | None, circumstances: Circumstances, key: str, now) -> None:
    """Raises ConfirmationNeeded unless the challenge is for this comment and was solved or waited for."""
    if not circumstances.challenge:
        raise ConfirmationNeeded(doubts)
    if challenge is None or challenge.submission_key != key:
        raise ConfirmationNeeded(doubts, OTHER_COMMENT)
    if challenge.is_expired(now):
        raise ConfirmationNeeded(doubts, EXPIRED)
    seconds = challenge.seconds_left(now)
    if seconds and not challenge.is_solved_by(circumstances.number):
        raise ConfirmationNeeded(doubts, TOO_SOON, seconds)
