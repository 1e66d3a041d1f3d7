"""How comments and their history are written. Only the other actions call these."""

import datetime
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils import timezone

from blog.comments.errors import ParentNotPublic
from blog.comments.judging import judge_comment
from blog.comments.models import ChangeEvent, Comment, CommentStatus, CommentStatusChange, Discussion
from blog.comments.querysets import path_step
from blog.comments.submission_key import days_of, submission_key


def submission_keys(page, parent: Comment | None, author_name: str, text: str, moment: datetime.datetime) -> list[str]:
    """The key of a comment sent at a moment, and yesterday's just after midnight."""
    parent_id = parent.pk if parent else None
    return [
        submission_key(page_id=page.pk, parent_id=parent_id, author_name=author_name, text=text, day=day)
        for day in days_of(moment)
    ]


def store_once(
    *,
    submission_key: str,
    before: Callable[[], dict] | None = None,
    and_then: Callable[[Comment], None] | None = None,
    **values,
) -> tuple[Comment, bool]:
    """The comment with this key, and whether it is new: another sending may have been faster.

    In the same transaction `before` writes what the comment points at and gives it as further values, and `and_then`
    is called for a new one. Raises ParentNotPublic where the comment to answer went
    away meanwhile.
    """
    try:
        with transaction.atomic():
            comment = _store(submission_key=submission_key, **values, **(before() if before else {}))
            if and_then:
                and_then(comment)
            return comment, True
    except IntegrityError:
        earlier = Comment.objects.filter(submission_key=submission_key).first()
        if earlier:
            return earlier, False
        parent = values.get("parent")
        if parent and not Comment.objects.filter(pk=parent.pk).exists():
            raise ParentNotPublic(parent) from None
        raise


def judged_values(text: str, author_name: str) -> dict:
    """The columns that triage fills."""
    return judge_comment(text, author_name).fields()


def record_change(
    comment: Comment, event: ChangeEvent, *, to_status="", by=None, reason="", at=None, waited_minutes=None
) -> CommentStatusChange:
    """Write a row of history. `to_status` is the status the comment has anyway unless given."""
    return CommentStatusChange.objects.create(
        comment=comment,
        event=event,
        from_status=comment.status,
        to_status=to_status or comment.status,
        by=by,
        by_name=name_of(by),
        at=at or timezone.now(),
        reason=reason,
        waited_minutes=waited_minutes,
    )


def name_of(user) -> str:
    """How a person is named in the history; empty where nobody decided."""
    return (user.get_full_name() or user.get_username()) if user else ""


def refresh_discussion(comment: Comment) -> None:
    """Count the thread and the page again, and tell every kept rendering that it is old.

    Called in the transaction of every change that readers see. The first update locks the page's row, so that two
    changes at once count one after the other.
    """
    if comment.page_id is None:
        return
    touch_discussion(comment.page_id)
    roots = Comment.objects.filter(page_id=comment.page_id, depth=1)
    thread = Comment.objects.in_thread(comment.page_id, comment.thread_root)
    roots.filter(path=comment.thread_root).update(thread_size=thread.filter(status=CommentStatus.APPROVED).count())
    counts = Comment.objects.filter(page_id=comment.page_id).aggregate(
        comments=Count("pk", filter=Q(status=CommentStatus.APPROVED)), threads=Count("pk", filter=Q(thread_size__gt=0))
    )
    Discussion.objects.filter(pk=comment.page_id).update(
        comment_count=counts["comments"], thread_count=counts["threads"]
    )


def touch_discussion(page_id: int) -> None:
    """Tell every kept rendering of a page's comments that it is old."""
    Discussion.objects.touch(page_id)


def _store(*, parent: Comment | None, event: ChangeEvent = ChangeEvent.SENT, **values) -> Comment:
    values.setdefault("waiting_since", values.get("created_at"))
    comment = Comment(parent=parent, depth=parent.depth + 1 if parent else 1, **values)
    comment.save(force_insert=True)
    # A comment's place in its thread ends with its own id, which only the stored row has.
    comment.path = (parent.path if parent else "") + path_step(comment.pk)
    comment.latest_change = CommentStatusChange.objects.create(
        comment=comment, event=event, to_status=comment.status, at=comment.created_at
    )
    comment.save(update_fields=["path", "latest_change"])
    return comment
