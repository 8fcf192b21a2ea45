"""What the columns of a list tell of its entries, from the raw values of one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from servanda.registers.lists.declaring import GatheredCell
from servanda.registers.lists.rights import (
    HIDDEN,
    entries_on,
    is_hidden,
    related_at,
    seen_value,
)
from servanda.registers.models import Desk, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from django.db.models import Expression, F, QuerySet

    from servanda.registers.lists.declaring import Column, EntryList, Told
    from servanda.registers.lists.ordering import Order

ALWAYS: Final = ("pk", "ordered_by", "uuid", "revision", "handling")
"""What is read of each entry before the values of the columns; of that the order is the second."""
NOTHING: Final = GatheredCell("")


@dataclass(frozen=True)
class Cell:
    """What a list tells of an entry in one column; `kind` and `uuid` name the entry it leads to."""

    told: Told
    kind: str = ""
    uuid: UUID | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class ListRow:
    """An entry in a list. `handling` are the markings of all whose words its cells show."""

    number: int
    uuid: UUID
    revision: int
    handling: tuple[str, ...]
    cells: tuple[Cell, ...]


class Telling:
    """How the columns asked for are read: `values` goes into the query, `rows` tells what came."""

    def __init__(self, desk: Desk, listed: EntryList, columns: Sequence[Column]) -> None:
        self.desk, self.listed, self.columns = desk, listed, columns
        self._computed = listed.computed or {}
        self._paths = list(dict.fromkeys(path for one in columns for path in one.fields))
        self._ways = list(dict.fromkeys(way for one in columns for way in ways_of(listed, one)))

    def values(self, entries: QuerySet[Entry], order: Order) -> QuerySet[Entry, Any]:
        """Return what is read of each entry: in the order of ALWAYS, then for paths and ways."""
        told: dict[str, Expression | F] = {"ordered_by": order.value}
        for number, path in enumerate(self._paths):
            told[f"value_{number}"] = self._value(path)
        for number, way in enumerate(self._ways):
            told[f"hidden_{number}"] = is_hidden(self.desk, way)
            told[f"led_{number}"] = seen_value(self.desk, self.listed.model, f"{way}__uuid")
            told[f"marked_{number}"] = seen_value(self.desk, self.listed.model, f"{way}__handling")
        return entries.annotate(**told).values_list(*dict.fromkeys([*ALWAYS, *told]))

    def rows(self, read: Sequence[tuple[Any, ...]]) -> Iterator[ListRow]:
        """Tell what was read, each entry a row; what is gathered takes one query a column."""
        keys = [values[0] for values in read]
        gathered = gathered_cells(self.desk, self.columns, keys)
        for place, values in enumerate(read):
            yield self._row(values, {name: cells[place] for name, cells in gathered.items()})

    def _row(self, values: tuple[Any, ...], gathered: Mapping[str, GatheredCell]) -> ListRow:
        number, _ordered, uuid, revision, handling = values[: len(ALWAYS)]
        first = len(ALWAYS) + len(self._paths)
        by_path = dict(zip(self._paths, values[len(ALWAYS) : first], strict=True))
        by_way = {
            way: values[first + 3 * place : first + 3 * place + 3]
            for place, way in enumerate(self._ways)
        }
        marked = [told[2] for told in by_way.values() if told[2]]
        marked += [marking for cell in gathered.values() for marking in cell.handling]
        cells = tuple(
            Cell(gathered[one.name].told, is_hidden=gathered[one.name].is_hidden)
            if one.gathered
            else self._cell(one, by_path, by_way, uuid)
            for one in self.columns
        )
        return ListRow(number, uuid, revision, (handling, *marked), cells)

    def _cell(
        self,
        column: Column,
        by_path: Mapping[str, Any],
        by_way: Mapping[str, tuple[bool, UUID | None, str | None]],
        uuid: UUID,
    ) -> Cell:
        if any(by_way[way][0] for way in ways_of(self.listed, column)):
            return Cell(str(HIDDEN), is_hidden=True)
        told = column.told(*(by_path[path] for path in column.fields))
        if column.leads_to is None or told in {None, ""}:
            return Cell(told)
        if column.leads_to == "":
            return Cell(told, self.listed.kind, uuid)
        related = related_at(self.listed.model, column.leads_to)
        assert issubclass(related, Entry)  # noqa: S101  a page shows an entry
        led = by_way[column.leads_to][1]
        return Cell(told, related.KIND, led) if led else Cell(told)

    def _value(self, path: str) -> Expression | F:
        if path in self._computed:
            return self._computed[path](self.desk)
        return seen_value(self.desk, self.listed.model, path)


def gathered_cells(
    desk: Desk, columns: Iterable[Column], keys: Sequence[int]
) -> dict[str, list[GatheredCell]]:
    """Gather the cells of the columns that need rows of their own: for each key, one query a column."""
    found = {one.name: one.gathered(desk, keys) for one in columns if one.gathered}
    return {name: [cells.get(key, NOTHING) for key in keys] for name, cells in found.items()}


def ways_of(listed: EntryList, column: Column) -> Iterable[str]:
    """Give the ways to the entries over which the values of a column are read."""
    found = [
        way
        for path in column.fields
        if path not in (listed.computed or {}) and "__" in path
        for way in entries_on(listed.model, path.rpartition("__")[0])
    ]
    return dict.fromkeys([*found, column.leads_to] if column.leads_to else found)
