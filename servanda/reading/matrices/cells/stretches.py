"""Stretches of time that a cell tells, and what they are together in EDTF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.matrices.cells.periods import Period, spanning

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Stretch:
    """One thing told: a period, one from … to …, one with an open end."""

    start: Period | None
    end: Period | None


def together(stretches: Sequence[Stretch]) -> str | None:
    """Give all that was told as one expression, None where a period ends before it begins."""
    told = []
    for one in stretches:
        if one.start and one.end and one.start.first > one.end.last:
            return None
        told.append(edtf_of(one))
    distinct = list(dict.fromkeys(told))
    if len(distinct) == 1:
        return distinct[0]
    if all("/" not in one for one in distinct):
        return f"{{{','.join(distinct)}}}"
    firsts = [one.start.first if one.start else None for one in stretches]
    lasts = [one.end.last if one.end else None for one in stretches]
    begin = "" if None in firsts else min(day for day in firsts if day).isoformat()
    end = "" if None in lasts else max(day for day in lasts if day).isoformat()
    return f"{begin or '..'}/{end or '..'}"


def year_of(one: Stretch) -> int | None:
    """Give the year that a stretch names, None where it names none."""
    return (one.start.year if one.start else None) or (one.end.year if one.end else None)


def lend(one: Stretch, year: int | None) -> None:
    """Give a stretch the year of another where its own is not told."""
    one.start = one.start.in_year(year) if one.start else None
    one.end = one.end.in_year(year) if one.end else None


def is_within(one: Stretch, year: int) -> bool:
    """Tell a stretch that has both ends, is less than a year, and names no other year."""
    ends = [end for end in (one.start, one.end) if end is not None]
    return len(ends) == 2 and all(end.grain != "year" and end.year in {None, year} for end in ends)


def moved(one: Stretch, year: int) -> Stretch:
    """Give the same stretch in another year."""
    return Stretch(*(end and replace(end, year=year) for end in (one.start, one.end)))


def edtf_of(one: Stretch) -> str:
    """Give a stretch in EDTF."""
    if one.start is None:
        return one.end.deadline_edtf if one.end else ""
    if one.end is None:
        return f"{one.start.begin_edtf}/.."
    return one.start.edtf if one.start == one.end else spanning(one.start, one.end)
