"""One period read off the marks of a cell of times: a year, a quarter, a month, a day, a season."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.periods import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.matrices.cells.timing_lists import Mark

_BEFORE_YEAR: Final = frozenset({",", "/"})
_GRAINS: Final = {"q": "quarter", "h": "half", "season": "season"}
_SPACED: Final = (1,)  # what a dash with a space beside it holds
_NARROW: Final = frozenset({"number", "month_name", *_GRAINS})
_DATED: Final = frozenset({"day", "month", "year", "month_name", "day_month", *_GRAINS})
_SILENT: Final = frozenset({"ignored", "year_word", "partial", "quarter_word", "half_word"})


@dataclass
class PeriodReader:
    """Stands at a place among the marks of a cell, and reads the period that begins there."""

    marks: Sequence[Mark]
    at: int = 0
    is_year_known: bool = False

    def period(self) -> Period | None:
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
        kind = self.kind()
        if kind not in {"begin", "middle", "end"}:
            return None
        self.at += 1
        while self.kind() in {"ignored", "dash", "year_word"}:
            self.at += 1
        return kind

    def _dated(self) -> Period | None:
        mark = self.mark()
        if mark is None or mark.kind not in _DATED:
            return None
        self.at += 1
        if mark.kind in {"day", "month"}:
            return Period(mark.kind, *mark.values)
        if mark.kind == "year":
            return self._of_year(mark.values[0])
        if mark.kind == "day_month":
            return Period("day", self._year(), *mark.values)
        grain = _GRAINS.get(mark.kind)
        return (
            Period(grain, self._year(), mark.values[0]) if grain else self._of_month(mark.values[0])
        )

    def _of_year(self, year: int) -> Period:
        """Read what a year that stands first is narrowed by: `2021, II quarter`, `2022 yil 1 mart`."""
        before = self.at
        while self.kind() in {"year_word", "ignored"} or self._is_comma() or self.is_hyphen():
            self.at += 1
        narrow = self._narrow() or self._narrow_behind_dash()
        if narrow is not None and narrow.year is None:
            return narrow.in_year(year)
        part = self._part_behind(before)
        if part is not None:
            return Period(part, year)
        self.at = before
        return Period("year", year)

    def _narrow(self) -> Period | None:
        """Read the quarter, the month or the day that stands behind its year."""
        if self.kind() not in _NARROW:
            return None
        self.is_year_known = True
        narrow = self._numbered() if self.kind() == "number" else self._dated()
        self.is_year_known = False
        return narrow

    def _narrow_behind_dash(self) -> Period | None:
        """Read `2025-Q3`; what has a year of its own is the other end of a range."""
        before = self.at
        if self.kind() == "dash":
            self.at += 1
            narrow = self._narrow()
            if narrow is not None and self._year_at() is None:
                return narrow
        self.at = before
        return None

    def _part_behind(self, year_at: int) -> str | None:
        """Take the part that stands behind its year (`2025 жылдың соңына`), not before another year."""
        place, kind = self.at, self.kind()
        is_said = any(mark.kind == "year_word" for mark in self.marks[year_at:place])
        if not is_said or kind not in {"begin", "middle", "end"}:
            return None
        following = {mark.kind for mark in self.marks[place + 1 : place + 3]}
        if following & {"year", "years", "number", "q", "h", "month_name"}:
            return None
        self.at += 1
        return kind

    def _of_month(self, month: int) -> Period:
        """Read `March 2021`, `March 15, 2021`."""
        mark = self.mark()
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
        if self.kind() in {"quarter_word", "half_word"}:
            grain = "quarter" if self.kind() == "quarter_word" else "half"
            self.at += 1
            mark = self.mark()
            if mark is None or mark.kind != "number":
                return None
            self.at += 1
            return self._counted(grain, mark.values[0])
        mark = self.mark()
        if mark is None or mark.kind != "number":
            return None
        self.at += 1
        return self._of_number(mark.values[0])

    def _of_number(self, number: int) -> Period | None:
        self._skip_to_month()
        kind = self.kind()
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
        """Take the year that follows, over words that say nothing, a comma and a dash: `Mar-2025`."""
        place = None if self.is_year_known else self._year_at()
        if place is None:
            return None
        self.at = place + 1
        return self.marks[place].values[0]

    def _year_at(self) -> int | None:
        """Give where the year stands that follows, None where none does, or that of another period."""
        ahead, is_parted = self.at, False
        while ahead < len(self.marks) and (
            self.marks[ahead].kind in {"ignored", "year_word", "dash"}
            or self.marks[ahead].words in _BEFORE_YEAR
        ):
            is_parted = is_parted or self.marks[ahead].values == _SPACED
            ahead += 1
        kinds = [mark.kind for mark in self.marks[ahead : ahead + 3]]
        begins_other = is_parted and kinds[1:2] == ["dash"] and {*kinds[2:]} <= _NARROW
        return ahead if kinds[:1] == ["year"] and not begins_other else None

    def _is_comma(self) -> bool:
        return self.at < len(self.marks) and self.marks[self.at].words in _BEFORE_YEAR

    def is_hyphen(self) -> bool:
        """Tell the hyphen of `2022-yil` and `2025-nji` from the dash of a range."""
        after = self.marks[self.at + 1].kind if self.at + 1 < len(self.marks) else ""
        return self.kind() == "dash" and after in {"year_word", "ignored"}

    def skip_silent(self) -> None:
        """Pass over words that say nothing of a time."""
        while self.at < len(self.marks) and self.marks[self.at].kind in _SILENT:
            self.at += 1

    def mark(self) -> Mark | None:
        """Give the mark at the place, None at the end."""
        return self.marks[self.at] if self.at < len(self.marks) else None

    def kind(self) -> str:
        """Give the kind of the mark at the place, none at the end."""
        return self.marks[self.at].kind if self.at < len(self.marks) else ""
