"""The one way in which a comment may appear before anybody has read it: a setting that is off by default."""

import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.storage import record_change, refresh_discussion
from blog.comments.errors import DecisionNotPossible
from blog.comments.models import ChangeEvent, Comment, CommentsSettings, CommentStatus, CommentStatusChange
from blog.comments.models.status import REFUSED
from blog.comments.settings_of import settings_for

REFUSALS_COUNT_FOR = datetime.timedelta(days=90)


def is_trusted(comment: Comment, settings: CommentsSettings) -> bool:
    """True where the setting is on, triage found nothing, and the writer's proved address has a clean record.

    Only comments that a person approved count. No query where the setting is off or anything was found.
    """
    writer = comment.commenter
    found = comment.judgement
    was_cleared = found.get("was_judged") and not (comment.has_label or found.get("doubts") or found.get("like"))
    if not settings.lets_trusted_through or not was_cleared:
        return False
    if writer is None or writer.proved_at is None or writer.blocked_at is not None:
        return False
    approved = Comment.objects.public().filter(commenter=writer).exclude(latest_change__event=ChangeEvent.LET_THROUGH)
    if approved.count() < settings.trusted_after:
        return False
    refused = CommentStatusChange.objects.filter(
        comment__commenter=writer,
        to_status__in=[*REFUSED, CommentStatus.SPAM],
        at__gt=timezone.now() - REFUSALS_COUNT_FOR,
    )
    return not refused.exists()


@transaction.atomic
def publish_trusted_comment(*, comment: Comment) -> Comment:
    """Show a trusted writer's new comment to readers, after the link that was mailed for this very comment was used.

    Anybody may type a trusted writer's address; only its owner gets the link. Raises DecisionNotPossible for anything
    but a new comment by a trusted writer, as things stand now.
    """
    stored = Comment.objects.select_for_update(of=("self",)).select_related("commenter", "page").get(pk=comment.pk)
    if stored.status != CommentStatus.PENDING or not is_trusted(stored, settings_for(stored)):
        raise DecisionNotPossible(stored)
    now = timezone.now()
    change = record_change(stored, ChangeEvent.LET_THROUGH, to_status=CommentStatus.APPROVED, at=now)
    values = {"status": CommentStatus.APPROVED, "published_at": now, "latest_change": change, "waiting_since": None}
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(values))
    refresh_discussion(stored)
    log(instance=stored, action="comments.let_through")
    return stored
