"""The order of a list, and what comes next in it: known values first, then those without one.

An order is one value and the number of the entry. What comes next is asked for each visibility and
for known and unknown values apart, so an index gives it at any depth, however many entries lie before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Expression,
    F,
    Func,
    OrderBy,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import NullIf

from servanda.registers.lists.rights import field_at, seen_value
from servanda.registers.rules import Visibility, visible_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.registers.lists.declaring import EntryList
    from servanda.registers.models import Desk, Entry
    from servanda.registers.rules.lists import ListQuery


@dataclass(frozen=True)
class Mark:
    """A place in an order: the value of an entry there, None where it has none, and its number."""

    value: object
    number: int


@dataclass(frozen=True)
class Order:
    """By what a list is ordered. `is_always_known` where no entry lacks the value."""

    value: Expression | F
    field: Any
    is_descending: bool
    is_always_known: bool


def order_of(desk: Desk, listed: EntryList, query: ListQuery) -> Order:
    """Return the order that a checked query asks for, else the list's own."""
    name, descending = listed.order, listed.is_descending
    if query.order:
        name, descending = query.order, query.descending
    column = listed.column(name)
    assert column is not None  # noqa: S101  the query was checked
    computed = (listed.computed or {}).get(column.order)
    if computed is not None:
        reckoned = computed(desk)
        field = reckoned.output_field
        told = NullIf(reckoned, Value("")) if isinstance(field, CharField) else reckoned
        return Order(told, field, descending, is_always_known=False)
    field = field_at(listed.model, column.order)
    value = seen_value(desk, listed.model, column.order)
    is_blank = isinstance(field, CharField) and field.blank
    if is_blank:
        value = NullIf(value, Value(""))
    is_own = "__" not in column.order
    return Order(value, field, descending, is_own and not (is_blank or field.null))


@dataclass(frozen=True)
class Walk:
    """How somebody goes through a list: by an order, from a mark, forward or back."""

    order: Order
    mark: Mark | None = None
    is_back: bool = False

    @property
    def is_descending(self) -> bool:
        return self.order.is_descending != self.is_back


def next_ones(desk: Desk, entries: QuerySet[Entry], walk: Walk, *, most: int) -> QuerySet[Entry]:
    """Return the entries that come next on a walk, so many at most, the nearest first."""
    parts = [
        written(stretch.order_by(*in_order(walk)).values("pk")[:most])
        for part in by_visibility(desk, entries)
        for stretch in _stretches(part, walk)
    ]
    union = " UNION ALL ".join(f"SELECT * FROM ({sql}) part" for sql, _values in parts)  # noqa: S608  written by Django
    keys = RawSQL(union, [value for _sql, values in parts for value in values])  # noqa: S611  as above
    found = entries.model._default_manager.filter(pk__in=keys)
    return found.order_by(*in_order(walk))[:most]


def in_order(walk: Walk) -> list[OrderBy]:
    """Return the order of a walk: known values first, whichever way it goes forward."""
    unknown = {} if walk.order.is_always_known else {"nulls_first": True}
    if unknown and not walk.is_back:
        unknown = {"nulls_last": True}
    by_value = OrderBy(walk.order.value, descending=walk.is_descending, **unknown)
    return [by_value, OrderBy(F("pk"), descending=walk.is_descending)]


def by_visibility(desk: Desk, entries: QuerySet[Entry]) -> Iterator[QuerySet[Entry]]:
    """Part entries by what lets a person see them, so that an index serves each part."""
    for kind in sorted(visible_kinds(desk.role)):
        yield entries.filter(effective_visibility=kind)
    if desk.role is not None and desk.side_id is not None:
        yield entries.filter(effective_visibility=Visibility.OWN_SIDE, side_id=desk.side_id)


def _stretches(entries: QuerySet[Entry], walk: Walk) -> Iterator[QuerySet[Entry]]:
    """Part what lies beyond the mark into entries with a known value and those without."""
    mark = walk.mark
    if walk.order.is_always_known:
        yield entries.filter(_beyond(walk, mark)) if mark else entries
        return
    entries = entries.annotate(ordered_by=walk.order.value)
    known, unknown = entries.filter(ordered_by__isnull=False), entries.filter(ordered_by=None)
    if mark is None:
        yield from (known, unknown)
    elif mark.value is None:
        yield unknown.filter(_number_beyond(walk, mark))
        yield from [known] if walk.is_back else []
    else:
        yield known.filter(_beyond(walk, mark))
        yield from [] if walk.is_back else [unknown]


def _beyond(walk: Walk, mark: Mark) -> Past:
    order = walk.order
    sign = " < " if walk.is_descending else " > "
    there = _Row(Value(mark.value, output_field=order.field), Value(mark.number))
    return Past(_Row(order.value, F("pk")), there, arg_joiner=sign)


def _number_beyond(walk: Walk, mark: Mark) -> Q:
    return Q(**{"pk__lt" if walk.is_descending else "pk__gt": mark.number})


class _Row(Func):
    """Values that are compared as one row, which SQLite and PostgreSQL do by an index."""

    template = "(%(expressions)s)"
    output_field = TextField()


class Past(Func):
    """Whether a row of a value and a number comes after another one, or before it."""

    template = "%(expressions)s"
    output_field = BooleanField()


def written(rows: QuerySet[Entry, Any]) -> tuple[str, tuple[object, ...]]:
    """Return a query as a part of a statement, with its values."""
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    return sql, tuple(values)
