"""All that a query selects, lot by lot: first the numbers of all, then the values of some at a time.

So a list of any length and in any order is sorted once, nothing is held open while somebody takes a
file slowly, and who may see an entry is asked once more when its values are read.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from django.db.models import DateField, Expression, ExpressionWrapper, F, Field
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language, override

from servanda.registers.lists.ordering import Walk, in_order, next_ones, order_of
from servanda.registers.lists.rights import field_at, seen_value, visible
from servanda.registers.lists.selecting import selection
from servanda.registers.lists.telling import gathered_cells, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from servanda.registers.lists.checking import Asked
    from servanda.registers.lists.declaring import Column, GatheredCell
    from servanda.registers.models import Desk

LOT: Final = 2_000


@dataclass(frozen=True)
class Lot:
    """The values of some entries, in the order of the list.

    `links` are the numbers of the entries to which each way leads; `marked` the markings of those
    among them that the person may see, None for all others. `gathered` are the cells of the columns
    that need rows of their own.
    """

    numbers: Sequence[int]
    values: Mapping[str, Sequence[Any]]
    ways: Mapping[str, tuple[str, ...]]
    links: Mapping[str, Sequence[int | None]]
    marked: Mapping[str, Sequence[str | None]]
    handling: Sequence[str]
    gathered: Mapping[str, Sequence[GatheredCell]]

    def hidden(self, column: Column) -> frozenset[int]:
        """Return the places at which a column would tell of an entry that the person may not see."""
        return frozenset(
            place
            for way in self.ways[column.name]
            if None in self.marked[way]
            for place, (link, marking) in enumerate(
                zip(self.links[way], self.marked[way], strict=True)
            )
            if marking is None and link is not None
        )

    @property
    def markings(self) -> list[Sequence[str | None]]:
        """The markings of the entries and of all that is told of them."""
        gathered = [
            markings
            for cells in self.gathered.values()
            for markings in zip_longest(*(cell.handling for cell in cells))
        ]
        return [self.handling, *self.marked.values(), *gathered]


class Reading:
    """What a checked query selects, in some columns, in the language in which it was asked for."""

    def __init__(self, desk: Desk, checked: Asked, columns: Sequence[Column]) -> None:
        self._desk, self._checked, self._listed = desk, checked, checked.listed
        self._columns, self._language = columns, get_language() or "en"
        self._paths = list(dict.fromkeys(path for one in columns for path in one.fields))
        self._ways_of = {one.name: tuple(ways_of(self._listed, one)) for one in columns}
        self._ways = list(dict.fromkeys(way for ways in self._ways_of.values() for way in ways))

    def lots(self, *, size: int | None = None) -> Iterator[Lot]:
        """Give everything in the order of the list, so many at a time."""
        for numbers in self._stretches(size or LOT):
            found = self._lot(numbers)
            if found.numbers:
                yield found

    def _stretches(self, size: int) -> Iterator[Sequence[int]]:
        """Give the numbers of all, so many at a time: the first at once where an index has them."""
        walk = Walk(order_of(self._desk, self._listed, self._checked.query))
        entries, first = selection(self._desk, self._checked), array("q")
        if walk.order.is_always_known:
            nearest = next_ones(self._desk, entries, walk, most=size)
            first = array("q", nearest.values_list("pk", flat=True))
            yield from [first] if first else []
            if len(first) < size:
                return
        given = frozenset(first)
        found = entries.order_by(*in_order(walk)).values_list("pk", flat=True)
        rest = array("q", (one for one in found.iterator(chunk_size=LOT) if one not in given))
        for place in range(0, len(rest), size):
            yield rest[place : place + size]

    def _lot(self, numbers: Sequence[int]) -> Lot:
        """Read some entries, one at least; what was hidden or merged since its number was read is left out."""
        # As rows of their own: of a long list SQLite believes that an index of all entries is shorter.
        keys = RawSQL(f"VALUES {', '.join(f'({number})' for number in numbers)}", [])  # noqa: S611  whole numbers of ours
        seen = visible(self._desk, self._listed.model).filter(pk__in=keys).order_by()
        told: dict[str, Any] = {}
        for place, path in enumerate(self._paths):
            told[f"value_{place}"] = self._value(path)
        for place, way in enumerate(self._ways):
            told[f"link_{place}"] = F(way)
            told[f"marked_{place}"] = seen_value(self._desk, self._listed.model, f"{way}__handling")
        rows = seen.annotate(**told).values_list("pk", "handling", *told)
        by_number = {row[0]: row for row in rows}
        read = [by_number[number] for number in numbers if number in by_number]
        columns = list(zip(*read, strict=True)) or [()] * (2 + len(told))
        links = columns[2 + len(self._paths) :]
        with override(self._language):
            gathered = gathered_cells(self._desk, self._columns, columns[0])
        return Lot(
            numbers=columns[0],
            handling=columns[1],
            values=dict(zip(self._paths, columns[2:], strict=False)),
            ways=self._ways_of,
            links=dict(zip(self._ways, links[::2], strict=True)),
            marked=dict(zip(self._ways, links[1::2], strict=True)),
            gathered=gathered,
        )

    def _value(self, path: str) -> F | Expression:
        computed = (self._listed.computed or {}).get(path)
        if computed is not None:
            return computed(self._desk)
        if isinstance(field_at(self._listed.model, path), DateField):
            return ExpressionWrapper(F(path), output_field=Field())  # a day already as it is read
        return F(path)
