"""How fast the desk decides, why it refuses, and when comments come: numbers only, no person and no word."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import CharField, Count, F
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.comments.models import Comment, CommentStatusChange, RefusalReason

DAY_LETTERS, HOUR_LETTERS = 10, 13
WEEKDAYS = [
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
]
HOURS = range(24)


@dataclass(frozen=True)
class Week:
    """One week's decisions: how many, and after how many minutes half and nine tenths of them were made."""

    begins: datetime.date
    decisions: int
    median: int
    ninetieth: int

    @property
    def label(self) -> str:
        """The Monday it begins with."""
        return date_format(self.begins, "j F Y")


@dataclass(frozen=True)
class Statistics:
    """Everything on the screen, for the days from `first` to `last`, both included."""

    first: datetime.date
    last: datetime.date
    weeks: list[Week] = field(default_factory=list)
    reasons: list[tuple[str, int]] = field(default_factory=list)
    by_weekday: list[tuple[str, int]] = field(default_factory=list)
    by_hour: list[tuple[str, int]] = field(default_factory=list)

    def rows(self) -> list[list]:
        """Everything as lines of a table: what, of what, how many."""
        weeks = [
            line
            for week in self.weeks
            for line in (
                [_("Decisions"), week.begins.isoformat(), week.decisions],
                [_("Median wait in minutes"), week.begins.isoformat(), week.median],
                [_("90th percentile of the wait in minutes"), week.begins.isoformat(), week.ninetieth],
            )
        ]
        reasons = [[_("Refusals by reason"), label, count] for label, count in self.reasons]
        days = [[_("Comments by weekday"), label, count] for label, count in self.by_weekday]
        return [*weeks, *reasons, *days, *([_("Comments by hour"), label, count] for label, count in self.by_hour)]


def read_statistics(first: datetime.date, last: datetime.date) -> Statistics:
    """Three grouped queries, each along an index by time."""
    begin, end = _moment(first), _moment(last + datetime.timedelta(days=1))
    weekdays, hours = _load(begin, end)
    return Statistics(
        first=first,
        last=last,
        weeks=_weeks(begin, end),
        reasons=_reasons(begin, end),
        by_weekday=[(str(label), weekdays[place]) for place, label in enumerate(WEEKDAYS)],
        by_hour=[(f"{hour:02}", hours[hour]) for hour in HOURS],
    )


def percentile(counts: dict[int, int], share: float) -> int:
    """The smallest value that at least this share of all does not exceed. `counts` says how often each value came."""
    left = share * sum(counts.values())
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    return 0


def _weeks(begin, end) -> list[Week]:
    decided = CommentStatusChange.objects.filter(at__gte=begin, at__lt=end, waited_minutes__isnull=False).order_by()
    rows = decided.values(day=_letters("at", DAY_LETTERS), waited=F("waited_minutes")).annotate(count=Count("pk"))
    weeks: dict[datetime.date, Counter] = {}
    for row in rows:
        day = datetime.date.fromisoformat(row["day"])
        monday = day - datetime.timedelta(days=day.weekday())
        weeks.setdefault(monday, Counter())[row["waited"]] += row["count"]
    return [
        Week(monday, weeks[monday].total(), percentile(weeks[monday], 0.5), percentile(weeks[monday], 0.9))
        for monday in sorted(weeks)
    ]


def _reasons(begin, end) -> list[tuple[str, int]]:
    refused = CommentStatusChange.objects.filter(at__gte=begin, at__lt=end).exclude(reason="")
    counts = dict(refused.order_by().values_list("reason").annotate(count=Count("pk")))
    listed = [(str(reason.label), counts.get(reason, 0)) for reason in RefusalReason]
    return sorted(listed, key=lambda row: -row[1])


def _load(begin, end) -> tuple[Counter, Counter]:
    sent = Comment.objects.filter(created_at__gte=begin, created_at__lt=end).order_by()
    weekdays, hours = Counter(), Counter()
    for row in sent.values(hour=_letters("created_at", HOUR_LETTERS)).annotate(count=Count("pk")):
        moment = datetime.datetime.strptime(row["hour"].replace("T", " "), "%Y-%m-%d %H").replace(tzinfo=datetime.UTC)
        local = timezone.localtime(moment)
        weekdays[local.weekday()] += row["count"]
        hours[local.hour] += row["count"]
    return weekdays, hours


def _letters(column: str, count: int):
    # The beginning of the stored text of a moment in UTC: both databases write it alike, and neither has to call back.
    return Substr(Cast(column, CharField()), 1, count)


def _moment(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
