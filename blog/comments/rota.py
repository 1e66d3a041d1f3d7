"""The rota as people read it: who is on call now, every day of the next fortnight, and where nobody is. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

DAYS_AHEAD = 14


@dataclass(frozen=True)
class Gap:
    """A stretch of time without anybody on call."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime

    @property
    def hours(self) -> float:
        """How long it is, to half an hour."""
        return round((self.ends_at - self.starts_at).total_seconds() / 1800) / 2


@dataclass
class Day:
    """One day and the shifts that touch it, in order."""

    date: datetime.date
    shifts: list = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


def gaps_between(shifts: Iterable, start: datetime.datetime, end: datetime.datetime) -> list[Gap]:
    """Where nobody is on call from `start` to `end`, first or second in line."""
    gaps = []
    covered = start
    for shift in sorted(shifts, key=lambda shift: shift.starts_at):
        if shift.starts_at > covered:
            gaps.append(Gap(covered, min(shift.starts_at, end)))
        covered = max(covered, shift.ends_at)
        if covered >= end:
            break
    if covered < end:
        gaps.append(Gap(covered, end))
    return [gap for gap in gaps if gap.starts_at < gap.ends_at]


def days_from(shifts: Iterable, start: datetime.datetime, count: int = DAYS_AHEAD) -> list[Day]:
    """The days from a moment on, in the site's time zone, each with its shifts and gaps."""
    shifts = sorted(shifts, key=lambda shift: (shift.starts_at, shift.is_second))
    first = timezone.localdate(start)
    days = []
    for number in range(count):
        date = first + datetime.timedelta(days=number)
        begins, ends = midnight(date), midnight(date + datetime.timedelta(days=1))
        on_this_day = [shift for shift in shifts if shift.starts_at < ends and shift.ends_at > begins]
        days.append(Day(date, on_this_day, gaps_between(on_this_day, max(begins, start), ends)))
    return days


def midnight(date: datetime.date) -> datetime.datetime:
    """When a day begins in the site's time zone."""
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time.min))


def weeks_later(moment: datetime.datetime, weeks: int) -> datetime.datetime:
    """The same time on the clock some weeks later, whatever summer time does in between."""
    local = timezone.localtime(moment).replace(tzinfo=None)
    return timezone.make_aware(local + datetime.timedelta(weeks=weeks))
