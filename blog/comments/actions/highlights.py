"""What the clinic puts in front: one pinned answer a page, and on question pages one accepted answer a question."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import record_change, touch_discussion
from blog.comments.errors import DecisionNotPossible, NotAllowed
from blog.comments.models import ChangeEvent, Comment, CommentStatus
from blog.comments.permissions import can_moderate, can_reply_as_clinic
from blog.comments.triage.labels import ENDORSE


def pin_comment(*, comment: Comment, moderator) -> Comment:
    """Show a comment of the clinic above all others of its page; another one that was pinned gives way.

    Nothing happens to one that is pinned already. Raises NotAllowed, or DecisionNotPossible for a reader's comment,
    for praise, and for one that is not public.
    """
    _check(comment, moderator)
    others = Comment.objects.by_staff(comment.page).filter(pinned_at__isnull=False).exclude(pk=comment.pk)
    return _highlight(comment, moderator, "pinned_at", ChangeEvent.PINNED, ChangeEvent.UNPINNED, others)


def unpin_comment(*, comment: Comment, moderator) -> Comment:
    """Leave a comment to its place in its thread. Raises NotAllowed."""
    return _put_back(comment, moderator, "pinned_at", ChangeEvent.UNPINNED)


def accept_answer(*, comment: Comment, moderator) -> Comment:
    """Mark a reply of the clinic as the answer to its thread's question; an earlier one gives way.

    Raises NotAllowed, or DecisionNotPossible where the page takes no questions, and as pin_comment.
    """
    _check(comment, moderator)
    page = comment.page.specific
    if comment.depth == 1 or not getattr(page, "takes_questions", False):
        raise DecisionNotPossible(comment)
    thread = Comment.objects.in_thread(comment.page_id, comment.thread_root)
    others = thread.filter(accepted_at__isnull=False).exclude(pk=comment.pk)
    return _highlight(comment, moderator, "accepted_at", ChangeEvent.ACCEPTED, ChangeEvent.UNACCEPTED, others)


def unaccept_answer(*, comment: Comment, moderator) -> Comment:
    """Leave a question without an accepted answer. Raises NotAllowed."""
    return _put_back(comment, moderator, "accepted_at", ChangeEvent.UNACCEPTED)


def may_be_highlighted(comment: Comment) -> bool:
    """True for a public comment of the clinic in which triage found no praise."""
    return comment.is_public and comment.staff_author_id is not None and ENDORSE not in comment.label_list


def _check(comment: Comment, moderator) -> None:
    _check_may(moderator)
    if comment.page_id is None or not may_be_highlighted(comment):
        raise DecisionNotPossible(comment)


def _check_may(moderator) -> None:
    if not (can_moderate(moderator) or can_reply_as_clinic(moderator)):
        raise NotAllowed(moderator)


@transaction.atomic
def _highlight(comment: Comment, moderator, field: str, event: ChangeEvent, undone: ChangeEvent, others) -> Comment:
    # Locks the page's row first: of two people who pin at once, the second finds the first one's comment.
    touch_discussion(comment.page_id)
    for other in others:
        _put_back(other, moderator, field, undone)
    is_public = Comment.objects.filter(pk=comment.pk, status=CommentStatus.APPROVED)
    if is_public.filter(**{f"{field}__isnull": True}).update(**{field: timezone.now()}):
        record_change(comment, event, by=moderator)
        log(instance=comment, action=f"comments.{event}", user=moderator)
    elif not is_public.exists():
        raise DecisionNotPossible(comment)
    comment.refresh_from_db(fields=[field])
    return comment


@transaction.atomic
def _put_back(comment: Comment, moderator, field: str, event: ChangeEvent) -> Comment:
    _check_may(moderator)
    if Comment.objects.filter(pk=comment.pk, **{f"{field}__isnull": False}).update(**{field: None}):
        record_change(comment, event, by=moderator)
        touch_discussion(comment.page_id)
        log(instance=comment, action=f"comments.{event}", user=moderator)
    setattr(comment, field, None)
    return comment
