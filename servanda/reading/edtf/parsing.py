"""Reads one EDTF string into its earliest and latest day, or says what is wrong with it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from servanda.reading.errors import EdtfError
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

# ISO 8601-2, table of sub-year groupings: first month and number of months.
# 21-24 name no hemisphere; they are read as in the north, where most registers are kept.
GROUPINGS: Final = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip

_LONGEST = 200  # an EDTF string longer than this is no date but something pasted by mistake
_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"{_QUALIFIER}(?P<year>-?[0-9X]{{4}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<month>[0-9X]{{2}}){_QUALIFIER}"
    rf"(?:-{_QUALIFIER}(?P<day>[0-9X]{{2}}){_QUALIFIER})?)?"
)
_LONG_YEAR = re.compile(r"Y-?[1-9][0-9]{4,}[?~%]?")
_MOMENT = re.compile(
    r"(?P<day>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?(?P<zone>Z|[+\-−][0-9]{2}:[0-9]{2})?"
)
_FOREIGN_DAY = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")


@dataclass(frozen=True)
class Bounds:
    """The first and the last day a date may mean, both inclusive.

    None where the date is open, unknown, or lies outside the years 1 to 9999.
    """

    earliest: date | None
    latest: date | None


NOWHERE: Final = Bounds(None, None)


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """Give the first and last day that an EDTF string may mean.

    Reads ISO 8601-2 levels 0 and 1 and, of level 2, sub-year groupings (21-41), qualifiers and
    unspecified digits anywhere, sets and lists. Qualifiers (`?`, `~`, `%`) do not widen the
    bounds. Of a moment, the calendar day as written counts. A year outside 1 to 9999 and a wholly
    unspecified year (`XXXX`) are valid but give no bounds.
    Raises EdtfError with a notice for the user when the string is not EDTF.
    """
    if not edtf or edtf != edtf.strip() or len(edtf) > _LONGEST:
        raise EdtfError(
            _(
                "“%(date)s” is not a date. Write it as 2021, 2021-02 or 2021-02-17.",
                date=edtf[:40],
            )
        )
    if edtf[0] in "[{":
        return _of_set(edtf)
    if "/" in edtf and not _FOREIGN_DAY.fullmatch(edtf):
        return _of_interval(edtf)
    return _of_date(edtf)


def is_edtf(text: str) -> bool:
    """Say whether `bounds` can read the text."""
    try:
        bounds(text)
    except EdtfError:
        return False
    return True


def _of_interval(edtf: str) -> Bounds:
    ends = edtf.split("/")
    if len(ends) != 2 or edtf == "/":
        raise EdtfError(
            _("“%(date)s” is not a period. Write two dates with one slash: 2016/2018.", date=edtf)
        )
    left, right = (NOWHERE if end in {"", ".."} else _of_date(end) for end in ends)
    if left.earliest and right.latest and left.earliest > right.latest:
        raise EdtfError(
            _(
                "The period “%(date)s” ends before it begins. Write the earlier date first.",
                date=edtf,
            )
        )
    return Bounds(left.earliest, right.latest)


def _of_set(edtf: str) -> Bounds:
    if {"[": "]", "{": "}"}[edtf[0]] != edtf[-1] or len(edtf) < 3:
        raise EdtfError(
            _(
                "“%(date)s” is not a set of dates. Write it as [2020,2021] or {2020,2021}.",
                date=edtf,
            )
        )
    firsts: list[date | None] = []
    lasts: list[date | None] = []
    for member in edtf[1:-1].split(","):
        left, dots, right = member.strip().partition("..")
        if not left and not right:
            raise EdtfError(
                _("“%(date)s” has an empty place. Write a date between the commas.", date=edtf)
            )
        firsts.append(_of_date(left).earliest if left else None)
        lasts.append(
            _of_date(right if dots and right else left).latest if right or not dots else None
        )
    return Bounds(
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def _of_date(text: str) -> Bounds:
    if moment := _MOMENT.fullmatch(text):
        _check_clock(text, moment)
        return _of_date(moment["day"])
    if _LONG_YEAR.fullmatch(text):
        return NOWHERE
    parts = _DATE.fullmatch(text)
    if parts is None or parts["year"] == "-0000":
        raise EdtfError(_what_to_write(text))
    month, day = parts["month"], parts["day"]
    if day is None and month is not None and month.isdigit() and int(month) in GROUPINGS:
        return _of_grouping(parts["year"], int(month))
    first = _extreme(text, year=parts["year"], month=month, day=day, latest=False)
    last = _extreme(text, year=parts["year"], month=month, day=day, latest=True)
    return Bounds(first, last)


def _of_grouping(year: str, code: int) -> Bounds:
    first_year, last_year = _year(year, latest=False), _year(year, latest=True)
    if first_year is None or last_year is None:
        return NOWHERE
    month, length = GROUPINGS[code]
    later, index = divmod(month - 1 + length - 1, 12)
    if last_year + later > date.max.year:
        return Bounds(date(first_year, month, 1), None)
    return Bounds(date(first_year, month, 1), _last_of_month(last_year + later, index + 1))


def _extreme(
    text: str, *, year: str, month: str | None, day: str | None, latest: bool
) -> date | None:
    """Give the first or last real day that the digits, some of them unspecified, may mean."""
    months = [m for m in range(1, 13) if _fits(m, month)]
    if not months:
        raise EdtfError(
            _("“%(date)s” names no month. Months run from 01 to 12: write 2021-02.", date=text)
        )
    number = _year(year, latest=latest)
    for candidate in reversed(months) if latest else months:
        days = [d for d in range(1, _length(number, candidate) + 1) if _fits(d, day)]
        if days:
            chosen = days[-1] if latest else days[0]
            return None if number is None else date(number, candidate, chosen)
    raise EdtfError(_no_such_day(text, year=number, month=months[0]))


def _fits(number: int, digits: str | None) -> bool:
    written = f"{number:02d}"
    return digits is None or all(d in ("X", w) for d, w in zip(digits, written, strict=True))


def _year(digits: str, *, latest: bool) -> int | None:
    """Read a year, or None when Python's calendar does not hold it or no digit is known."""
    if "X" in digits and not any(digit.isdigit() for digit in digits):
        return None
    number = int(digits.replace("X", "9" if latest else "0"))
    return number if date.min.year <= number <= date.max.year else None


