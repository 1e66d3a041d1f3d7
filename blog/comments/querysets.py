"""Comments in the words of the site."""

from django.db import models
from django.db.models import Count, Window
from django.db.models.functions import RowNumber, Substr

# Ids in a path are padded to this width, so that the order of the text is the order of the thread in any collation.
ID_DIGITS = 10


def path_step(comment_id: int) -> str:
    """A comment's own part of its path."""
    return str(comment_id).zfill(ID_DIGITS)


class CommentQuerySet(models.QuerySet):
    """Queries that never show a comment to readers by accident."""

    def public(self) -> "CommentQuerySet":
        """Approved comments, whose text readers may see."""
        return self.filter(status="approved")

    def awaiting_moderation(self) -> "CommentQuerySet":
        """Comments nobody has decided on, oldest first."""
        return self.filter(status="pending").order_by("created_at", "pk")

    def under(self, page) -> "CommentQuerySet":
        """Comments of one page."""
        return self.filter(page_id=page.pk)

    def once_published(self) -> "CommentQuerySet":
        """Comments that were public at some time. Nothing else can have an answer, so a flood of spam costs nothing."""
        return self.filter(published_at__isnull=False)

    def in_thread(self, page_id: int, root: str) -> "CommentQuerySet":
        """Every comment of one thread, by the path of its first comment."""
        return self.filter(page_id=page_id, path__gte=root, path__lt=path_step(int(root) + 1))

    def waiting(self) -> "CommentQuerySet":
        """Everything a person has to decide on, new comments and edits, the most urgent lane and the oldest first."""
        return self.filter(waiting_since__isnull=False).order_by("urgency", "waiting_since", "pk")

    def thread_sizes(self) -> "CommentQuerySet":
        """Threads in order: `root`, the number of its comments as `size`, and the number of all `threads`."""
        return (
            self.annotate(root=Substr("path", 1, ID_DIGITS))
            .values("root")
            .annotate(size=Count("pk"), threads=Window(Count("*")))
            .order_by("root")
        )

    def threads_for(self, page, first_root: str, last_root: str) -> "CommentQuerySet":
        """Comments in thread order from one thread to another, removed ones with them: they may have replies."""
        after_last = path_step(int(last_root) + 1)
        return self.under(page).once_published().filter(path__gte=first_root, path__lt=after_last).order_by("path")

    def first_of_each_thread(self, count: int) -> "CommentQuerySet":
        """Of every thread only so many comments from its beginning."""
        rank = Window(RowNumber(), partition_by=Substr("path", 1, ID_DIGITS), order_by="path")
        return self.annotate(rank=rank).filter(rank__lte=count)
