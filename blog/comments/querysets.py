"""Comments in the words of the site."""

from django.db import models
from django.db.models import Q, Subquery, Window
from django.db.models.functions import Lower, RowNumber, Substr

# Ids in a path are padded to this width, so that the order of the text is the order of the thread in any collation.
ID_DIGITS = 10
# The path of the first comment in a comment's thread.
ROOT = Substr("path", 1, ID_DIGITS)
THREAD_ORDERS = {"oldest": ["path"], "newest": ["-path"], "helpful": ["-helpful_count", "path"]}


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

    def thread_roots(self, page) -> "CommentQuerySet":
        """The first comments of a page's threads, removed ones with them as long as a reply is public."""
        return self.filter(page_id=page.pk, thread_size__gt=0)

    def in_order(self, order: str) -> "CommentQuerySet":
        """First comments of threads in the order a reader asked for, a value of ThreadOrder. Follows an index."""
        return self.order_by(*THREAD_ORDERS[order])

    def standing_before(self, comment, order: str) -> "CommentQuerySet":
        """Of first comments, those of the threads that stand before a comment's own in some order."""
        root = comment.thread_root
        if order == "newest":
            return self.filter(path__gt=root)
        if order == "oldest":
            return self.filter(path__lt=root)
        own = Subquery(self.model.objects.filter(pk=int(root)).values("helpful_count"))
        # The first condition says nothing new; it is the one that an index can follow.
        return self.filter(Q(helpful_count__gt=own) | Q(path__lt=root), helpful_count__gte=own)

    def answered(self, page, is_answered: bool = True) -> "CommentQuerySet":
        """Of first comments, those in whose thread the clinic has replied, or those in which it has not."""
        # Asked in a form that no index knows, so that the short one of staff comments is used.
        replies = self.model.objects.by_staff(page).alias(state=Lower("status")).filter(state="approved", depth__gt=1)
        in_answered = Q(path__in=replies.annotate(root=ROOT).values("root"))
        return self.filter(in_answered if is_answered else ~in_answered)

    def by_staff(self, page) -> "CommentQuerySet":
        """Comments of one page that were written from an account of the clinic."""
        return self.filter(page_id=page.pk, staff_author__isnull=False)

    def in_threads(self, page, roots) -> "CommentQuerySet":
        """Comments of one page in the threads whose first paths a query or a list names."""
        return self.under(page).once_published().annotate(root=ROOT).filter(root__in=roots)

    def threads_for(self, page, first_root: str, last_root: str) -> "CommentQuerySet":
        """Comments in thread order from one thread to another, removed ones with them: they may have replies."""
        after_last = path_step(int(last_root) + 1)
        return self.under(page).once_published().filter(path__gte=first_root, path__lt=after_last).order_by("path")

    def first_of_each_thread(self, count: int) -> "CommentQuerySet":
        """Of every thread only so many comments from its beginning."""
        rank = Window(RowNumber(), partition_by=ROOT, order_by="path")
        return self.annotate(rank=rank).filter(rank__lte=count)
