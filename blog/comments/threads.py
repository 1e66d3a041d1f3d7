"""Which threads stand on a page of comments, and on which page a comment is found."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Q

from blog.comments.models import Comment, Discussion, ThreadOrder
from blog.comments.models.discussion import DiscussionState
from blog.comments.querysets import CommentQuerySet
from blog.comments.rows import DEEPEST_LEVEL, Row, arrange, readable, with_answer_first

THREADS_ON_A_PAGE = 20
# More comments than this make a page slow; the longest threads then go on at an address of their own.
COMMENTS_ON_A_PAGE = 250
# Of one thread never more than this many stand under an article.
COMMENTS_OF_A_THREAD = 100

ANSWERED, UNANSWERED = "answered", "unanswered"


@dataclass(frozen=True)
class Listing:
    """What a reader asked for: which page of threads, counted from 1, in which order, of which questions."""

    number: int = 1
    order: str = ThreadOrder.OLDEST
    answers: str = ""

    def threads(self, page) -> CommentQuerySet:
        """The first comments of all threads that belong to it."""
        roots = Comment.objects.thread_roots(page)
        return roots.answered(page, self.answers == ANSWERED) if self.answers else roots

    @property
    def start(self) -> int:
        """How many threads stand on the pages before."""
        return (self.number - 1) * THREADS_ON_A_PAGE


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
    """One page of the threads under a page of the site.

    One query, another one to count where only some threads are asked for, and one for `discussion` where it is not
    known yet. `pinned` is the clinician's answer that stands above the first page, None where there is none;
    `paginated` is a page of a Paginator. Raises InvalidPage for a number that has no page.
    """

    def __init__(self, page, listing: Listing | None = None, discussion: DiscussionState | None = None):
        listing = listing or Listing()
        discussion = discussion or Discussion.objects.state_of(page.pk)
        self.thread_count = listing.threads(page).count() if listing.answers else discussion.thread_count
        self.paginated = page_of_threads(self.thread_count, listing.number)
        self.rows: list[Row] = []
        self.pinned: Row | None = None
        if discussion.comment_count:
            self._read(page, listing, is_crowded=discussion.comment_count > COMMENTS_ON_A_PAGE)

    def _read(self, page, listing: Listing, is_crowded: bool) -> None:
        comments = list(readable(Comment.objects.filter(_wanted(page, listing, is_crowded))).order_by("path"))
        threads = {root: list(thread) for root, thread in groupby(comments, key=lambda comment: comment.thread_root)}
        pinned = next((found for found in comments if found.pinned_at and _speaks_for_clinic(found)), None)
        if pinned and listing.number == 1:
            self.pinned = arrange([pinned], page.writer_account_id)[0]
        roots = _in_order([thread[0] for thread in threads.values() if thread[0].depth == 1], listing.order)
        if pinned and len(roots) > len(self.paginated):
            # A pinned first comment was read for the place above and belongs to another page.
            roots = [root for root in roots if root.pk != pinned.pk]
        self.rows = arrange(_within_budget(roots, threads), page.writer_account_id)
        _mark_unfinished(self.rows, {root.path: root.thread_size for root in roots})
        if page.takes_questions:
            _mark_unanswered(self.rows, threads)


def page_of_threads(count: int, number: int) -> Page:
    """One page of so many threads, for the links to the other pages. Raises InvalidPage."""
    return Paginator(range(count), THREADS_ON_A_PAGE).page(number)


def page_number_of(comment: Comment, order: str = ThreadOrder.OLDEST) -> int:
    """On which page of threads a public comment's thread stands. One query, answered from an index."""
    roots = Comment.objects.filter(page_id=comment.page_id, thread_size__gt=0)
    return roots.standing_before(comment, order).count() // THREADS_ON_A_PAGE + 1


def with_opening(comments: list[Comment]) -> list[Comment]:
    """Part of a thread, with the comments put in front below which its first one stands. At most one query."""
    around = comments[0].ancestor_ids[:DEEPEST_LEVEL] if comments else []
    opening = readable(Comment.objects.filter(pk__in=around)).order_by("path") if around else []
    return [*opening, *comments]


def _wanted(page, listing: Listing, is_crowded: bool) -> Q:
    """The comments of a page of threads; where there are many, of each the beginning and what answers a question."""
    roots = listing.threads(page).in_order(listing.order)
    chosen = roots[listing.start : listing.start + THREADS_ON_A_PAGE].values("path")
    comments = Comment.objects.in_threads(page, chosen)
    highlights = Q()
    if is_crowded:
        answers = comments.filter(staff_author__isnull=False)
        highlights |= Q(pk__in=answers.values("pk")) if page.takes_questions else Q()
        comments = comments.first_of_each_thread(COMMENTS_OF_A_THREAD)
    if listing.number == 1:
        highlights |= Q(pk__in=Comment.objects.by_staff(page).filter(pinned_at__isnull=False).values("pk"))
    return Q(pk__in=comments.values("pk")) | highlights


def _speaks_for_clinic(comment: Comment) -> bool:
    """True for a public comment from an account of the clinic."""
    return comment.is_public and comment.staff_author_id is not None


def _in_order(roots: list[Comment], order: str) -> list[Comment]:
    """First comments of threads, which came in the order of their paths, as a reader asked for them."""
    if order == ThreadOrder.HELPFUL:
        return sorted(roots, key=lambda root: -root.helpful_count)
    return roots[::-1] if order == ThreadOrder.NEWEST else roots


def _within_budget(roots: list[Comment], threads: dict[str, list[Comment]]) -> list[Comment]:
    """The threads one after the other, an accepted answer in front of other replies, long threads cut."""
    share = fair_share([len(threads[root.path]) for root in roots], COMMENTS_ON_A_PAGE)
    shown = []
    for root in roots:
        thread = threads[root.path]
        answer = next((reply for reply in thread if reply.accepted_at and _speaks_for_clinic(reply)), None)
        shown += (with_answer_first(thread, answer) if answer else thread)[:share]
    return shown


def _mark_unfinished(rows: list[Row], sizes: dict[str, int]) -> None:
    """Tells the last row of a thread how many of its replies stand elsewhere."""
    shown: dict[str, int] = {}
    last: dict[str, Row] = {}
    for row in rows:
        root = row.comment.thread_root
        shown[root] = shown.get(root, 0) + row.comment.is_public
        last[root] = row
    for root, row in last.items():
        row.more_replies = max(sizes[root] - shown[root], 0)


def _mark_unanswered(rows: list[Row], threads: dict[str, list[Comment]]) -> None:
    """Tells a question's row that the clinic has not replied to it."""
    for row in rows:
        if not row.is_reply:
            replies = threads[row.comment.path][1:]
            row.is_unanswered = not any(map(_speaks_for_clinic, replies))
