"""A moderator's decisions on comments."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import record_change, refresh_discussion
from blog.comments.errors import AlreadyDecided, DecisionNotPossible, NotAllowed
from blog.comments.models import ChangeEvent, Comment, CommentStatus, CommentStatusChange, RefusalReason
from blog.comments.permissions import can_moderate


def approve_comment(*, comment: Comment, moderator, seen_status: str | None = None) -> Comment:
    """Show a comment to readers.

    `seen_status` is what the moderator's screen said, by default what `comment` says.
    Raises NotAllowed, DecisionNotPossible, or AlreadyDecided when somebody else was faster.
    """
    return decide(comment, moderator, CommentStatus.APPROVED, seen_status=seen_status)


def reject_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Keep a comment that is not public from readers, for a reason of the closed list. Raises as approve_comment."""
    return decide(comment, moderator, CommentStatus.REJECTED, reason=reason, seen_status=seen_status)


def remove_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Take a public comment back; its replies stay. Raises as approve_comment."""
    return decide(comment, moderator, CommentStatus.REMOVED, reason=reason, seen_status=seen_status)


def refuse_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Remove a comment that is public, reject any other. Raises as approve_comment."""
    verb = remove_comment if (seen_status or comment.status) == CommentStatus.APPROVED else reject_comment
    return verb(comment=comment, moderator=moderator, reason=reason, seen_status=seen_status)


def mark_as_spam(*, comment: Comment, moderator, seen_status: str | None = None) -> Comment:
    """Put a comment aside as spam. Raises as approve_comment."""
    return decide(comment, moderator, CommentStatus.SPAM, seen_status=seen_status)


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
    """Take a comment to another status by a person's hand. The verbs above are what other code calls."""
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    seen = CommentStatus(seen_status or comment.status)
    if not seen.may_become(status):
        raise AlreadyDecided(_latest_change(comment)) if seen == status else DecisionNotPossible(comment)
    at = at or timezone.now()
    comment.status = seen
    change = record_change(comment, ChangeEvent.DECIDED, to_status=status, by=moderator, reason=reason, at=at)
    values = {
        "status": status,
        "refusal_reason": reason,
        "latest_change": change,
        "waiting_since": None,
        "claimed_by": None,
        "claimed_at": None,
        "second_opinion_at": None,
        "second_opinion_by": None,
    }
    if status == CommentStatus.APPROVED:
        values["published_at"] = Coalesce("published_at", at)
    # Two moderators may press at once: only the one whose screen told the truth changes the row. The other one's
    # row of history goes with the transaction.
    if not Comment.objects.filter(pk=comment.pk, status=seen).update(**values):
        raise AlreadyDecided(_latest_change(comment))
    comment.refresh_from_db(fields=[*values, "published_at"])
    if CommentStatus.APPROVED in (seen, status):
        refresh_discussion(comment)
    log(instance=comment, action=f"comments.{status}", user=moderator, data={"from": str(seen), "reason": str(reason)})
    return comment


def _latest_change(comment: Comment) -> CommentStatusChange | None:
    stored = Comment.objects.select_related("latest_change").filter(pk=comment.pk).first()
    return stored.latest_change if stored else None
