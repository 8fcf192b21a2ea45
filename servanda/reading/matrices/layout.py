"""A sheet with its merged areas known: what stands in a cell, and what a cell above spans down to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from servanda.reading.matrices.model import Field
    from servanda.reading.matrices.opening import Merged, Sheet, SheetRow

_MOST_FILLED: Final = 1_000_000


@dataclass
class Layout:
    """A sheet, and the areas of it that are one cell."""

    sheet: Sheet
    fields: Mapping[str, Field] = field(default_factory=dict)
    """What a person says of columns: the field of each by its heading, as it is compared."""
    across: dict[tuple[int, int], Merged] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.across = {(area.top, area.left): area for area in self.sheet.merged}

    @property
    def rows(self) -> Sequence[SheetRow]:
        return self.sheet.rows

    @cached_property
    def numbers(self) -> list[int]:
        """Give the numbers of the rows that hold anything."""
        return [row.number for row in self.sheet.rows]

    @cached_property
    def by_number(self) -> dict[int, SheetRow]:
        return {row.number: row for row in self.sheet.rows}

    @cached_property
    def width(self) -> int:
        """Give the number of columns that hold anything."""
        return max((max(row.cells) for row in self.sheet.rows), default=0)

    @cached_property
    def spanned(self) -> dict[int, dict[int, int]]:
        """Give, by row and column, the row whose cell is merged down to there."""
        found: dict[int, dict[int, int]] = {}
        filled = 0
        for area in self.sheet.merged:
            if area.bottom == area.top:
                continue
            anchor = self.by_number.get(area.top)
            if anchor is None or area.left not in anchor.cells:
                continue
            for number in self._numbers_in(area.top + 1, area.bottom):
                if area.left in self.by_number[number].cells:
                    continue
                found.setdefault(number, {})[area.left] = area.top
                filled += 1
            if filled > _MOST_FILLED:
                break
        return found

    def text(self, row: int, column: int) -> str:
        """Give the words of a cell, or of the merged area that it belongs to, in a few rows."""
        known = self.by_number.get(row)
        if known is not None and column in known.cells:
            return known.cells[column]
        for area in self.sheet.merged:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                anchor = self.by_number.get(area.top)
                return anchor.cells.get(area.left, "") if anchor else ""
        return ""

    def span_of(self, row: int, column: int) -> int:
        """Give how many columns a cell spans."""
        area = self.across.get((row, column))
        return area.right - area.left + 1 if area else 1

    def _numbers_in(self, first: int, last: int) -> Iterator[int]:
        begin = bisect_left(self.numbers, first)
        yield from self.numbers[begin : bisect_right(self.numbers, last)]
