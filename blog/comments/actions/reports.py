"""Readers reporting comments, and moderators closing what they reported."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.comments.actions.alerts import raise_alert
from blog.comments.errors import CommentsClosed, DecisionNotPossible, NotAllowed, TooManyReports
from blog.comments.models import Comment, CommentReport, CommentStatus, ReportReason
from blog.comments.permissions import can_moderate
from blog.comments.triage.labels import EMERGENCY, LANES

REPORTS_AN_HOUR = 10
HOUR = datetime.timedelta(hours=1)


def report_comment(*, page, comment: Comment, reason: ReportReason, note: str, sender: str) -> bool:
    """Store a reader's report; the comment waits for a moderator from then on and stays public until one decides.

    True for a new report, False where the same sender reported the comment today already. A report of danger calls
    whoever is on the rota. Raises CommentsClosed, DecisionNotPossible or TooManyReports.
    """
    if not page.shows_comments:
        raise CommentsClosed(page)
    if comment.page_id != page.pk or not comment.is_public:
        raise DecisionNotPossible(comment)
    own = CommentReport.objects.filter(reporter_digest=sender)
    if own.filter(comment=comment).exists():
        return False
    # Somebody who sees another one in danger is never told to wait.
    recent = own.filter(created_at__gt=timezone.now() - HOUR).count()
    if recent >= REPORTS_AN_HOUR and reason != ReportReason.DANGER:
        raise TooManyReports(sender)
    try:
        with transaction.atomic():
            _store(comment, reason, note, sender)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def close_reports(comment: Comment, moderator) -> int:
    """Mark every open report of a comment as looked at. Returns how many there were. Raises NotAllowed."""
    if not can_moderate(moderator):
        raise NotAllowed(moderator)
    open_reports = CommentReport.objects.filter(comment=comment, closed_at__isnull=True)
    closed = open_reports.update(closed_at=timezone.now(), closed_by=moderator)
    if closed:
        log(instance=comment, action="comments.reports_closed", user=moderator, data={"count": closed})
    return closed


def _store(comment: Comment, reason: ReportReason, note: str, sender: str) -> None:
    now = timezone.now()
    CommentReport.objects.create(comment=comment, reason=reason, note=note, reporter_digest=sender, created_at=now)
    # What waits already keeps its place; a comment that was taken back meanwhile needs nobody's decision.
    public = Comment.objects.filter(pk=comment.pk, status=CommentStatus.APPROVED)
    public.filter(waiting_since__isnull=True).update(waiting_since=now)
    if reason == ReportReason.DANGER:
        public.filter(urgency__gt=LANES.index(EMERGENCY)).update(lane=EMERGENCY, urgency=LANES.index(EMERGENCY))
        raise_alert(comment=comment, label=EMERGENCY)
