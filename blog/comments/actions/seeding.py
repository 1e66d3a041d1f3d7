"""Sample comments."""

import datetime

from django.db import transaction
from django.utils import timezone

from blog.comments.actions.decisions import decide
from blog.comments.actions.storage import judged_values, store_once, submission_keys
from blog.comments.actions.submission import check_parent
from blog.comments.models import Comment, CommentStatus, RefusalReason
from clinicsite.core.plain_text import clean_name, clean_text


def seed_comment(
    *,
    page,
    parent: Comment | None,
    author_name: str,
    text: str,
    status: str,
    created_at: datetime.datetime,
    staff_user,
    moderator,
    reason: str = RefusalReason.OFF_TOPIC,
    decided_at: datetime.datetime | None = None,
) -> Comment:
    """Store a sample comment in a given state, with the history that leads there: each decision is `moderator`'s.

    `reason` counts for rejected and removed ones. `decided_at` is two hours after `created_at` unless given.
    Storing the same comment again returns the first one as it is. Raises as submit_comment and approve_comment.
    """
    author_name, text = clean_name(author_name), clean_text(text)
    check_parent(page, parent)
    key = submission_keys(page, parent, author_name, text, created_at)[0]
    earlier = Comment.objects.filter(submission_key=key).first()
    if earlier:
        return earlier
    at = decided_at or min(created_at + datetime.timedelta(hours=2), timezone.now())
    with transaction.atomic():
        comment, _is_new = store_once(
            page_id=page.pk,
            parent=parent,
            author_name=author_name,
            text=text,
            created_at=created_at,
            staff_author=staff_user,
            is_sample=True,
            submission_key=key,
            **judged_values(text, author_name),
        )
        for step, step_reason in _steps_to(CommentStatus(status), reason):
            decide(comment, moderator, step, reason=step_reason, at=at)
    return comment


def _steps_to(status: CommentStatus, reason: str) -> list[tuple[CommentStatus, str]]:
    """The decisions that take a waiting comment to a state, each with its reason."""
    return {
        CommentStatus.PENDING: [],
        CommentStatus.APPROVED: [(CommentStatus.APPROVED, "")],
        CommentStatus.REJECTED: [(CommentStatus.REJECTED, reason)],
        CommentStatus.SPAM: [(CommentStatus.SPAM, "")],
        CommentStatus.REMOVED: [(CommentStatus.APPROVED, ""), (CommentStatus.REMOVED, reason)],
    }[status]
