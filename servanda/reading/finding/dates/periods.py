"""Stretches of the calendar and how they are written in EDTF."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from typing import Final, NamedTuple

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates.policy import HALVES, Extent

_MONTHS_IN: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


class Grain(IntEnum):
    """How finely a period is told, from fine to coarse."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    MONTHS = 5
    YEAR = 6
    YEARS = 7


class Period(NamedTuple):
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
    return months(year, *HALVES[number].months)


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
    if first.grain is last.grain is Grain.MONTHS:
        edtf = f"{first.first.isoformat()[:7]}/{last.last.isoformat()[:7]}"
        return Period(first.first, last.last, edtf, Grain.MONTHS)
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


def part(whole: Period, extent: Extent) -> Period:
    """Cut a part out of a month or a year, as the policy of parts says.

    Of other periods no part is told apart: the whole is given.
    """
    if whole.grain is Grain.MONTH:
        first, last = (
            min(whole.last, whole.first + timedelta(days=number - 1)) for number in extent.days
        )
        return days(first, last)
    return months(whole.first.year, *extent.months) if whole.grain is Grain.YEAR else whole


def shift(moment: date, *, unit: str, count: int) -> date | None:
    """Move a day by so many days, weeks, months, years or decades.

    None beyond the calendar, and for units it does not count (working days).
    """
    try:
        if unit in ("day", "week"):
            return moment + timedelta(days=count * (7 if unit == "week" else 1))
        step = _MONTHS_IN[unit] * count
        year_number, index = divmod(moment.year * 12 + moment.month - 1 + step, 12)
        length = calendar.monthrange(year_number, index + 1)[1]
        return date(year_number, index + 1, min(moment.day, length))
    except (KeyError, ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def weekend_of(moment: date) -> Period:
    """Give the Saturday and Sunday of the week in which a day lies."""
    monday = week_of(moment).first
    return days(monday + timedelta(days=5), monday + timedelta(days=6))


def containing(moment: date, unit: str) -> Period:
    """Give the day, week, month, quarter, half, year or decade in which a day lies."""
    return _CONTAINERS.get(unit, day)(moment)


def _is_plain(edtf: str) -> bool:
    """Tell a day, month or year, which alone may end an EDTF interval."""
    return re.fullmatch(r"\d{4}(-(0\d|1[012])(-\d\d)?)?", edtf) is not None


def _coded(edtf: str, grain: Grain) -> Period:
    span = bounds(edtf)
    if span.earliest is None or span.latest is None:
        message = f"“{edtf}” has an open end and is no period of the calendar."
        raise ValueError(message)
    return Period(span.earliest, span.latest, edtf, grain)


_CONTAINERS: Final[dict[str, Callable[[date], Period]]] = {
    "week": week_of,
    "month": lambda moment: month(moment.year, moment.month),
    "quarter": lambda moment: quarter(moment.year, (moment.month + 2) // 3),
    "half": lambda moment: half(moment.year, (moment.month + 5) // 6),
    "year": lambda moment: year(moment.year),
    "decade": lambda moment: decade(moment.year),
}
