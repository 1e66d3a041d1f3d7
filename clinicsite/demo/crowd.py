"""A crowd of made-up comments, to see how the site carries a million of them."""

import datetime
import hashlib
import random
from collections.abc import Callable, Iterator

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone

from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage
from blog.comments.models import (
    ChangeEvent,
    Comment,
    CommentStatus,
    CommentStatusChange,
    Discussion,
    RefusalReason,
)
from blog.comments.querysets import path_step
from blog.comments.triage import LANES, REST

ROWS_AT_ONCE = 5_000
SERIES_SLUG = "load-test"
MOST_IN_A_THREAD = 12
CROWDED_PAGE = 10_000
NAMES = ("Ana", "Ben", "Chidi", "Dora", "Eli", "Fatima", "Gus", "Hana", "Ivo", "June", "Kofi", "Lena", "Mio", "Nia")
WORDS = (
    "pain", "night", "week", "clinic", "walk", "sleep", "foot", "nerve", "burn", "cold", "better", "worse",
    "month", "doctor", "read", "part", "trial", "people", "week", "question", "thanks", "rest", "work",
    "stairs", "morning", "evening", "flare", "calm", "physio", "nurse", "series", "number", "small", "long",
    "slow", "answer", "garden", "shoe", "sock", "blanket", "water", "river", "hope", "doubt", "honest",
    "careful", "measure", "score", "diary", "pace",
)  # fmt: skip


def make_pages(count: int, report: Callable[[str], None]) -> list[int]:
    """That many sample articles below one series of their own; those that are there already count."""
    index = ArticleIndexPage.objects.first()
    if index is None:
        raise LookupError("There is no article index to put the pages under. Run load_demo first.")
    series = SeriesPage.objects.child_of(index).filter(slug=SERIES_SLUG).first()
    if series is None:
        series = SeriesPage(title="Load test", slug=SERIES_SLUG, summary="Made-up pages.", is_sample=True)
        index.add_child(instance=series)
    there = list(ArticlePage.objects.child_of(series).order_by("path").values_list("pk", flat=True)[:count])
    for number in range(len(there), count):
        with transaction.atomic():
            page = ArticlePage(
                title=f"Made-up article {number + 1}",
                slug=f"made-up-{number + 1}",
                summary="Made up to measure the site.",
                is_sample=True,
                body=[("text", "<p>Made up to measure the site.</p>")],
                first_published_at=timezone.now(),
            )
            series.add_child(instance=page)
            series.refresh_from_db(fields=["path", "depth", "numchild"])
        there.append(page.pk)
        if (number + 1) % 500 == 0:
            report(f"{number + 1} pages")
    return there


def make_comments(count: int, page_ids: list[int], report: Callable[[str], None], seed: int = 1) -> None:
    """That many sample comments with their history, ten thousand of them (or all) on the first page."""
    chance = random.Random(seed)  # noqa: S311 - made-up text, no secret
    first_id = (Comment.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    comments, changes = [], []
    for comment in _crowd(first_id, count, page_ids, chance):
        comments.append(comment)
        changes += _history(comment)
        if len(comments) >= ROWS_AT_ONCE:
            _store(comments, changes)
            report(f"{comments[-1].pk - first_id + 1} comments")
            comments, changes = [], []
    _store(comments, changes)
    _move_sequence()
    _tell_latest_changes(first_id)
    _count_discussions(page_ids)


def _crowd(first_id: int, count: int, page_ids: list[int], chance: random.Random) -> Iterator[Comment]:
    """Comments thread by thread, each thread complete before its first comment is given out."""
    now = timezone.now()
    number = 0
    while number < count:
        page_id = page_ids[0] if number < CROWDED_PAGE or len(page_ids) == 1 else chance.choice(page_ids[1:])
        thread: list[Comment] = []
        answerable: list[Comment] = []
        for _place in range(min(chance.randint(1, MOST_IN_A_THREAD), count - number)):
            sent = now - datetime.timedelta(minutes=(count - number) * 0.5 + chance.random())
            parent = chance.choice(answerable) if thread else None
            comment = _comment(first_id + number, page_id, parent, sent, chance)
            thread.append(comment)
            number += 1
            if comment.is_public:
                answerable.append(comment)
            if not answerable:
                break
        thread[0].thread_size = len(answerable)
        yield from thread


def _comment(pk: int, page_id: int, parent: Comment | None, sent, chance: random.Random) -> Comment:
    draw = chance.random()
    status = CommentStatus.APPROVED
    if draw > 0.97:
        status = CommentStatus.PENDING if draw > 0.99 else CommentStatus.SPAM if draw > 0.98 else CommentStatus.REJECTED
    lane = chance.choice(LANES) if status == CommentStatus.PENDING else REST
    return Comment(
        pk=pk,
        page_id=page_id,
        parent=parent,
        path=(parent.path if parent else "") + path_step(pk),
        depth=parent.depth + 1 if parent else 1,
        author_name=f"{chance.choice(NAMES)} {chance.choice('ABCDEFGHKLMNPRSTW')}.",
        text=" ".join(chance.choices(WORDS, k=chance.randint(6, 90))).capitalize() + ".",
        status=status,
        refusal_reason=RefusalReason.OFF_TOPIC if status == CommentStatus.REJECTED else "",
        created_at=sent,
        published_at=sent if status == CommentStatus.APPROVED else None,
        waiting_since=sent if status == CommentStatus.PENDING else None,
        lane=lane,
        urgency=LANES.index(lane),
        labels="" if lane == REST else lane,
        helpful_count=chance.randint(0, 9),
        is_sample=True,
        submission_key=hashlib.sha256(f"crowd-{pk}".encode()).hexdigest(),
    )


def _history(comment: Comment) -> list[CommentStatusChange]:
    if comment.status == CommentStatus.PENDING:
        return []
    return [
        CommentStatusChange(
            comment=comment,
            event=ChangeEvent.DECIDED,
            from_status=CommentStatus.PENDING,
            to_status=comment.status,
            by_name="Load test",
            at=comment.created_at + datetime.timedelta(minutes=comment.pk % 2000),
            reason=comment.refusal_reason,
        )
    ]


@transaction.atomic
def _store(comments: list[Comment], changes: list[CommentStatusChange]) -> None:
    Comment.objects.bulk_create(comments)
    CommentStatusChange.objects.bulk_create(changes)


def _move_sequence() -> None:
    """PostgreSQL counts ids by itself and has not seen those that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)


def _tell_latest_changes(first_id: int) -> None:
    """Every comment knows the last row of its history."""
    latest = CommentStatusChange.objects.filter(comment=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    Comment.objects.filter(pk__gte=first_id).update(latest_change=Subquery(latest))


def _count_discussions(page_ids: list[int]) -> None:
    rows = (
        Comment.objects.filter(page_id__in=page_ids)
        .values("page_id")
        .annotate(
            comments=Count("pk", filter=Q(status=CommentStatus.APPROVED)),
            threads=Count("pk", filter=Q(thread_size__gt=0)),
        )
        .order_by()
    )
    Discussion.objects.bulk_create(
        [
            Discussion(page_id=row["page_id"], revision=1, comment_count=row["comments"], thread_count=row["threads"])
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision", "comment_count", "thread_count"],
    )
