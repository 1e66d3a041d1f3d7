"""Comments in the words of the site."""

from django.db import models
from django.db.models import Count, Max, Q, Window
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

    def version_and_count(self, page) -> tuple[int | None, int]:
        """The number of a page's public comments, and a number that no change of what readers see leaves as it is."""
        state = (
            self.under(page)
            .once_published()
            .aggregate(version=Max("latest_change_id"), count=Count("pk", filter=Q(status="approved")))
        )
        return state["version"], state["count"]

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
