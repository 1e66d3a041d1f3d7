"""Times by the clock on the wall, on the days when clocks change."""

import datetime
from zoneinfo import ZoneInfo

from blog.articles.clock import Oddity, planned_time, planned_times

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NINE = datetime.time(9)
HALF_PAST_TWO = datetime.time(2, 30)
HALF_PAST_ONE = datetime.time(1, 30)
SPRING, AUTUMN = datetime.date(2027, 3, 14), datetime.date(2027, 11, 7)


def in_utc(planned) -> str:
    return planned.moment.astimezone(datetime.UTC).strftime("%m-%d %H:%M")


def test_hour_on_an_ordinary_day():
    planned = planned_time(datetime.date(2027, 1, 5), NINE, LOS_ANGELES)
    assert (in_utc(planned), planned.oddity) == ("01-05 17:00", Oddity.NONE)


def test_lost_hour_comes_as_much_later_as_the_clock_is_put_forward():
    planned = planned_time(SPRING, HALF_PAST_TWO, LOS_ANGELES)
    assert planned.is_lost
    assert planned.moment.strftime("%H:%M") == "03:30"


def test_doubled_hour_is_taken_the_first_time():
    planned = planned_time(AUTUMN, HALF_PAST_ONE, LOS_ANGELES)
    assert planned.is_doubled
    assert in_utc(planned) == "11-07 08:30"


def test_hour_after_the_change_is_nothing_odd():
    assert planned_time(SPRING, NINE, LOS_ANGELES).oddity is Oddity.NONE


def test_weekly_parts_keep_their_hour_on_the_wall_across_the_change():
    planned = planned_times(datetime.date(2027, 3, 10), NINE, 7, 2, LOS_ANGELES)
    assert [in_utc(time) for time in planned] == ["03-10 17:00", "03-17 16:00"]


def test_days_between_are_days_of_the_calendar():
    planned = planned_times(datetime.date(2027, 1, 30), NINE, 3, 3, LOS_ANGELES)
    assert [time.moment.date().isoformat() for time in planned] == ["2027-01-30", "2027-02-02", "2027-02-05"]
