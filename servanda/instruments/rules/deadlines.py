"""Deadlines that name no day: counted from another one, or coming back each year by a day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from servanda.reading.edtf import EdtfError, bounds

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
LEAP_YEAR = 2000
_MONTH_AND_DAY = re.compile(r"(\d\d)-(\d\d)")


def counted_from(anchor: str, number: int, unit: str) -> str:
    """Return as EDTF what is so many days, weeks, months or years after a day; before it where negative.

    As vague as the day that it is counted from, and empty where that is not known: three months after
    May is August, ten days after May is any day from 11 May to 10 June.
    """
    try:
        known = bounds(anchor) if anchor else None
        if known is None or known.earliest is None or known.latest is None:
            return ""
        first = shifted(known.earliest, number, unit)
        if known.earliest.day == 1 and (known.latest + timedelta(1)).day == 1:  # whole months
            last = shifted(known.latest + timedelta(1), number, unit) - timedelta(1)
        else:
            last = shifted(known.latest, number, unit)
    except (EdtfError, OverflowError, ValueError):
        return ""
    return _spelled(first, last)


def shifted(day: date, number: int, unit: str) -> date:
    """Return a day so many days, weeks, months or years later; the last of a month that is too short.

    Raises OverflowError or ValueError for one that no calendar has.
    """
    if unit in {DAY, WEEK}:
        return day + timedelta(days=number * (7 if unit == WEEK else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_yearly(month_and_day: str, on: date) -> date | None:
    """Return the next day, today as well, on which something falls due each year; None for no such day."""
    found = _in_year(month_and_day, on.year)
    if found is not None and found < on:
        found = _in_year(month_and_day, on.year + 1)
    return found


def day_in_year(month_and_day: str) -> date | None:
    """Return a month and a day as a day of some leap year; None where it is no such day."""
    return _in_year(month_and_day, LEAP_YEAR)


def _in_year(month_and_day: str, year: int) -> date | None:
    """Return a month and a day in a year; 29 February is the last of that month in each."""
    parts = _MONTH_AND_DAY.fullmatch(month_and_day)
    if parts is None:
        return None
    month, day = int(parts[1]), int(parts[2])
    if (month, day) == (2, 29):
        day = monthrange(year, 2)[1]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spelled(first: date, last: date) -> str:
    """Return a span as EDTF: a day, a whole month, a whole year, else from one day to another."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return first.isoformat()[:7]
    if first == date(first.year, 1, 1) and last == date(first.year, 12, 31):
        return first.isoformat()[:4]
    return f"{first.isoformat()}/{last.isoformat()}"
