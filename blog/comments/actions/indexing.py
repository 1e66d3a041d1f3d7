"""Keeping the moderators' search up to date, off the requests: the history of comments says what has changed."""

import datetime

from django.db import transaction
from django.utils import timezone

from blog.comments.models import Comment, CommentStatusChange, SearchProgress
from blog.comments.search_index import index_comments

ROWS_AT_ONCE = 1_000
ROWS_IN_ONE_RUN = 20_000
# A transaction that began earlier may still write a row with a smaller number: the last minute is read again.
READ_AGAIN = datetime.timedelta(minutes=1)


def index_changed_comments() -> int:
    """Take in every comment whose history has gone on. Returns how many rows of history were read."""
    progress, _is_new = SearchProgress.objects.get_or_create(pk=1)
    read = 0
    last = progress.last_change_id
    settled = timezone.now() - READ_AGAIN
    while read < ROWS_IN_ONE_RUN:
        rows = list(
            CommentStatusChange.objects.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", "comment_id", "at")[:ROWS_AT_ONCE]
        )
        if not rows:
            break
        index_comments(comment_id for _pk, comment_id, _at in rows)
        read += len(rows)
        last = rows[-1][0]
        _note_progress(progress, rows, settled)
    return read


def index_every_comment(report=lambda count: None) -> int:
    """Take in all comments from the first to the last, whatever their history says. Returns how many."""
    count, last = 0, 0
    newest = CommentStatusChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    while ids := list(
        Comment.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[: 5 * ROWS_AT_ONCE]
    ):
        count += index_comments(ids)
        last = ids[-1]
        report(count)
    SearchProgress.objects.update_or_create(pk=1, defaults={"last_change_id": newest})
    return count


@transaction.atomic
def _note_progress(progress: SearchProgress, rows: list[tuple], settled: datetime.datetime) -> None:
    done = progress.last_change_id
    for pk, _comment_id, at in rows:
        if at > settled:
            break
        done = pk
    if done > progress.last_change_id:
        progress.last_change_id = done
        progress.save(update_fields=["last_change_id"])
