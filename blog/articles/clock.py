"""Times at which the parts of a series go live: dates by the calendar, an hour by the clock on the wall.

A clock that is put forward has an hour that never comes; one that is put back has an hour that comes twice.
"""

import datetime
from dataclasses import dataclass
from enum import Enum


class Oddity(Enum):
    """What the change of clocks does to a time."""

    NONE = ""
    LOST = "lost"
    DOUBLED = "doubled"


@dataclass(frozen=True)
class PlannedTime:
    """An instant, as it was wished and as the clock on the wall will show it."""

    wished: datetime.datetime
    moment: datetime.datetime
    oddity: Oddity

    @property
    def is_lost(self) -> bool:
        """The wished hour does not exist on that day; `moment` comes as much later as the clock is put forward."""
        return self.oddity is Oddity.LOST

    @property
    def is_doubled(self) -> bool:
        """The wished hour comes twice; `moment` is the first time."""
        return self.oddity is Oddity.DOUBLED


def planned_time(day: datetime.date, hour: datetime.time, zone: datetime.tzinfo) -> PlannedTime:
    """When a wall clock of this zone shows an hour on a day."""
    wished = datetime.datetime.combine(day, hour)
    first, second = (wished.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    moment = first.astimezone(datetime.UTC).astimezone(zone)
    if moment.replace(tzinfo=None) != wished:
        oddity = Oddity.LOST
    elif first.utcoffset() != second.utcoffset():
        oddity = Oddity.DOUBLED
    else:
        oddity = Oddity.NONE
    return PlannedTime(wished, moment, oddity)


def planned_times(
    first_day: datetime.date, hour: datetime.time, days_between: int, count: int, zone: datetime.tzinfo
) -> list[PlannedTime]:
    """One time a part, each so many days by the calendar after the one before."""
    days = (first_day + datetime.timedelta(days=days_between * number) for number in range(count))
    return [planned_time(day, hour, zone) for day in days]
