"""Stretches of the calendar and how they are written in EDTF."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from servanda.reading.edtf import bounds

_LAST_THIRD: Final = 3


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
    """Give one day."""
    return Period(moment, moment, moment.isoformat(), Grain.DAY)


def days(first: date, last: date) -> Period:
    """Give the days from the first to the last."""
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", Grain.DAYS)


def week_of(moment: date) -> Period:
    """Give the week, Monday to Sunday, in which a day lies."""
    monday = moment - timedelta(days=moment.weekday())
    return Period(
        monday,
        monday + timedelta(days=6),
        days(monday, monday + timedelta(days=6)).edtf,
        Grain.WEEK,
    )


def month(year: int, number: int) -> Period:
    """Give a month by its year and number."""
    return _coded(f"{year:04d}-{number:02d}", Grain.MONTH)


def months(year: int, first: int, last: int) -> Period:
    """Give the months from the first to the last of one year."""
    return _coded(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", Grain.MONTHS)


def quarter(year: int, number: int) -> Period:
    """Give a quarter of a year, by its EDTF code."""
    return _coded(f"{year:04d}-{32 + number}", Grain.MONTHS)


def season(year: int, number: int) -> Period:
    """Give a season by its number from spring on, by its EDTF code."""
    return _coded(f"{year:04d}-{20 + number}", Grain.MONTHS)


def half(year: int, number: int) -> Period:
    """Give a half-year, as an interval of months."""
    return months(year, 6 * number - 5, 6 * number)


def year(number: int) -> Period:
    """Give a year."""
    return _coded(f"{number:04d}", Grain.YEAR)


def decade(first_year: int) -> Period:
    """Give the decade that begins with a year."""
    return _coded(f"{first_year // 10:03d}X", Grain.YEARS)


def between(first: Period, last: Period) -> Period | None:
    """Join two periods into one that runs from the first to the last, or None when they cross."""
    if first.first > last.last:
        return None
    if not _is_plain(first.edtf) or not _is_plain(last.edtf):
        return days(first.first, last.last)
    coarser = max(first.grain, last.grain)
    grain = {Grain.DAY: Grain.DAYS, Grain.MONTH: Grain.MONTHS, Grain.YEAR: Grain.YEARS}.get(
        coarser, coarser
    )
    return Period(first.first, last.last, f"{first.edtf}/{last.edtf}", grain)


def listed(members: list[Period]) -> Period:
    """Join periods that do not follow each other into a set of all of them."""
    edtf = "{" + ",".join(member.edtf for member in members) + "}"
    grain = Grain.DAYS if members[0].grain is Grain.DAY else Grain.YEARS
    return Period(members[0].first, members[-1].last, edtf, grain)


def third(whole: Period, number: int) -> Period:
    """Cut the first, second or last third out of a month or a year.

    Thirds of a month are 01-10, 11-20 and 21 to its end, thirds of a year four months each
    (the policy of the annotations). Of other periods no part is told apart: the whole is given.
    """
    if whole.grain is Grain.MONTH:
        start = date(whole.first.year, whole.first.month, 10 * number - 9)
        return days(start, whole.last if number == _LAST_THIRD else start + timedelta(days=9))
    if whole.grain is Grain.YEAR:
        return months(whole.first.year, 4 * number - 3, 4 * number)
    return whole


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


def _is_plain(edtf: str) -> bool:
    """Tell a day, month or year, which alone may end an EDTF interval."""
    return re.fullmatch(r"\d{4}(-(0\d|1[012])(-\d\d)?)?", edtf) is not None


def _coded(edtf: str, grain: Grain) -> Period:
    span = bounds(edtf)
    if span.earliest is None or span.latest is None:
        message = f"“{edtf}” has an open end and is no period of the calendar."
        raise ValueError(message)
    return Period(span.earliest, span.latest, edtf, grain)
