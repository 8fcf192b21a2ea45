"""A list as a file, lot by lot: its columns as the list shows them, and the marking of each row."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language, gettext, override

from servanda.registers.lists.declaring import as_it_stands
from servanda.registers.lists.reading_lots import Reading
from servanda.registers.lists.rendering_csv import csv_pieces
from servanda.registers.lists.rendering_xlsx import Sheet, xlsx_pieces
from servanda.registers.lists.rights import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.registers.lists.checking import Asked
    from servanda.registers.lists.declaring import Column
    from servanda.registers.lists.reading_lots import Lot
    from servanda.registers.lists.rendering_csv import Cell, Columns
    from servanda.registers.models import Desk

_MARKING: Final = "handling"
_MOST_MARKINGS: Final = 65
"""So many different markings are remembered: the head of a printed page has room for fewer."""
_REMEMBERED: Final = 4_096
"""Values of a column whose words are remembered: most columns have a few that come again and again."""


class Export:
    """All that a checked query selects, as a table that is read while it is written.

    Its last column is the handling marking of all that the row tells, the register's among it. The
    words are in the language in which it was asked for, whatever is active when they are read.
    """

    def __init__(self, desk: Desk, checked: Asked) -> None:
        shown = checked.listed.shown(checked.query.columns)
        self.columns = [column for column in shown if column.name != _MARKING]
        self._desk, self._reading = desk, Reading(desk, checked, self.columns)
        self._language = get_language() or "en"
        self._tellers = {
            column.name: lru_cache(_REMEMBERED)(column.told) for column in self.columns
        }
        self._marking_of = lru_cache(_REMEMBERED)(desk.marking)
        self._markings: dict[str, None] = {}
        self._others = gettext("and others: see each row")
        self.title = str(checked.listed.title)
        self.head = [*(str(column.title) for column in self.columns), gettext("Handling marking")]

    def lots(self) -> Iterator[Columns]:
        """Give the rows in the order of the list, lot by lot and column by column."""
        for lot in self._reading.lots():
            with override(self._language):
                told = [*(self._told(column, lot) for column in self.columns), self._marked(lot)]
            yield told

    def csv(self) -> Iterator[bytes]:
        """Give the table as CSV, piece by piece."""
        return csv_pieces(self.head, self.lots())

    def xlsx(self) -> Iterator[bytes]:
        """Give the table as a workbook, piece by piece."""
        sheet = Sheet(self.title, self.head, self.markings, self._others)
        return xlsx_pieces(sheet, self.lots())

    def _told(self, column: Column, lot: Lot) -> Sequence[Cell]:
        """Tell the cells of a column; the words of what the person may not see are never asked for."""
        if column.gathered:
            return [cell.told for cell in lot.gathered[column.name]]
        values, hidden = [lot.values[path] for path in column.fields], lot.hidden(column)
        if column.told is as_it_stands and not hidden:
            return values[0]
        tell = self._tellers[column.name]
        if not hidden:
            return list(map(tell, *values))
        return [
            str(HIDDEN) if place in hidden else tell(*one)
            for place, one in enumerate(zip(*values, strict=True))
        ]

    def _marked(self, lot: Lot) -> Sequence[Cell]:
        """Tell the marking of each row: the register's and those of all entries it tells of."""
        told = [column for column in lot.markings if any(column)]
        if not told:
            return [self._desk.marking()] * len(lot.numbers)
        for marking in dict.fromkeys(one for column in told for one in column if one):
            if len(self._markings) < _MOST_MARKINGS:
                self._markings[marking] = None
        return list(map(self._marking_of, *([one or "" for one in column] for column in told)))

    def markings(self) -> list[str]:
        """Return the markings of the register and of all that was told until now."""
        return list(filter(None, [self._desk.register.handling, *self._markings]))
