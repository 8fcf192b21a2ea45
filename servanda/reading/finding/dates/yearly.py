"""Forms that mean something once their year is known: days, months, quarters, halves, seasons."""

from collections.abc import Callable
from datetime import date
from typing import Final

from servanda.reading.finding.dates import periods
from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.periods import Period
from servanda.reading.finding.dates.policy import HALVES


def year_of(match: Match) -> int | None:
    """Give the year written in a form, where there is one."""
    written = match.number("YYYY")
    if written is not None:
        return written
    inner = match.inner("YEAR") or match.only()
    return year_of(inner) if inner else None


def _month_number(match: Match) -> int:
    named = match.number("MONTHNAME") or match.number("MONTHADJECTIVE")
    return named or match.number("MM") or match.number("SHORTMM") or 0


def _day_number(match: Match) -> int:
    return match.number("DD") or match.number("DAYORDINAL") or 0


def _days_written(match: Match, year: int) -> list[date]:
    month = _month_number(match)
    return [date(year, month, _day_number(day)) for day in match.inners("DAY")]


def _day(match: Match, year: int) -> Period:
    number = _day_number(match.inner("DAY") or match)
    return periods.day(date(year, _month_number(match), number))


def _days(match: Match, year: int) -> Period | None:
    first, last = _days_written(match, year)
    return periods.days(first, last) if first < last else None


def _listed_days(match: Match, year: int) -> Period | None:
    """Read days joined by `and`: a range where they follow each other, else a set."""
    listed = _days_written(match, year)
    if listed != sorted(listed):
        return None
    if (listed[-1] - listed[0]).days == len(listed) - 1:
        return periods.days(listed[0], listed[-1])
    return periods.listed([periods.day(one) for one in listed])


def _month(match: Match, year: int) -> Period:
    return periods.month(year, _month_number(match))


def _season(match: Match, year: int) -> Period:
    return periods.season(year, match.number("SEASONNAME") or 0)


def _quarter(match: Match, year: int) -> Period:
    return periods.quarter(year, _quarter_numbers(match)[0])


def _quarter_numbers(match: Match) -> list[int]:
    places = ("QUARTERNAME", "ORDINAL", "ROMANNAME")
    return [number for place in places for number in match.numbers(place)]


def _quarters(match: Match, year: int) -> Period | None:
    first, last = (periods.quarter(year, number) for number in _quarter_numbers(match))
    return periods.between(first, last)


def _listed_quarters(match: Match, year: int) -> Period | None:
    """Read quarters joined by `and`: a stretch where they follow each other, else a set."""
    first, last = _quarter_numbers(match)
    if last == first + 1:
        return _quarters(match, year)
    return periods.listed([periods.quarter(year, one) for one in (first, last)])


def _half(match: Match, year: int) -> Period:
    return periods.half(year, half_number(match))


def half_number(match: Match) -> int:
    """Give the number of the half that a form names; the last is the second.

    Raises ValueError for `the third half`, as the calendar does for a day that a month has not.
    """
    number = match.number("HALFNAME") or match.number("NTH") or match.number("ROMANNAME") or 0
    half = 2 if number < 0 else number
    if half not in HALVES:
        raise ValueError(half)
    return half


IN_A_YEAR: Final[dict[str, Callable[[Match, int], Period | None]]] = {
    "day": _day,
    "days": _days,
    "listed_days": _listed_days,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "quarters": _quarters,
    "listed_quarters": _listed_quarters,
    "half": _half,
}
