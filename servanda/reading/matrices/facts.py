"""What a row looks like before it is sorted: where its words stand, its number, its weight."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.codes import Coded, Label, cut_code, label_of, lone_code, shape_of
from servanda.reading.matrices.model import Column, Field, RowKind
from servanda.reading.matrices.words import is_empty_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.matrices.layout import Layout
    from servanda.reading.matrices.opening import SheetRow

_DATA: Final = frozenset(
    {
        Field.TIMING, Field.RESPONSIBLE, Field.PARTNERS, Field.INDICATOR, Field.BASELINE,
        Field.TARGET, Field.VERIFICATION, Field.MONEY, Field.SOURCE, Field.STATUS, Field.FRAMEWORK,
    }
)  # fmt: skip
_DEEDS: Final = frozenset({Field.TIMING, Field.RESPONSIBLE, Field.PARTNERS})
_PROSE: Final = 300


@dataclass(frozen=True)
class Facts:
    """A row of the body: the column of its own words, its number, and what it calls itself."""

    row: SheetRow
    column: int | None
    coded: Coded
    label: Label | None
    is_wide: bool
    is_across: bool
    is_bold: bool
    indent: int
    has_data: bool
    says_who_or_when: bool
    has_money: bool
    is_spanned_title: bool

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def words(self) -> str:
        """Give the words of the row as they stand, in one line."""
        return " ".join(self.row.cells[self.column].split()) if self.column is not None else ""

    @property
    def title(self) -> str:
        """Give the words without the number before them."""
        return " ".join(self.coded.rest.split()) or self.words

    @property
    def is_capital(self) -> bool:
        return self.title.isupper()

    @property
    def is_prose(self) -> bool:
        return len(self.words) > _PROSE


class Gauge:
    """Takes the facts of each row of a table, by its columns and by what most rows look like."""

    def __init__(self, layout: Layout, columns: Sequence[Column]) -> None:
        self.layout = layout
        self.columns = {column.index: column for column in columns}
        self.titles = [column.index for column in columns if column.field is Field.TITLE]
        self.codes = [column.index for column in columns if column.field is Field.CODE]
        self.kinds = [column.index for column in columns if column.field is Field.KIND]
        self.deeds = {column.index for column in columns if column.field in _DEEDS}
        self.money = {column.index for column in columns if column.field is Field.MONEY}
        self.data = {column.index for column in columns if column.field in _DATA}

    @cached_property
    def levels(self) -> list[int]:
        """Give the columns of titles each of which is a level of its own, from left to right."""
        named = [at for at in self.titles if self.columns[at].kind is not None]
        return named if len(named) > 1 else (named or self.titles)[:1]

    @cached_property
    def row_numbers(self) -> frozenset[int]:
        """Give the columns of numbers that go on where the first level does not: they count the rows."""
        return frozenset(at for at in self.codes if self._counts_rows(at))

    def _counts_rows(self, code_column: int) -> bool:
        levels = [at for at in self.levels if at > code_column]
        below = [
            code_column in row.cells and lone_code(row.cells[code_column]) is not None
            for row in self.layout.rows
            if levels and levels[0] not in row.cells and any(at in row.cells for at in levels[1:])
        ]
        return sum(below) > len(below) / 2

    def facts(self, row: SheetRow) -> Facts:
        """Take the facts of one row."""
        spanned = self.layout.spanned.get(row.number, {})
        column = self._own_column(row)
        words = row.cells.get(column, "") if column is not None else ""
        others = [at for at in row.cells if at != column and at not in self.codes]
        is_across = column is not None and self._is_across(row.number, column)
        is_wide = (
            not others
            and not spanned
            and (is_across or len(self.columns) < 2 or len(row.cells) <= 2)
        )
        told = self._columns_told(row)
        return Facts(
            row=row,
            column=column,
            coded=self._coded(row, column, words),
            label=self._label_beside(row, column) or self._label(words),
            is_wide=is_wide,
            is_across=is_across,
            is_bold=column in row.bold,
            indent=self._indent(row, column),
            has_data=bool(told),
            says_who_or_when=not told.isdisjoint(self.deeds),
            has_money=not told.isdisjoint(self.money),
            is_spanned_title=any(at in spanned for at in self.levels),
        )

    def _columns_told(self, row: SheetRow) -> set[int]:
        """Give the columns of data in which the row says something, which a dash does not."""
        return {at for at in row.cells if at in self.data and not is_empty_mark(row.cells[at])}

    def told_kind(self, row: SheetRow) -> RowKind | None:
        """Give the kind that a column of kinds tells."""
        for column in self.kinds:
            label = label_of(row.cells[column]) if column in row.cells else None
            if label is not None:
                return label.kind
        return None

    def _own_column(self, row: SheetRow) -> int | None:
        """Give where the row's own words stand: the deepest level told, else its only cell."""
        for column in reversed(self.levels):
            if column in row.cells:
                return column
        beside = [at for at in self.titles if at in row.cells]
        if beside:
            return beside[0]
        if len(row.cells) == 1:
            return next(iter(row.cells))
        first = min(row.cells)
        is_long_code = first in self.codes and lone_code(row.cells[first]) is None
        return first if is_long_code or label_of(row.cells[first]) else None

    def _is_across(self, number: int, column: int) -> bool:
        width = self.layout.span_of(number, column)
        return width > 1 and width >= 0.5 * len(self.columns)

    def _coded(self, row: SheetRow, column: int | None, words: str) -> Coded:
        for at in self.codes:
            if at in row.cells and at != column and self._is_of(at, column):
                code = lone_code(row.cells[at])
                if code is not None:
                    return Coded(code, shape_of(code), words.strip())
        return cut_code(words)

    def _is_of(self, code_column: int, column: int | None) -> bool:
        """Tell whether a column of numbers numbers the level of a column of titles, or the rows."""
        if code_column in self.row_numbers:
            return True
        after = [at for at in self.levels if at > code_column]
        return column is None or not after or column == after[0] or len(self.levels) < 2

    def _label_beside(self, row: SheetRow, column: int | None) -> Label | None:
        """Give the label that stands in the column of numbers: `Activity 1.1.1`."""
        told = [row.cells[at] for at in self.codes if at in row.cells and at != column]
        return label_of(told[0]) if told and lone_code(told[0]) is None else None

    def _label(self, words: str) -> Label | None:
        return label_of(words) or label_of(cut_code(words).rest) if words else None

    def _indent(self, row: SheetRow, column: int | None) -> int:
        if column is None:
            return 0
        words = row.cells[column]
        spaces = len(words) - len(words.lstrip(" \t\u00a0"))
        return max(row.indents.get(column, 0), spaces)


@dataclass(frozen=True)
class Habits:
    """What most rows with cells of their own look like: which numbers, indents, weights."""

    shapes: Counter[str]
    shapes_at: Counter[tuple[int, str]]
    indents: Counter[int]
    bold: Counter[bool]

    @classmethod
    def of(cls, facts: Sequence[Facts], levels: Sequence[int]) -> Habits:
        """Count over the rows that tell more than a heading."""
        plain = [one for one in facts if one.has_data and one.column is not None]
        return cls(
            shapes=Counter(one.coded.shape for one in plain),
            shapes_at=Counter(
                (at, cut_code(one.row.cells[at]).shape)
                for one in plain
                for at in levels
                if at in one.row.cells
            ),
            indents=Counter(one.indent for one in plain),
            bold=Counter(one.is_bold for one in plain),
        )

    @property
    def tell_by_shape(self) -> bool:
        """Tell whether numbers tell the levels."""
        coded = sum(times for shape, times in self.shapes.items() if shape)
        return coded >= 0.5 * sum(self.shapes.values()) and bool(coded)
