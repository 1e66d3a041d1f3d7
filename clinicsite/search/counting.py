"""Counting searches without a result, first in the process's memory, then as sums of days in the database.

A reader's request never waits for a write: sums are written once the answer is out, every five minutes at most.
"""

import datetime
import logging
import threading
import time
from collections import Counter

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from blog.comments.triage import judge, plain_engine
from clinicsite.search.models import MissedSearch

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_WRITES = 300
MOST_WORDS, MOST_CHARACTERS = 4, 40
# A program that asks for anything fills neither the memory nor the table.
MOST_IN_MEMORY, MOST_A_DAY = 200, 2000


def countable_words(words: str, typed: str = "") -> str:
    """The words as they are counted; empty for what might tell who somebody is, or is too long to be a subject.

    `words` is what was searched for, `typed` what the reader wrote, with the signs that a search drops.
    """
    plain = " ".join(words.casefold().split()).strip("-'’ ")
    if not plain or "@" in typed or len(plain) > MOST_CHARACTERS or len(plain.split()) > MOST_WORDS:
        return ""
    if (
        any(character.isnumeric() for character in plain)
        or judge(typed[:200] or plain, engine=plain_engine()).identifiers
    ):
        return ""
    return plain


class MissCounter:
    """What this process has counted and not written yet."""

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting: Counter = Counter()
        self._since: float | None = None

    def add(self, words: str, day: datetime.date) -> None:
        """Count one search."""
        with self._lock:
            if (day, words) in self._waiting or len(self._waiting) < MOST_IN_MEMORY:
                self._waiting[day, words] += 1
                self._since = time.monotonic() if self._since is None else self._since

    def is_due(self) -> bool:
        """True once the oldest count has waited long enough."""
        return self._since is not None and time.monotonic() - self._since >= SECONDS_BETWEEN_WRITES

    def take(self) -> Counter:
        """Everything that waits, which waits no longer."""
        with self._lock:
            taken, self._waiting, self._since = self._waiting, Counter(), None
        return taken


counter = MissCounter()


def count_miss(words: str, typed: str = "") -> None:
    """Count a search that found nothing, if it may be counted. Writes nothing."""
    if plain := countable_words(words, typed):
        counter.add(plain, timezone.localdate())


def write_due_counts(**kwargs) -> None:
    """Heard after every answer. Sums that cannot be written are dropped: they are a hint, and no reader's business."""
    if not counter.is_due():
        return
    try:
        write_counts(counter.take())
    except DatabaseError as error:
        logger.warning("Searches without a result were not written: %s", type(error).__name__)


@transaction.atomic
def write_counts(counts: Counter) -> None:
    """Add counts to the sums of their days."""
    for (day, words), number in counts.items():
        rows = MissedSearch.objects.filter(day=day)
        if rows.filter(words=words).update(count=F("count") + number):
            continue
        if rows.count() < MOST_A_DAY:
            row, created = MissedSearch.objects.get_or_create(day=day, words=words, defaults={"count": number})
            if not created:
                rows.filter(pk=row.pk).update(count=F("count") + number)


def forget_old_searches() -> int:
    """Delete what is older than thirty days. Returns how many rows that were."""
    return MissedSearch.objects.outdated().delete()[0]
