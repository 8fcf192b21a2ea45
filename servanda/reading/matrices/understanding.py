"""Understands each cell of a row by its column, and tells what is doubtful, with the cell's address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.actors import read_actors
from servanda.reading.matrices.cells.money import read_money
from servanda.reading.matrices.cells.timing import period_of, read_timing
from servanda.reading.matrices.model import Cell, Column, Doubt, Field, Parsed, Row, RowKind, Timing
from servanda.reading.matrices.opening import address
from servanda.reading.matrices.words import folded
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.matrices.opening import SheetRow
    from servanda.reading.notices import Notice

_UNDERSTOOD: Final = frozenset({Field.TIMING, Field.MONEY, Field.RESPONSIBLE, Field.PARTNERS})
_STRUCTURAL: Final = frozenset({RowKind.HEADING, RowKind.NOTE, RowKind.PROBLEM})
_MARKS: Final = frozenset({"x", "х", "+", "✓", "✔", "v", "●", "•", "*", "■", "√", "☑", "☒"})
# What forms ask for, left where nobody filled it in.
_INSTRUCTION = re.compile(
    r"[\[<({]+\s*(?:please\s+)?(?:insert|enter|fill|choose|select|specify|indicate|add|describe|укажите|"
    r"указать|впишите|выберите|заполните|вкажіть|зазначте|оберіть|заповніть|insérer|indiquer|préciser|"
    r"choisir|insertar|indicar|especificar|elegir)\b",
    re.IGNORECASE,
)
_LONGEST_MARK: Final = 4
_LONG: Final = 32_767  # what a cell of a spreadsheet holds at most


def understand(
    row: Row, source: SheetRow, spanned: Mapping[int, str], columns: Mapping[int, Column]
) -> None:
    """Add the cells of a row, those that a cell above spans among them, and their doubts."""
    together = {**spanned, **source.cells} if spanned else source.cells
    is_structure = row.kind in _STRUCTURAL
    for index in sorted(together):
        raw = together[index]
        column = columns.get(index)
        if column is None or (is_structure and len(source.cells) == 1):
            row.cells.append(Cell(index, raw, _text(raw)))
            continue
        parsed, doubts = _parsed(raw, column)
        row.cells.append(Cell(index, raw, parsed))
        if index in source.cells:
            row.doubts += [Doubt(doubt, address(row.number, index)) for doubt in doubts]


def _parsed(raw: str, column: Column) -> tuple[Parsed, tuple[Notice, ...]]:
    if len(raw) > _LONG:
        doubt = _("the cell is longer than a spreadsheet holds; it is kept whole.")
        return None if column.field in _UNDERSTOOD else raw, (doubt,)
    if column.field in _UNDERSTOOD and raw[0] == "=":
        return None, ()  # a formula that was never computed, told of as such
    if column.field in _UNDERSTOOD:
        return _understood(raw, column)
    if raw[0] in "[<({" and _INSTRUCTION.match(raw):
        return None, (_("“%(told)s” reads like an instruction of the form.", told=raw[:80]),)
    return _text(raw), ()


def _understood(raw: str, column: Column) -> tuple[Parsed, tuple[Notice, ...]]:
    if column.field is Field.TIMING:
        return _timing(raw, column)
    if column.field is Field.MONEY:
        told = read_money(raw, column)
        return told.lines or None, told.doubts
    read = read_actors(raw, usual=column.role or "lead")
    return read.actors or None, read.doubts


def _timing(raw: str, column: Column) -> tuple[Parsed, tuple[Notice, ...]]:
    if (
        len(raw) < _LONGEST_MARK and folded(raw) in _MARKS
    ):  # a mark under a period, as in a drawn schedule
        period = period_of(column.heading)
        if period is None:
            doubt = _(
                "the mark stands under “%(heading)s”, which names no year.",
                heading=column.heading[-60:],
            )
            return None, (doubt,)
        return period, ()
    read = read_timing(raw)
    return read.timing, read.doubts


def _text(raw: str) -> str:
    """Give the words in one line, the same string where they stand in one."""
    if raw.isprintable() and "  " not in raw and raw[:1] != " " != raw[-1:]:
        return raw
    return " ".join(raw.split())


def timing_of(row: Row, columns: Mapping[int, Column]) -> list[tuple[Cell, Timing]]:
    """Give the times that the cells of a row tell."""
    return [
        (cell, cell.parsed)
        for cell in row.cells
        if isinstance(cell.parsed, Timing)
        and cell.column in columns
        and columns[cell.column].field is Field.TIMING
    ]
