"""The walk over the marks of a cell of times: periods, ranges, open ends, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.periods import Period
from servanda.reading.matrices.cells.stretches import Stretch, lend, together, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.matrices.cells.timing_words import Mark

_BEFORE_YEAR: Final = frozenset({",", "/"})
_SILENT: Final = frozenset({"ignored", "year_word", "partial", "quarter_word", "half_word"})


@dataclass
class Walk:
    """The walk over the marks of a cell."""

    marks: Sequence[Mark]
    stretches: list[Stretch] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    bare: list[Period] = field(default_factory=list)
    at: int = 0
    opening: str | None = None
    is_year_known: bool = False

    def go(self) -> None:
        """Walk to the end, then give each period without a year that of its neighbour."""
        while self.at < len(self.marks):
            mark = self.marks[self.at]
            if mark.kind in {"by", "from"}:
                self.opening = mark.kind
                self.at += 1
            elif mark.kind == "by_after":  # where the word for `until` stands behind the date
                self.at += 1
                if self.stretches:
                    self.stretches[-1].start = None
            elif mark.kind == "years":
                self._add(Period("year", mark.values[0]), Period("year", mark.values[1]))
                self.at += 1
            elif (period := self._period()) is not None:
                self._add_ranged(period)
            else:
                if mark.kind == "unknown":
                    self.unknown.append(mark.words)
                self.at += 1
        self._lend_years()

    def edtf(self) -> str | None:
        """Give all that was told as one expression, None where a period ends before it begins."""
        return together(self.stretches)

    def _add(self, start: Period | None, end: Period | None) -> None:
        self.stretches.append(Stretch(start, end))
        self.opening = None

    def _add_ranged(self, period: Period) -> None:
        """Take the other end of a range where one follows, else the period by itself."""
        opening = self.opening
        other = self._other_end(opening)
        if other is not None:
            self._add(period.in_year(other.year), other)
        elif opening == "by":
            self._add(None, period)
        elif opening == "from":
            self._add(period, None)
        else:
            self._add(period, period)

    def _other_end(self, opening: str | None) -> Period | None:
        before = self.at
        self._skip_silent()
        kind = self.marks[self.at].kind if self.at < len(self.marks) else ""
        if self._is_hyphen():
            kind = ""
        if kind in {"dash", "to"} or (kind == "by" and opening == "from"):
            self.at += 1
            while self._kind() in {"ignored", "year_word"}:
                self.at += 1
            period = self._period()
            if period is not None:
                return period
        self.at = before
        return None

    def _skip_silent(self) -> None:
        while self.at < len(self.marks) and self.marks[self.at].kind in _SILENT:
            self.at += 1

    def _period(self) -> Period | None:
        """Read one period at the place of the walk; it stays there where none begins."""
        before = self.at
        part = self._part()
        period = self._dated() or self._numbered()
        if period is None:
            self.at = before
            return None
        if part and period.grain == "year":
            return Period(part, period.year)
        return period

    def _part(self) -> str | None:
        kind = self._kind()
        if kind not in {"begin", "middle", "end"}:
            return None
        self.at += 1
        while self._kind() in {"ignored", "dash", "year_word"}:
            self.at += 1
        return kind

    def _dated(self) -> Period | None:
        mark = self._mark()
        if mark is None or mark.kind not in {"day", "month", "year", "month_name", "q", "h"}:
            return None
        self.at += 1
        if mark.kind in {"day", "month"}:
            return Period(mark.kind, *mark.values)
        if mark.kind == "year":
            return self._of_year(mark.values[0])
        grain = {"q": "quarter", "h": "half"}.get(mark.kind)
        return (
            Period(grain, self._year(), mark.values[0]) if grain else self._of_month(mark.values[0])
        )

    def _of_year(self, year: int) -> Period:
        """Read what a year that stands first is narrowed by: `2021, II quarter`, `2022 yil 1 mart`."""
        before = self.at
        while self._kind() in {"year_word", "ignored"} or self._is_comma() or self._is_hyphen():
            self.at += 1
        if self._kind() in {"q", "h", "number", "month_name"}:
            self.is_year_known = True
            narrow = self._numbered() if self._kind() == "number" else self._dated()
            self.is_year_known = False
            if narrow is not None and narrow.year is None:
                return narrow.in_year(year)
        part = self._part_behind(before)
        if part is not None:
            return Period(part, year)
        self.at = before
        return Period("year", year)

    def _part_behind(self, year_at: int) -> str | None:
        """Take the part that stands behind its year (`2025 жылдың соңына`), not before another year."""
        place, kind = self.at, self._kind()
        is_said = any(mark.kind == "year_word" for mark in self.marks[year_at:place])
        if not is_said or kind not in {"begin", "middle", "end"}:
            return None
        following = {mark.kind for mark in self.marks[place + 1 : place + 3]}
        if following & {"year", "years", "number", "q", "h", "month_name"}:
            return None
        self.at += 1
        return kind

    def _is_hyphen(self) -> bool:
        """Tell the hyphen of `2022-yil` and `2025-nji` from the dash of a range."""
        after = self.marks[self.at + 1].kind if self.at + 1 < len(self.marks) else ""
        return self._kind() == "dash" and after in {"year_word", "ignored"}

    def _is_comma(self) -> bool:
        return self.at < len(self.marks) and self.marks[self.at].words in _BEFORE_YEAR

    def _of_month(self, month: int) -> Period:
        """Read `March 2021`, `March 15, 2021`."""
        mark = self._mark()
        if (
            mark is not None
            and mark.kind == "number"
            and 1 <= mark.values[0] <= 31
            and mark.words[:1].isdigit()
        ):
            self.at += 1
            return Period("day", self._year(), month, mark.values[0])
        return Period("month", self._year(), month)

    def _numbered(self) -> Period | None:
        """Read `15 March 2021`, `II quarter 2021`, `quarter II of 2021`, `first half of 2021`."""
        if self._kind() in {"quarter_word", "half_word"}:
            grain = "quarter" if self._kind() == "quarter_word" else "half"
            self.at += 1
            mark = self._mark()
            if mark is None or mark.kind != "number":
                return None
            self.at += 1
            return self._counted(grain, mark.values[0])
        mark = self._mark()
        if mark is None or mark.kind != "number":
            return None
        self.at += 1
        return self._of_number(mark.values[0])

    def _of_number(self, number: int) -> Period | None:
        self._skip_to_month()
        kind = self._kind()
        if kind == "month_name" and 1 <= number <= 31:
            month = self.marks[self.at].values[0]
            self.at += 1
            return Period("day", self._year(), month, number)
        if kind in {"quarter_word", "half_word"}:
            self.at += 1
            return self._counted("quarter" if kind == "quarter_word" else "half", number)
        return self._first_of_range(number)

    def _skip_to_month(self) -> None:
        """Pass over what joins a number to its month: `1-sentabr`, `1-nji ýanwar`, `15 of March`."""
        ahead = self.at
        while ahead < len(self.marks) and self.marks[ahead].kind in {"ignored", "dash"}:
            ahead += 1
        kind = self.marks[ahead].kind if ahead < len(self.marks) else ""
        if kind in {"month_name", "quarter_word", "half_word"}:
            self.at = ahead

    def _first_of_range(self, number: int) -> Period | None:
        """Read the first number of `II-III quarters 2021`, `1-15 March 2021`, `I, III quarters`."""
        ahead = self.at
        while ahead < len(self.marks) and self.marks[ahead].kind in {
            "dash",
            "number",
            "to",
            "and",
            "cut",
        }:
            ahead += 1
        kind = self.marks[ahead].kind if ahead < len(self.marks) else ""
        if ahead == self.at:
            return None
        if kind in {"quarter_word", "half_word"}:
            return self._counted(
                "quarter" if kind == "quarter_word" else "half", number, takes_year=False
            )
        if kind == "month_name" and 1 <= number <= 31:
            return Period("day", None, self.marks[ahead].values[0], number)
        return None

    def _counted(self, grain: str, number: int, *, takes_year: bool = True) -> Period | None:
        if not 1 <= number <= (4 if grain == "quarter" else 2):
            return None
        return Period(grain, self._year() if takes_year else None, number)

    def _year(self) -> int | None:
        """Take the year that follows, over words that say nothing and a comma."""
        ahead = self.at
        while ahead < len(self.marks) and (
            self.marks[ahead].kind in {"ignored", "year_word"}
            or self.marks[ahead].words in _BEFORE_YEAR
        ):
            ahead += 1
        is_year = ahead < len(self.marks) and self.marks[ahead].kind == "year"
        if is_year and not self.is_year_known:
            self.at = ahead + 1
            return self.marks[ahead].values[0]
        return None

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

    def _mark(self) -> Mark | None:
        return self.marks[self.at] if self.at < len(self.marks) else None

    def _kind(self) -> str:
        return self.marks[self.at].kind if self.at < len(self.marks) else ""
