"""Lays the cells of a table one after the other, as HTML and Word tell them: some span others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.opening.sheets import Merged, SheetRow

if TYPE_CHECKING:
    from servanda.reading.matrices.opening.sheets import Filling, Sheet

_MOST_ACROSS: Final = 200
_MOST_COLUMNS: Final = 2_000
_MOST_DOWN: Final = 65_534


@dataclass(frozen=True)
class LaidCell:
    """A cell as a document tells it: its words, how far it spans, and how it looks."""

    words: str
    across: int = 1
    down: int = 1
    indent: int = 0
    is_bold: bool = False
    is_number: bool = False


@dataclass
class Laying:
    """Where the laying of a table stands; columns that a cell above still spans are passed over."""

    sheet: Sheet
    filling: Filling
    number: int = 0
    column: int = 0
    spanned: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        """Begin the next row."""
        self.number += 1
        self.column = 0
        self.row = SheetRow(self.number, {})

    def end_row(self) -> None:
        """Keep the row where it holds anything."""
        if self.row.cells:
            self.sheet.rows.append(self.row)

    def skip(self, columns: int) -> None:
        """Leave columns empty."""
        self.column = min(self.column + columns, _MOST_COLUMNS)

    def add(self, cell: LaidCell) -> None:
        """Lay the next cell of the row."""
        self.column += 1
        while self.spanned.get(self.column, 0) >= self.number:
            self.column += 1
        if self.column > _MOST_COLUMNS:
            return
        across = min(max(cell.across, 1), _MOST_ACROSS)
        down = min(max(cell.down, 1), _MOST_DOWN)
        words = self.filling.words(cell.words, row=self.number, column=self.column)
        if words:
            self.row.cells[self.column] = words
            if cell.indent:
                self.row.indents[self.column] = cell.indent
            if cell.is_bold:
                self.row.bold.add(self.column)
            if cell.is_number:
                self.row.numbers.add(self.column)
        self._span(across, down)

    def _span(self, across: int, down: int) -> None:
        last = self.column + across - 1
        bottom = self.number + down - 1
        if across > 1 or down > 1:
            self.sheet.merged.append(Merged(self.number, self.column, bottom, last))
        if down > 1:
            self.spanned |= dict.fromkeys(range(self.column, last + 1), bottom)
        self.column = last
