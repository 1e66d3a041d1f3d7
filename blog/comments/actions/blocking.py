"""Keeping a writer out: an address for good, a sender without one for the rest of the day."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import judged_values, record_change
from blog.comments.errors import NotAllowed
from blog.comments.models import (
    BlockedSender,
    ChangeEvent,
    Comment,
    Commenter,
    CommentReport,
    RefusalReason,
    UrgentAlert,
)
from blog.comments.permissions import can_moderate


@transaction.atomic
def block_commenter(*, commenter: Commenter, by, reason: str = "") -> Commenter:
    """Take no more comments and no more edits from an address; edits that wait are refused. Raises NotAllowed.

    What is public stays public; comments that wait, and edits with an open alert, still get a person's decision.
    `reason` is one of RefusalReason.
    """
    _check_may(by)
    now = timezone.now()
    is_new = Commenter.objects.filter(pk=commenter.pk, blocked_at__isnull=True).update(
        blocked_at=now, blocked_by=by, block_reason=reason
    )
    commenter.refresh_from_db()
    if is_new:
        urgent = UrgentAlert.objects.still_open().filter(comment__commenter=commenter)
        urgent_ids = list(urgent.values_list("comment_id", flat=True))
        edited = commenter.comments.public().exclude(edited_text="").exclude(pk__in=urgent_ids)
        for comment in edited.select_for_update():
            _refuse_edit(comment, by, reason or RefusalReason.SPAM)
        log(instance=commenter, action="comments.commenter_blocked", user=by, data={"reason": str(reason)})
    return commenter


@transaction.atomic
def unblock_commenter(*, commenter: Commenter, by) -> Commenter:
    """Take comments from an address again. Raises NotAllowed."""
    _check_may(by)
    blocked = Commenter.objects.filter(pk=commenter.pk, blocked_at__isnull=False)
    if blocked.update(blocked_at=None, blocked_by=None, block_reason=""):
        log(instance=commenter, action="comments.commenter_unblocked", user=by)
    commenter.refresh_from_db()
    return commenter


@transaction.atomic
def block_sender(*, comment: Comment, by) -> BlockedSender | None:
    """Take no more comments today from wherever a comment was sent. None where that is no longer known.

    Raises NotAllowed.
    """
    _check_may(by)
    if not comment.sender_digest:
        return None
    blocked, is_new = BlockedSender.objects.get_or_create(sender_digest=comment.sender_digest)
    if is_new:
        log(instance=comment, action="comments.sender_blocked", user=by)
    return blocked


def _refuse_edit(comment: Comment, by, reason: str) -> None:
    is_reported = CommentReport.objects.filter(comment=comment, closed_at__isnull=True).exists()
    change = record_change(comment, ChangeEvent.EDIT_REFUSED, by=by, reason=reason)
    values = {**judged_values(comment.text, comment.author_name), "edited_text": "", "latest_change": change}
    if not is_reported:
        values |= {"waiting_since": None, "claimed_by": None, "claimed_at": None}
    Comment.objects.filter(pk=comment.pk).update(**values)


def _check_may(by) -> None:
    if not can_moderate(by):
        raise NotAllowed(by)
