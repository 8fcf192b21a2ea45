"""The walk over the marks of a cell of times: periods, ranges, open ends, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.periods import Period
from servanda.reading.matrices.cells.stretches import (
    Stretch,
    is_within,
    lend,
    moved,
    together,
    year_of,
)
from servanda.reading.matrices.cells.timing_periods import PeriodReader
from servanda.reading.matrices.words import phrases

if TYPE_CHECKING:
    from servanda.reading.matrices.cells.timing_lists import Mark

_MOST_YEARS: Final = 12
_YEAR_IN_FULL: Final = 4
_OPENING: Final = frozenset({"by", "from", "between"})
_UNKNOWN: Final = frozenset({"unknown", "number"})


@dataclass
class Walk(PeriodReader):
    """The walk over the marks of a cell."""

    stretches: list[Stretch] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    bare: list[Period] = field(default_factory=list)
    long: list[str] = field(default_factory=list)
    is_repeated: bool = False
    opening: str | None = None

    def go(self) -> None:
        """Walk to the end, then give each period without a year that of its neighbour."""
        while (mark := self.mark()) is not None:
            if mark.kind == "years":
                self._add_years(mark)
            elif (period := self.period()) is not None:
                self._add_ranged(period)
                self._repeat_in_years()
            else:
                self._pass(mark)
        self._lend_years()

    def _pass(self, mark: Mark) -> None:
        """Go over a mark that begins no period; what it is of the last or the next one is kept."""
        self.at += 1
        if mark.kind in _OPENING:
            self.opening = mark.kind
        elif mark.kind in _UNKNOWN:
            self.unknown.append(mark.words)
        elif self.stretches and mark.kind == "by_after":  # the word for `until` behind the date
            self.stretches[-1].start = None
        elif self.stretches and mark.kind == "from_after":  # `2024 onwards`
            self.stretches[-1].end = None

    def edtf(self) -> str | None:
        """Give all that was told as one expression, None where a period ends before it begins."""
        return together(self.stretches)

    def _add(self, start: Period | None, end: Period | None) -> None:
        self.stretches.append(Stretch(start, end))
        self.opening = None

    def _add_years(self, mark: Mark) -> None:
        """Take a range of years; one that is long and told by two digits may be none: `2025-40`."""
        first, last = mark.values
        if last - first > _MOST_YEARS and not mark.words[-_YEAR_IN_FULL:].isdigit():
            self.long.append(mark.words)
        self._add(Period("year", first), Period("year", last))
        self.at += 1

    def _repeat_in_years(self) -> None:
        """Take parts of a year for each year told: `I and III quarter 2025 and 2026`."""
        parts = self._parts_of_last_year()
        years = self._further_years() if parts else []
        self.is_repeated = self.is_repeated or bool(years and self.kind() != "year_word")
        self.stretches += [moved(one, year) for year in years for one in parts]

    def _parts_of_last_year(self) -> list[Stretch]:
        """Give the last stretches that lie within one year, the first of which may not tell it yet."""
        year = year_of(self.stretches[-1])
        parts: list[Stretch] = []
        for one in reversed(self.stretches):
            if year is None or not is_within(one, year) or (parts and year_of(one) is not None):
                break
            parts.insert(0, one)
        return parts

    def _further_years(self) -> list[int]:
        """Take the years that an `and` joins to the last one."""
        start, is_joined, years = self.at, False, list[int]()
        while (joint := self._joint()) is not None:
            before = self.at
            self.at = joint + 1
            period = self.period()
            if period is None or period.grain != "year" or period.year is None:
                self.at = before
                break
            is_joined = is_joined or self.marks[joint].kind == "and"
            years.append(period.year)
        if is_joined:
            return years
        self.at = start
        return []

    def _joint(self) -> int | None:
        """Give where an `and` or a comma follows, over words that say nothing."""
        before = self.at
        self.skip_silent()
        place, mark = self.at, self.mark()
        self.at = before
        return place if mark is not None and (mark.kind == "and" or mark.words == ",") else None

    def _add_ranged(self, period: Period) -> None:
        """Take the other end of a range where one follows, else the period by itself."""
        opening = self.opening
        other = self._other_end(opening)
        if other is not None:
            self._add(period.in_year(other.year), other)
        elif opening is None and self._is_without_end():
            self._add(period, None)
        elif opening is None and (years := self._each_year(period)):
            for year in years:
                self._add(period.in_year(year), period.in_year(year))
        elif opening == "by":
            self._add(None, period)
        elif opening == "from":
            self._add(period, None)
        else:
            self._add(period, period)

    def _other_end(self, opening: str | None) -> Period | None:
        before = self.at
        self.skip_silent()
        kind = self.marks[self.at].kind if self.at < len(self.marks) else ""
        if self.is_hyphen():
            kind = ""
        is_until = (opening, kind) == (None, "by") and self._is_until()
        if (
            kind in {"dash", "to"}
            or is_until
            or (opening, kind) in {("from", "by"), ("between", "and")}
        ):
            self.at += 1
            while self.kind() in {"ignored", "year_word"}:
                self.at += 1
            period = self.period()
            if period is not None and (kind != "by" or opening or period.year is not None):
                return period
        self.at = before
        return None

    def _is_until(self) -> bool:
        """Tell `2021 until 2025`, a range, from `by 2025`."""
        return self.marks[self.at].words in phrases("timing", "to")

    def _is_without_end(self) -> bool:
        """Take what leaves the end open: `2025 – ongoing`; the words for how often are told anyway."""
        before = self.at
        self.skip_silent()
        joined = self.kind()
        following = self.marks[self.at + 1] if self.at + 1 < len(self.marks) else None
        is_open = following is not None and following.words == "continuous"
        if joined in {"dash", "to"} and is_open:
            self.at += 2
            return True
        self.at = before
        return False

    def _each_year(self, period: Period) -> range | None:
        """Take the years behind a part of the year that is meant in each: `II quarter 2025-2026`."""
        mark = self.mark()
        if mark is None or mark.kind != "years" or period.year is not None:
            return None
        first, last = mark.values
        if not 0 < last - first <= _MOST_YEARS:
            return None
        self.at += 1
        is_winter = period.grain == "season" and not period.in_year(first).is_within_year
        return range(first, last if is_winter and last == first + 1 else last + 1)

    def _lend_years(self) -> None:
        """Give a period without a year that of the next one that has it, else of the last one."""
        following: int | None = None
        for one in reversed(self.stretches):
            following = year_of(one) or following
            lend(one, following)
        last: int | None = None
        for one in self.stretches:
            lend(one, last)
            last = year_of(one) or last
        self.bare = [
            period
            for one in self.stretches
            for period in (one.start, one.end)
            if period is not None and not period.is_real
        ]
        self.stretches = [
            one
            for one in self.stretches
            if all(period is None or period.is_real for period in (one.start, one.end))
        ]
