"""How moderators share the work: taking a comment, giving it back, asking somebody else, noting something down."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import name_of
from blog.comments.errors import AlreadyDecided, NotAllowed, TakenByOther
from blog.comments.models import Comment, CommentNote
from blog.comments.permissions import can_moderate

TIME_TAKEN = datetime.timedelta(minutes=15)
LONGEST_NOTE = 1000


@transaction.atomic
def claim_comment(*, comment: Comment, moderator) -> Comment:
    """Take a waiting comment, so that nobody else begins on it. Lasts 15 minutes after the last action on it.

    Raises NotAllowed, AlreadyDecided when it no longer waits, or TakenByOther.
    """
    _check_may(moderator)
    now = timezone.now()
    is_free = Q(claimed_by__isnull=True) | Q(claimed_by=moderator) | Q(claimed_at__lt=now - TIME_TAKEN)
    waiting = Comment.objects.filter(pk=comment.pk, waiting_since__isnull=False)
    if not waiting.filter(is_free).update(claimed_by=moderator, claimed_at=now):
        stored = Comment.objects.select_related("claimed_by", "latest_change").filter(pk=comment.pk).first()
        if stored is None or stored.waiting_since is None:
            raise AlreadyDecided(stored.latest_change if stored else None)
        raise TakenByOther(stored.claimed_by)
    comment.claimed_by, comment.claimed_at = moderator, now
    log(instance=comment, action="comments.claimed", user=moderator)
    return comment


@transaction.atomic
def release_comment(*, comment: Comment, moderator) -> Comment:
    """Give a comment back that the moderator has taken. One that somebody else has taken stays theirs.

    Raises NotAllowed or TakenByOther.
    """
    _check_may(moderator)
    if is_taken(comment) and comment.claimed_by_id != moderator.pk:
        raise TakenByOther(comment.claimed_by)
    Comment.objects.filter(pk=comment.pk, claimed_by=moderator).update(claimed_by=None, claimed_at=None)
    comment.claimed_by = comment.claimed_at = None
    log(instance=comment, action="comments.released", user=moderator)
    return comment


@transaction.atomic
def ask_second_opinion(*, comment: Comment, moderator) -> Comment:
    """Leave a waiting comment to another moderator: whoever asks can no longer decide on it, nor keeps it.

    Raises NotAllowed, or AlreadyDecided when it no longer waits or somebody has asked already.
    """
    _check_may(moderator)
    values = {
        "second_opinion_at": timezone.now(),
        "second_opinion_by": moderator,
        "claimed_by": None,
        "claimed_at": None,
    }
    waiting = Comment.objects.filter(pk=comment.pk, waiting_since__isnull=False, second_opinion_at__isnull=True)
    if not waiting.update(**values):
        stored = Comment.objects.select_related("latest_change").filter(pk=comment.pk).first()
        raise AlreadyDecided(stored.latest_change if stored else None)
    comment.refresh_from_db(fields=list(values))
    log(instance=comment, action="comments.second_opinion", user=moderator)
    return comment


@transaction.atomic
def withdraw_second_opinion(*, comment: Comment, moderator) -> Comment:
    """Take back one's own request, so that one may decide after all. Raises NotAllowed."""
    _check_may(moderator)
    asked = Comment.objects.filter(pk=comment.pk, second_opinion_by=moderator)
    if asked.update(second_opinion_at=None, second_opinion_by=None):
        log(instance=comment, action="comments.second_opinion_withdrawn", user=moderator)
    comment.refresh_from_db(fields=["second_opinion_at", "second_opinion_by"])
    return comment


@transaction.atomic
def add_note(*, comment: Comment, moderator, text: str) -> CommentNote:
    """Write down something for the other moderators; readers never see it. Raises NotAllowed or ValueError."""
    _check_may(moderator)
    text = text.strip()
    if not text or len(text) > LONGEST_NOTE:
        raise ValueError("A note has 1 to 1000 characters.")
    note = CommentNote.objects.create(comment=comment, by=moderator, by_name=name_of(moderator), text=text)
    Comment.objects.filter(pk=comment.pk, claimed_by=moderator).update(claimed_at=timezone.now())
    log(instance=comment, action="comments.noted", user=moderator)
    return note


def is_taken(comment: Comment) -> bool:
    """True while somebody holds the comment."""
    return comment.claimed_by_id is not None and comment.claimed_at > timezone.now() - TIME_TAKEN


def _check_may(moderator) -> None:
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
