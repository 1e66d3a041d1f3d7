"""Whatever changes a comment: one function a verb.

Each checks permission and state first and raises an error of blog.comments.errors; each writes its row of history.
"""

import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.errors import (
    AlreadyDecided,
    CommentsClosed,
    DecisionNotPossible,
    NotAllowed,
    ParentNotPublic,
    ThreadTooDeep,
)
from blog.comments.models import Comment, CommentStatus, CommentStatusChange, RefusalReason
from blog.comments.permissions import can_moderate
from blog.comments.querysets import path_step
from blog.comments.submission_key import days_of, submission_key
from blog.comments.text import clean_name, clean_text


def submit_comment(*, page, parent: Comment | None, author_name: str, author_email: str, text: str) -> Comment:
    """Store a reader's comment, which waits for a moderator. The same comment sent again is stored once.

    `page` is a page with CommentableMixin; name and text have passed CommentForm.
    Raises CommentsClosed, ParentNotPublic or ThreadTooDeep.
    """
    check_may_submit(page=page, parent=parent)
    now = timezone.now()
    today, *yesterday = _keys(page, parent, author_name, text, now)
    earlier = Comment.objects.filter(submission_key__in=yesterday).first() if yesterday else None
    if earlier:
        return earlier
    return _store_once(
        page_id=page.pk,
        parent=parent,
        author_name=author_name,
        author_email=author_email,
        text=text,
        created_at=now,
        submission_key=today,
    )


def check_may_submit(*, page, parent: Comment | None) -> None:
    """Raises CommentsClosed, ParentNotPublic or ThreadTooDeep where a comment cannot be sent now."""
    if not page.accepts_comments:
        raise CommentsClosed(page)
    _check_parent(page, parent)


def approve_comment(*, comment: Comment, moderator, seen_status: str | None = None) -> Comment:
    """Show a comment to readers.

    `seen_status` is what the moderator's screen said, by default what `comment` says.
    Raises NotAllowed, DecisionNotPossible, or AlreadyDecided when somebody else was faster.
    """
    return _decide(comment, moderator, CommentStatus.APPROVED, seen_status=seen_status)


def reject_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Keep a comment that is not public from readers, for a reason of the closed list. Raises as approve_comment."""
    return _decide(comment, moderator, CommentStatus.REJECTED, reason=reason, seen_status=seen_status)


def remove_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Take a public comment back; its replies stay. Raises as approve_comment."""
    return _decide(comment, moderator, CommentStatus.REMOVED, reason=reason, seen_status=seen_status)


def refuse_comment(*, comment: Comment, moderator, reason: RefusalReason, seen_status: str | None = None) -> Comment:
    """Remove a comment that is public, reject any other. Raises as approve_comment."""
    verb = remove_comment if (seen_status or comment.status) == CommentStatus.APPROVED else reject_comment
    return verb(comment=comment, moderator=moderator, reason=reason, seen_status=seen_status)


def mark_as_spam(*, comment: Comment, moderator, seen_status: str | None = None) -> Comment:
    """Put a comment aside as spam. Raises as approve_comment."""
    return _decide(comment, moderator, CommentStatus.SPAM, seen_status=seen_status)


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
    _check_parent(page, parent)
    key = _keys(page, parent, author_name, text, created_at)[0]
    earlier = Comment.objects.filter(submission_key=key).first()
    if earlier:
        return earlier
    at = decided_at or min(created_at + datetime.timedelta(hours=2), timezone.now())
    with transaction.atomic():
        comment = _store_once(
            page_id=page.pk,
            parent=parent,
            author_name=author_name,
            text=text,
            created_at=created_at,
            staff_author=staff_user,
            is_sample=True,
            submission_key=key,
        )
        for step, step_reason in _steps_to(CommentStatus(status), reason):
            _decide(comment, moderator, step, reason=step_reason, at=at)
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


def _check_parent(page, parent: Comment | None) -> None:
    if parent is None:
        return
    if parent.page_id != page.pk or not parent.is_public:
        raise ParentNotPublic(parent)
    if not parent.may_be_answered:
        raise ThreadTooDeep(parent)


def _keys(page, parent, author_name, text, moment) -> list[str]:
    parent_id = parent.pk if parent else None
    return [
        submission_key(page_id=page.pk, parent_id=parent_id, author_name=author_name, text=text, day=day)
        for day in days_of(moment)
    ]


def _store_once(*, submission_key: str, **values) -> Comment:
    """The comment with this key: a new one, or the one that was faster."""
    try:
        with transaction.atomic():
            return _store(submission_key=submission_key, **values)
    except IntegrityError:
        earlier = Comment.objects.filter(submission_key=submission_key).first()
        if earlier is None:
            raise
        return earlier


def _store(*, parent: Comment | None, **values) -> Comment:
    comment = Comment(parent=parent, depth=parent.depth + 1 if parent else 1, **values)
    comment.save(force_insert=True)
    # A comment's place in its thread ends with its own id, which only the stored row has.
    comment.path = (parent.path if parent else "") + path_step(comment.pk)
    comment.latest_change = CommentStatusChange.objects.create(
        comment=comment, to_status=comment.status, at=comment.created_at
    )
    comment.save(update_fields=["path", "latest_change"])
    return comment


@transaction.atomic
def _decide(comment, moderator, status, *, reason="", seen_status=None, at=None) -> Comment:
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    seen = CommentStatus(seen_status or comment.status)
    if not seen.may_become(status):
        raise AlreadyDecided(_latest_change(comment)) if seen == status else DecisionNotPossible(comment)
    at = at or timezone.now()
    change = CommentStatusChange.objects.create(
        comment=comment,
        from_status=seen,
        to_status=status,
        by=moderator,
        by_name=moderator.get_full_name() or moderator.get_username(),
        at=at,
        reason=reason,
    )
    values = {"status": status, "refusal_reason": reason, "latest_change": change}
    if status == CommentStatus.APPROVED:
        values["published_at"] = Coalesce("published_at", at)
    # Two moderators may press at once: only the one whose screen told the truth changes the row. The other one's
    # row of history goes with the transaction.
    if not Comment.objects.filter(pk=comment.pk, status=seen).update(**values):
        raise AlreadyDecided(_latest_change(comment))
    log(instance=comment, action=f"comments.{status}", user=moderator, data={"from": str(seen), "reason": str(reason)})
    comment.refresh_from_db(fields=["status", "refusal_reason", "published_at", "latest_change"])
    return comment


def _latest_change(comment: Comment) -> CommentStatusChange | None:
    stored = Comment.objects.select_related("latest_change").filter(pk=comment.pk).first()
    return stored.latest_change if stored else None
