"""Stretches of the calendar and how they are written in EDTF."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from servanda.reading.edtf import bounds


class Grain(IntEnum):
    """How finely a period is told, from fine to coarse."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    MONTHS = 5
    YEAR = 6
    YEARS = 7


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends inclusive, and its EDTF."""

    first: date
    last: date
    edtf: str
    grain: Grain

    def holds(self, other: "Period") -> bool:
        """Say whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last


def day(moment: date) -> Period:
    return Period(moment, moment, moment.isoformat(), Grain.DAY)


def days(first: date, last: date) -> Period:
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", Grain.DAYS)


def week_of(moment: date) -> Period:
    monday = moment - timedelta(days=moment.weekday())
    return Period(
        monday,
        monday + timedelta(days=6),
        days(monday, monday + timedelta(days=6)).edtf,
        Grain.WEEK,
    )


def month(year: int, number: int) -> Period:
    return _coded(f"{year:04d}-{number:02d}", Grain.MONTH)


def months(year: int, first: int, last: int) -> Period:
    return _coded(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", Grain.MONTHS)


def quarter(year: int, number: int) -> Period:
    return _coded(f"{year:04d}-{32 + number}", Grain.MONTHS)


def season(year: int, number: int) -> Period:
    return _coded(f"{year:04d}-{20 + number}", Grain.MONTHS)


def half(year: int, number: int) -> Period:
    return months(year, 6 * number - 5, 6 * number)


def year(number: int) -> Period:
    return _coded(f"{number:04d}", Grain.YEAR)


def decade(first_year: int) -> Period:
    return _coded(f"{first_year // 10:03d}X", Grain.YEARS)


def between(first: Period, last: Period) -> Period | None:
    """Join two periods into one that runs from the first to the last, or None when they cross."""
    if first.first > last.last or "/" in first.edtf or "/" in last.edtf:
        return None
    coarser = max(first.grain, last.grain)
    grain = {Grain.DAY: Grain.DAYS, Grain.MONTH: Grain.MONTHS, Grain.YEAR: Grain.YEARS}.get(
        coarser, coarser
    )
    return Period(first.first, last.last, f"{first.edtf}/{last.edtf}", grain)


def third(whole: Period, number: int) -> Period | None:
    """Cut the first, second or last third out of a month, a year, or anything in between.

    Thirds of a month are 01-10, 11-20 and 21 to its end, thirds of a year four months each.
    Of weeks, quarters, seasons and decades no part is told apart: None.
    """
    if whole.grain == Grain.MONTH:
        start = date(whole.first.year, whole.first.month, 10 * number - 9)
        return days(start, whole.last if number == 3 else start + timedelta(days=9))  # noqa: PLR2004
    if whole.grain == Grain.YEAR:
        return months(whole.first.year, 4 * number - 3, 4 * number)
    return None


def shift(moment: date, *, unit: str, count: int) -> date | None:
    """Move a day by so many days, weeks, months, years or decades; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            return moment + timedelta(days=count * (7 if unit == "week" else 1))
        step = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit] * count
        year_number, index = divmod(moment.year * 12 + moment.month - 1 + step, 12)
        length = calendar.monthrange(year_number, index + 1)[1]
        return date(year_number, index + 1, min(moment.day, length))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def containing(moment: date, unit: str) -> Period:
    """Give the day, week, month, quarter, year or decade in which a day lies."""
    if unit == "week":
        return week_of(moment)
    if unit == "month":
        return month(moment.year, moment.month)
    if unit == "quarter":
        return quarter(moment.year, (moment.month + 2) // 3)
    if unit == "year":
        return year(moment.year)
    return decade(moment.year) if unit == "decade" else day(moment)


def _coded(edtf: str, grain: Grain) -> Period:
    span = bounds(edtf)
    if span.earliest is None or span.latest is None:
        message = f"“{edtf}” has an open end and is no period of the calendar."
        raise ValueError(message)
    return Period(span.earliest, span.latest, edtf, grain)
