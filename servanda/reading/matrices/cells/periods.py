"""Days, months, quarters, halves and years as plans tell them, and what they are in EDTF."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

_QUARTER_IN_EDTF: Final = 32
_SEASON_IN_EDTF: Final = 20
_MONTHS: Final = {"year": 12, "half": 6, "quarter": 3, "season": 3, "month": 1}
_DECEMBER: Final = 12
_NUMBERED: Final = {"quarter": _QUARTER_IN_EDTF, "season": _SEASON_IN_EDTF}
_PARTS: Final = {"begin": (1, 4), "middle": (5, 8), "end": (9, 12)}

# Grains that EDTF cannot hold at the end of a range: the months they are stand for them.
_OF_MONTHS: Final = frozenset({"quarter", "half", "season", *_PARTS})


@dataclass(frozen=True)
class Period:
    """A stretch of time of one grain; a year that is not told yet is None."""

    grain: str
    year: int | None
    place: int = 1
    day: int = 1

    def in_year(self, year: int | None) -> Period:
        """Give the same stretch of a year, where its own is not told."""
        return self if self.year is not None else replace(self, year=year)

    @property
    def is_real(self) -> bool:
        """Tell whether the calendar has it."""
        if self.year is None:
            return False
        if self.grain == "day":
            return 1 <= self.place <= 12 and 1 <= self.day <= _length(self.year, self.place)
        return self.grain in _PARTS or 1 <= self.place <= 12 // _MONTHS[self.grain]

    @property
    def first(self) -> date:
        """Give its first day."""
        year = self.year or 1
        if self.grain == "day":
            return date(year, self.place, self.day)
        return date(year, self._months[0], 1)

    @property
    def last(self) -> date:
        """Give its last day."""
        year = self.year or 1
        if self.grain == "day":
            return date(year, self.place, self.day)
        month = self._months[1]
        if month > _DECEMBER:  # a winter ends in the next year
            year, month = year + 1, month - _DECEMBER
        return date(year, month, _length(year, month))

    @property
    def is_within_year(self) -> bool:
        """Tell what ends in the year it begins in; a winter does not."""
        return self._months[1] <= _DECEMBER

    @property
    def _months(self) -> tuple[int, int]:
        if self.grain in _PARTS:
            return _PARTS[self.grain]
        length = _MONTHS[self.grain]
        if self.grain == "season":
            return self.place * length, self.place * length + length - 1
        return (self.place - 1) * length + 1, self.place * length

    @property
    def edtf(self) -> str:
        """Give it in EDTF; a half and a third of a year, as the months they are."""
        year = f"{self.year:04d}"
        if self.grain == "year":
            return year
        if self.grain in _NUMBERED:
            return f"{year}-{self.place + _NUMBERED[self.grain]}"
        if self.grain == "month":
            return f"{year}-{self.place:02d}"
        if self.grain == "day":
            return f"{year}-{self.place:02d}-{self.day:02d}"
        begin, end = self._months
        return f"{year}-{begin:02d}/{year}-{end:02d}"

    @property
    def yearly_edtf(self) -> str:
        """Give the day, the month, the quarter or the half of every year."""
        if self.grain == "day":
            return f"XXXX-{self.place:02d}-{self.day:02d}"
        if self.grain == "quarter":
            return f"XXXX-{self.place + _QUARTER_IN_EDTF}"
        begin, end = self._months
        return f"XXXX-{begin:02d}" if begin == end else f"XXXX-{begin:02d}/XXXX-{end:02d}"

    @property
    def begin_edtf(self) -> str:
        """Give where it begins, as the left end of a period."""
        if self.grain in _OF_MONTHS:
            return f"{self.first:%Y-%m}"
        return self.edtf

    @property
    def end_edtf(self) -> str:
        """Give where it ends, as the right end of a period."""
        if self.grain in _OF_MONTHS:
            return f"{self.last:%Y-%m}"
        return self.edtf

    @property
    def deadline_edtf(self) -> str:
        """Give the end of a period without a beginning; of a part of a year, its last day."""
        if self.grain in _OF_MONTHS:
            return f"../{self.last:%Y-%m-%d}"
        return f"../{self.edtf}"


def spanning(start: Period, end: Period) -> str:
    """Give the period from the beginning of one to the end of another."""
    return f"{start.begin_edtf}/{end.end_edtf}"


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
