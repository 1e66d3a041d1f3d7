"""Taking a decision back, shortly after it was made."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.aftermath import lesson_of, take_back, values_before
from blog.comments.actions.storage import record_change, refresh_discussion
from blog.comments.errors import NotAllowed, NothingToUndo
from blog.comments.models import ChangeEvent, Comment, CommentStatus, UndoStep
from blog.comments.notifications import comment_decided
from blog.comments.permissions import can_moderate

TIME_TO_UNDO = datetime.timedelta(minutes=10)


@transaction.atomic
def undo_decision(*, comment: Comment, moderator) -> Comment:
    """Put a comment back to how it stood before the moderator's own decision, as if it had not been made.

    Details that were taken out of a text do not come back. Raises NotAllowed, or NothingToUndo when the decision is
    somebody else's, older than ten minutes, or when something has happened to the comment since.
    """
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    step = _step_of(comment, moderator)
    values = values_before(step)
    comment = Comment.objects.get(pk=comment.pk)
    taught = Comment.objects.get(pk=comment.pk)
    was = CommentStatus(comment.status)
    change = record_change(comment, ChangeEvent.UNDONE, to_status=values["status"], by=moderator)
    unchanged = Comment.objects.filter(pk=comment.pk, status=was, latest_change=step.change_id)
    if not unchanged.update(**values, latest_change=change):
        raise NothingToUndo(comment)
    comment.refresh_from_db()
    take_back(taught, step, lesson_of(comment))
    step.delete()
    if CommentStatus.APPROVED in (was, comment.status):
        refresh_discussion(comment)
    comment_decided(comment, change)
    log(instance=comment, action="comments.undone", user=moderator, data={"from": str(was)})
    return comment


def last_decision_of(moderator) -> Comment | None:
    """The comment a moderator decided on last, as long as that can be undone."""
    step = (
        UndoStep.objects.filter(change__by=moderator, created_at__gte=timezone.now() - TIME_TO_UNDO)
        .select_related("comment")
        .order_by("-created_at")
        .first()
    )
    return step.comment if step else None


def forget_old_steps() -> int:
    """Throw away what no undo can use any more. Returns how many went."""
    return UndoStep.objects.filter(created_at__lt=timezone.now() - TIME_TO_UNDO).delete()[0]


def _step_of(comment: Comment, moderator) -> UndoStep:
    step = UndoStep.objects.select_related("change").filter(comment=comment).first()
    is_own = step and step.change.by_id == moderator.pk
    if not is_own or step.created_at < timezone.now() - TIME_TO_UNDO:
        raise NothingToUndo(comment)
    # A reply would be left without what it answers.
    if step.change.to_status == CommentStatus.APPROVED and comment.replies.filter(published_at__isnull=False).exists():
        raise NothingToUndo(comment)
    return step
