"""Readers marking comments as helpful."""

from django.db import IntegrityError, transaction
from django.db.models import F

from blog.comments.actions.storage import touch_discussion
from blog.comments.errors import CommentsClosed, DecisionNotPossible
from blog.comments.models import Comment, CommentStatus, HelpfulVote
from clinicsite.core.sealing import digest


def mark_helpful(*, page, comment: Comment, sender: str) -> bool:
    """Count one reader once a day. True where it was counted now, False where the same sender had been counted.

    `sender` is what clinicsite.core.senders tells; only a digest of it with the comment is kept, so that a vote here
    cannot be matched with one there. Raises CommentsClosed where the page has no votes, DecisionNotPossible for a
    comment that readers do not see.
    """
    if not page.shows_comments or not page.comments_settings.has_votes:
        raise CommentsClosed(page)
    if comment.page_id != page.pk or not comment.is_public:
        raise DecisionNotPossible(comment)
    try:
        with transaction.atomic():
            HelpfulVote.objects.create(comment=comment, voter_digest=digest(f"helpful:{comment.pk}", sender))
            public = Comment.objects.filter(pk=comment.pk, status=CommentStatus.APPROVED)
            if not public.update(helpful_count=F("helpful_count") + 1):
                raise DecisionNotPossible(comment)
            touch_discussion(page.pk)
    except IntegrityError:
        return False
    return True
