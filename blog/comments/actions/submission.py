"""Sending a comment."""

from django.utils import timezone

from blog.comments.actions.storage import judged_values, store_once, submission_keys
from blog.comments.errors import CommentsClosed, ParentNotPublic, ThreadTooDeep
from blog.comments.models import Comment


def submit_comment(*, page, parent: Comment | None, author_name: str, text: str, policy_version: str = "") -> Comment:
    """Store a reader's comment, which waits for a moderator. The same comment sent again is stored once.

    `page` is a page with CommentableMixin; name and text have passed CommentForm.
    Raises CommentsClosed, ParentNotPublic or ThreadTooDeep.
    """
    check_may_submit(page=page, parent=parent)
    now = timezone.now()
    today, *yesterday = submission_keys(page, parent, author_name, text, now)
    earlier = Comment.objects.filter(submission_key__in=yesterday).first() if yesterday else None
    if earlier:
        return earlier
    comment, _is_new = store_once(
        page_id=page.pk,
        parent=parent,
        author_name=author_name,
        text=text,
        created_at=now,
        submission_key=today,
        policy_version=policy_version,
        **judged_values(text, author_name),
    )
    return comment


def check_may_submit(*, page, parent: Comment | None) -> None:
    """Raises CommentsClosed, ParentNotPublic or ThreadTooDeep where a comment cannot be sent now."""
    if not page.accepts_comments:
        raise CommentsClosed(page)
    check_parent(page, parent)


def check_parent(page, parent: Comment | None) -> None:
    """Raises ParentNotPublic or ThreadTooDeep where a comment cannot be answered."""
    if parent is None:
        return
    if parent.page_id != page.pk or not parent.is_public:
        raise ParentNotPublic(parent)
    if not parent.may_be_answered:
        raise ThreadTooDeep(parent)
