"""Comments arranged for reading: which threads stand on a page, and what each comment stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from blog.comments.models import Comment, CommentStatus, RefusalReason

THREADS_ON_A_PAGE = 20
# More comments than this make a page slow; the longest threads then go on at an address of their own.
COMMENTS_ON_A_PAGE = 250
DEEPEST_LEVEL = 2
SHOWN_FIELDS = (
    "page_id",
    "parent_id",
    "path",
    "depth",
    "author_name",
    "text",
    "status",
    "refusal_reason",
    "created_at",
    "staff_author_id",
    "is_sample",
)


@dataclass(slots=True)
class Row:
    """One comment in its place. `level` is 0 to 2; replies deeper than that stand at level 2 and name whom they answer.

    `opens_replies_to` names the comment whose list of replies begins here; `closes` are the lists that end after it.
    """

    comment: Comment
    level: int
    answers: "Row | None" = None
    opens_replies_to: str = ""
    has_replies_below: bool = False
    closes: range = range(0)
    more_replies: int = 0
    is_by_writer: bool = False

    @property
    def heading_level(self) -> int:
        """3 for a thread's first comment, 4 for a reply, 5 below."""
        return self.level + 3

    @property
    def name(self) -> str:
        """Whose comment it is, without a name where the text is gone."""
        return self.comment.author_name if self.comment.is_public else _("a comment that is gone")

    @property
    def initials(self) -> str:
        """At most two letters for the round mark beside the name."""
        words = [word for word in self.comment.author_name.split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def thread_id(self) -> int:
        """The first comment of its thread."""
        return int(self.comment.thread_root)

    @property
    def gone_because(self) -> str:
        """What stands in place of a comment that is no longer public; empty for one that is."""
        if self.comment.is_public:
            return ""
        if self.comment.status == CommentStatus.WITHDRAWN:
            return _("Withdrawn by its writer.")
        if self.comment.status == CommentStatus.REMOVED:
            return RefusalReason(self.comment.refusal_reason).public_sentence
        return _("This comment is no longer shown.")


def arrange(comments: Iterable[Comment], writer_account_id: int | None = None) -> list[Row]:
    """Rows for comments in thread order. One that is not public stays only where a public one answers it."""
    comments = list(comments)
    by_id = {comment.pk: comment for comment in comments}
    needed = _with_ancestors(comments, by_id)
    rows: dict[int, Row] = {}
    enclosing: list[Row] = []
    for comment in comments:
        if comment.pk not in needed:
            continue
        level = min(comment.depth - 1, DEEPEST_LEVEL, len(enclosing))
        row = Row(comment, level)
        row.is_by_writer = comment.staff_author_id is not None and comment.staff_author_id == writer_account_id
        del enclosing[level:]
        if level:
            around = enclosing[-1]
            if not around.has_replies_below:
                around.has_replies_below = True
                row.opens_replies_to = around.name
            if around.comment.pk != comment.parent_id:
                row.answers = rows.get(comment.parent_id)
        enclosing.append(row)
        rows[comment.pk] = row
    arranged = list(rows.values())
    for row, following in pairwise([*arranged, None]):
        row.closes = range(row.level - (following.level if following else 0))
    return arranged


def _with_ancestors(comments: list[Comment], by_id: dict[int, Comment]) -> set[int]:
    needed: set[int] = set()
    for comment in comments:
        if not comment.is_public:
            continue
        while comment and comment.pk not in needed:
            needed.add(comment.pk)
            comment = by_id.get(comment.parent_id)
    return needed


def fair_share(sizes: list[int], budget: int) -> int | None:
    """How many comments each thread may show so that all fit the budget together; None where no limit is needed."""
    if sum(sizes) <= budget:
        return None
    left, share = budget, 0
    for index, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - index)
        if size > share:
            break
        left -= size
    return max(share, 1)


class ThreadPage:
    """One page of the threads under a page of the site, counted from 1. Two queries.

    `paginated` is a page of a Paginator. Raises InvalidPage for a number that has no page.
    """

    def __init__(self, page, number: int = 1):
        start = (number - 1) * THREADS_ON_A_PAGE
        threads = list(Comment.objects.public().under(page).thread_sizes()[start : start + THREADS_ON_A_PAGE])
        self.thread_count: int = threads[0]["threads"] if threads else 0
        self.paginated = Paginator(range(self.thread_count), THREADS_ON_A_PAGE).page(number)
        self.rows = self._rows(page, {thread["root"]: thread["size"] for thread in threads}) if threads else []

    def _rows(self, page, sizes: dict[str, int]) -> list[Row]:
        comments = Comment.objects.threads_for(page, min(sizes), max(sizes)).only(*SHOWN_FIELDS)
        share = fair_share(list(sizes.values()), COMMENTS_ON_A_PAGE)
        if share:
            comments = comments.first_of_each_thread(share)
        rows = arrange(comments, page.writer_account_id)
        _mark_unfinished(rows, sizes)
        return rows


def page_number_of(comment: Comment) -> int:
    """On which page of threads a public comment's thread stands. One query."""
    earlier = Comment.objects.public().filter(page_id=comment.page_id, path__lt=comment.thread_root)
    first = earlier.thread_sizes().first()
    return (first["threads"] if first else 0) // THREADS_ON_A_PAGE + 1


def with_opening(comments: list[Comment]) -> list[Comment]:
    """Part of a thread, with the comments put in front below which its first one stands. At most one query."""
    around = comments[0].ancestor_ids[:DEEPEST_LEVEL] if comments else []
    opening = Comment.objects.filter(pk__in=around).only(*SHOWN_FIELDS).order_by("path") if around else []
    return [*opening, *comments]


def _mark_unfinished(rows: list[Row], sizes: dict[str, int]) -> None:
    """Tells the last row of a thread how many of its replies stand elsewhere."""
    shown: dict[str, int] = {}
    last: dict[str, Row] = {}
    for row in rows:
        root = row.comment.thread_root
        shown[root] = shown.get(root, 0) + row.comment.is_public
        last[root] = row
    for root, row in last.items():
        row.more_replies = sizes[root] - shown[root]
