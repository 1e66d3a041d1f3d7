import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone

from blog.comments.rota import Gap, days_from, gaps_between, weeks_later

UTC = datetime.UTC


@dataclass
class Shift:
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_second: bool = False


def at(day, hour=0):
    return datetime.datetime(2027, 3, day, hour, tzinfo=UTC)


def test_an_empty_rota_is_one_gap():
    assert gaps_between([], at(1), at(2)) == [Gap(at(1), at(2))]


def test_a_rota_without_holes_has_no_gap():
    assert gaps_between([Shift(at(1, 12), at(3)), Shift(at(1), at(1, 12))], at(1), at(2)) == []


def test_the_hole_between_two_shifts_is_a_gap():
    shifts = [Shift(at(1), at(1, 8)), Shift(at(1, 20), at(2))]
    assert gaps_between(shifts, at(1), at(2)) == [Gap(at(1, 8), at(1, 20))]


def test_a_shift_within_another_makes_no_gap():
    shifts = [Shift(at(1), at(2)), Shift(at(1, 3), at(1, 4))]
    assert gaps_between(shifts, at(1), at(2)) == []


def test_a_gap_tells_its_hours():
    assert Gap(at(1), at(1, 6)).hours == 6


def test_a_day_shows_the_shift_that_began_the_day_before():
    with timezone.override("UTC"):
        days = days_from([Shift(at(1, 20), at(2, 8))], at(1), 3)
    assert [len(day.shifts) for day in days] == [1, 1, 0]


def test_the_day_that_has_begun_has_no_gap_in_its_past():
    with timezone.override("UTC"):
        days = days_from([Shift(at(1, 12), at(2))], at(1, 12), 1)
    assert days[0].gaps == []


def test_a_week_later_is_the_same_time_of_day_across_summer_time():
    with timezone.override("America/New_York"):
        before = datetime.datetime(2027, 3, 8, 9, tzinfo=ZoneInfo("America/New_York"))
        assert timezone.localtime(weeks_later(before, 1)).hour == 9
        assert weeks_later(before, 1).astimezone(UTC).hour == before.astimezone(UTC).hour - 1