def _length(year: int | None, month: int) -> int:
    return calendar.monthrange(2000 if year is None else year, month)[1]


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, _length(year, month))


def _check_clock(text: str, moment: re.Match[str]) -> None:
    hour, minute, second = (int(moment[part] or 0) for part in ("hour", "minute", "second"))
    zone = (moment["zone"] or "Z").replace("−", "-").replace(":", "")
    offset = 0 if zone == "Z" else int(zone)
    last_moment = (hour, minute, second) == (24, 0, 0)
    if (hour > 23 and not last_moment) or minute > 59 or second > 59 or not -1200 <= offset <= 1400:
        raise EdtfError(
            _(
                "“%(date)s” names no time of day. Write the day alone: %(day)s.",
                date=text,
                day=moment["day"],
            )
        )


def _no_such_day(text: str, *, year: int | None, month: int) -> Notice:
    length = _length(year, month)
    if year is None:
        return _("“%(date)s” names no day: no such month is so long.", date=text)
    return _(
        "“%(date)s” names no day: that month ends on %(last)s. Write that day or an earlier one.",
        date=text,
        last=f"{year:04d}-{month:02d}-{length:02d}",
    )


def _what_to_write(text: str) -> Notice:
    if foreign := _FOREIGN_DAY.fullmatch(text):
        day, month, year = foreign.groups()
        return _(
            "“%(date)s” is not written as a date here. Write the year first: %(day)s.",
            date=text,
            day=f"{year}-{int(month):02d}-{int(day):02d}",
        )
    if re.fullmatch(r"[0-9]{3}[?~%]?", text):
        return _(
            "“%(date)s” is not a date. For a decade write %(decade)s.",
            date=text,
            decade=f"{text[:3]}X",
        )
    if re.fullmatch(r"[0-9]{2}", text):
        return _(
            "“%(date)s” is not a date. For a century write %(century)s, for a year four digits.",
            date=text,
            century=f"{text}XX",
        )
    return _(
        "“%(date)s” is not a date. Write it as 2021, 2021-02 or 2021-02-17; a period as 2016/2018.",
        date=text,
    )
