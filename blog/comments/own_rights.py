"""What the writer of a comment may do with it now."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from blog.comments.models import Comment, CommentsSettings, CommentStatus

CHANGEABLE = (CommentStatus.PENDING, CommentStatus.APPROVED)


@dataclass(frozen=True)
class OwnRights:
    """The verbs that are open. `edit_until` is the end of the time to edit, None where the state allows no edit."""

    edit_until: datetime.datetime | None
    may_edit: bool
    may_send_again: bool
    may_withdraw: bool


def rights_of(comment: Comment, settings: CommentsSettings, now: datetime.datetime | None = None) -> OwnRights:
    """A blocked writer may withdraw and nothing else. At most one query, for the address."""
    status = CommentStatus(comment.status)
    is_blocked = comment.commenter is not None and comment.commenter.blocked_at is not None
    until = edit_ends(comment, settings) if status in CHANGEABLE else None
    return OwnRights(
        edit_until=until,
        may_edit=bool(until and (now or timezone.now()) < until and not is_blocked),
        may_send_again=bool(status.may_be_made_by_writer(CommentStatus.PENDING) and comment.text and not is_blocked),
        may_withdraw=status.may_be_made_by_writer(CommentStatus.WITHDRAWN),
    )


def edit_ends(comment: Comment, settings: CommentsSettings) -> datetime.datetime:
    """The end of the time to edit. It begins anew when a refused comment is sent again."""
    is_pending = comment.status == CommentStatus.PENDING
    sent = comment.waiting_since if is_pending and comment.waiting_since else comment.created_at
    return sent + datetime.timedelta(minutes=settings.edit_minutes)
