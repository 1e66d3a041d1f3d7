"""When a page is due again. Pure."""

import calendar
import datetime

DEFAULT_MONTHS = 12
MOST_MONTHS = 36


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later; the last day of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
