"""Telling writers that their comment arrived, some seconds later, so that sending one does not wait for it."""

from django.db import transaction

from blog.comments.actions.trust import is_trusted
from blog.comments.models import Comment
from blog.comments.notifications import comment_received
from blog.comments.settings_of import settings_for

RECEIPTS_IN_ONE_RUN = 200


def send_receipts() -> int:
    """Queue the mail for every comment whose writer has not heard yet. Returns for how many."""
    due = Comment.objects.filter(receipt_due=True).order_by("pk").values_list("pk", flat=True)
    return sum(_send_receipt(pk) for pk in list(due[:RECEIPTS_IN_ONE_RUN]))


@transaction.atomic
def _send_receipt(pk: int) -> bool:
    # Whoever takes the mark away sends the mail; it comes back if that fails.
    if not Comment.objects.filter(pk=pk, receipt_due=True).update(receipt_due=False):
        return False
    comment = Comment.objects.select_related("commenter", "page").get(pk=pk)
    if comment.commenter and comment.text:
        comment_received(comment, may_publish=is_trusted(comment, settings_for(comment)))
    return True
