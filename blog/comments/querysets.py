"""Comments in the words of the site."""

from django.db import models
from django.db.models import Count
from django.db.models.functions import Substr

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

    def with_thread_root(self) -> "CommentQuerySet":
        """Adds `root`, the path step of the thread's first comment."""
        return self.annotate(root=Substr("path", 1, ID_DIGITS))

    def counted(self) -> dict[str, int]:
        """How many `comments` there are, in how many `threads`. One query, answered from an index."""
        return self.with_thread_root().aggregate(comments=Count("pk"), threads=Count("root", distinct=True))

    def threads_for(self, page, first_root: str, last_root: str) -> "CommentQuerySet":
        """Comments in thread order from one thread to another, removed ones with them: they may have replies.

        Only comments that were public at some time: nothing else can have an answer, so a flood of spam costs nothing.
        """
        after_last = path_step(int(last_root) + 1)
        return (
            self.under(page)
            .filter(published_at__isnull=False, path__gte=first_root, path__lt=after_last)
            .order_by("path")
        )
