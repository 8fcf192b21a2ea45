"""Understands each cell of a row by its column, and tells what is doubtful, with the cell's address."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.actors import read_actors
from servanda.reading.matrices.cells.money import read_money
from servanda.reading.matrices.cells.timing import period_of, read_timing
from servanda.reading.matrices.model import (
    Cell,
    Column,
    Doubt,
    Field,
    MoneyLine,
    Parsed,
    Row,
    RowKind,
)
from servanda.reading.matrices.opening import address
from servanda.reading.matrices.words import alternatives, folded, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from servanda.reading.matrices.opening import SheetRow
    from servanda.reading.notices import Notice

_UNDERSTOOD: Final = frozenset({Field.TIMING, Field.MONEY, Field.RESPONSIBLE, Field.PARTNERS})
_STRUCTURAL: Final = frozenset({RowKind.HEADING, RowKind.NOTE, RowKind.PROBLEM})
_MARKS: Final = frozenset({"x", "х", "+", "✓", "✔", "v", "●", "•", "*", "■", "√", "☑", "☒"})
_OPENING: Final = frozenset("[<({")
_LONGEST_MARK: Final = 4
_LONG: Final = 32_767  # what a cell of a spreadsheet holds at most


class Understanding:
    """Understands the cells of one table, each by the column it stands in."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.understood = {
            column.index: column for column in columns if column.field in _UNDERSTOOD
        }

    def add_cells(self, row: Row, source: SheetRow, spanned: Mapping[int, SheetRow]) -> None:
        """Add the cells of a row, those that a cell of a row above spans among them, and their doubts."""
        above = {index: one.cells[index] for index, one in spanned.items()}
        together = {**above, **source.cells} if above else source.cells
        is_structure = row.kind in _STRUCTURAL and len(source.cells) == 1
        understood, cells = self.understood, row.cells
        for index in sorted(together):
            raw = together[index]
            column, is_spanned = understood.get(index), index not in source.cells
            if is_structure or (column is None and len(raw) <= _LONG and raw[0] not in _OPENING):
                cells.append(Cell(index, raw, _text(raw), is_spanned))
                continue
            owner = spanned[index] if is_spanned else source
            parsed, doubts = _parsed(raw, column, is_number=index in owner.numbers)
            if is_spanned:
                parsed, doubts = _told_above(parsed, row, owner)
            cells.append(Cell(index, raw, parsed, is_spanned))
            if doubts:
                row.doubts += [Doubt(doubt, address(row.number, index)) for doubt in doubts]


def _told_above(parsed: Parsed, row: Row, owner: SheetRow) -> tuple[Parsed, tuple[Notice, ...]]:
    """Give what a cell above says of a row that it spans: all but an amount, which counts once."""
    lines = parsed if isinstance(parsed, tuple) else ()
    if not any(isinstance(line, MoneyLine) and line.amount for line in lines):
        return parsed, ()
    if row.kind is RowKind.INDICATOR or row.goes_on:
        return None, ()  # the amount is that of the row above, which this one goes on with
    return None, (
        _("the amount is told for several rows together, in row %(row)s.", row=owner.number),
    )


def _parsed(
    raw: str, column: Column | None, *, is_number: bool
) -> tuple[Parsed, tuple[Notice, ...]]:
    if len(raw) > _LONG:
        doubt = _("the cell is longer than a spreadsheet holds; it is kept whole.")
        return raw if column is None else None, (doubt,)
    if column is None:
        return _plain(raw)
    if raw[0] == "=":
        return None, ()  # a formula that was never computed, told of as such
    if column.field is Field.MONEY:
        told = read_money(raw, column, is_number=is_number)
        return told.lines or None, told.doubts
    return _understood(raw, column)


def _plain(raw: str) -> tuple[Parsed, tuple[Notice, ...]]:
    if _instruction().match(raw):
        return None, (_("“%(told)s” reads like an instruction of the form.", told=raw[:80]),)
    return _text(raw), ()


@cache
def _instruction() -> re.Pattern[str]:
    """Give what finds what a form asks for, left where nobody filled it in: `[insert date]`."""
    asked, polite = (alternatives(phrases("forms", name)) for name in ("asked", "polite"))
    return re.compile(
        rf"(?<![\[<({{])[\[<({{]+\s*(?:(?:{polite})\s+)?(?:{asked})(?!\w)", re.IGNORECASE
    )


def _understood(raw: str, column: Column) -> tuple[Parsed, tuple[Notice, ...]]:
    if column.field is Field.TIMING:
        return _timing(raw, column)
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
