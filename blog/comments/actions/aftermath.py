"""What follows from a decision: reports are closed, the spam score learns, the writer hears, the way back is kept."""

from django.utils import timezone

from blog.comments.actions.lessons import learn_from
from blog.comments.models import Comment, CommentReport, CommentStatus, RefusalReason, UndoStep
from blog.comments.notifications import comment_decided, reply_published

# The columns an undo puts back. Texts are kept only where the decision changed them.
RESTORED = (
    "status",
    "refusal_reason",
    "waiting_since",
    "published_at",
    "edited_at",
    "needs_second_person",
    "second_opinion_at",
    "second_opinion_by_id",
)
TEXTS = ("text", "edited_text", "lane", "urgency", "labels", "judgement")
_DATES = ("waiting_since", "published_at", "edited_at", "second_opinion_at")


def settle(comment: Comment, before: Comment, moderator) -> None:
    """Do what a decision that is written down brings with it. `before` is the comment as it stood."""
    reports = _close_reports(comment, moderator)
    _learn(comment, lesson_of(before), lesson_of(comment))
    _keep_way_back(comment, before, reports)
    comment_decided(comment, comment.latest_change, refused_edit=before.edited_text)
    if comment.is_public and not before.is_public and comment.parent_id:
        reply_published(comment)


def lesson_of(comment: Comment) -> bool | None:
    """What a comment's state teaches: True that it is spam, False that it is ordinary, None nothing."""
    if comment.staff_author_id:
        return None
    if comment.status == CommentStatus.APPROVED:
        return False
    if comment.status == CommentStatus.SPAM or comment.refusal_reason == RefusalReason.SPAM:
        return True
    return None


def take_back(comment: Comment, step: UndoStep, lesson: bool | None) -> None:
    """Open the reports again that a decision closed, and unlearn what it taught. `lesson` is what held before."""
    CommentReport.objects.filter(pk__in=step.values["reports"]).update(closed_at=None, closed_by=None)
    _learn(comment, lesson_of(comment), lesson)


def values_before(step: UndoStep) -> dict:
    """The columns as they stood before the decision."""
    values = {name: value for name, value in step.values.items() if name in (*RESTORED, *TEXTS)}
    for name in _DATES:
        if values[name]:
            values[name] = timezone.datetime.fromisoformat(values[name])
    return values


def _close_reports(comment: Comment, moderator) -> list[int]:
    if comment.published_at is None:
        return []
    still_open = CommentReport.objects.filter(comment=comment, closed_at__isnull=True)
    ids = list(still_open.values_list("pk", flat=True))
    if ids:
        still_open.update(closed_at=timezone.now(), closed_by=moderator)
    return ids


def _learn(comment: Comment, before: bool | None, after: bool | None) -> None:
    if before == after:
        return
    if before is not None:
        learn_from(comment=comment, is_spam=before, times=-1)
    if after is not None:
        learn_from(comment=comment, is_spam=after)


def _keep_way_back(comment: Comment, before: Comment, reports: list[int]) -> None:
    names = RESTORED
    if (before.text, before.edited_text) != (comment.text, comment.edited_text):
        names = (*RESTORED, *TEXTS)
    values = {name: getattr(before, name) for name in names}
    for name in _DATES:
        values[name] = values[name].isoformat() if values[name] else None
    UndoStep.objects.update_or_create(
        comment=comment,
        defaults={
            "change_id": comment.latest_change_id,
            "values_sealed": UndoStep.sealed({**values, "reports": reports}),
            "created_at": timezone.now(),
        },
    )
