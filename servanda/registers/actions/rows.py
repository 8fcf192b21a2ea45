"""Between the history and the tables: which row a change tells of, which rows lead to which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TypeGuard, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models

from servanda.history.rules import JsonValue
from servanda.registers.actions.telling import NOT_TOLD
from servanda.registers.models import Desk, Entry, EntryQuerySet, Row

Item = TypeVar("Item")
AT_ONCE = 1_000


@dataclass(frozen=True)
class Reference:
    """A column by which rows of one table lead to rows of another: by key, or by public name.

    `target` is None for a column that holds the public name of an entry of any kind.
    """

    table: type[Row]
    column: str
    target: type[models.Model] | None

    def leading_to(self, row: Row) -> "models.QuerySet[Row]":
        """Return the rows that lead to a row by this column, oldest first."""
        value: object = row.uuid if self.target is None else row.pk
        found = self.table._default_manager.filter(**{self.column: value})
        return found.filter(register=row.register_id).order_by("pk")

    def point(self, row: Row, at: Row | None) -> None:
        """Let a row lead to another one, or to none."""
        if self.target is None:
            setattr(row, self.column, at.uuid if at else None)
        else:
            setattr(row, self.column, at)

    def leading_to_any(self, rows: Sequence[Row]) -> "models.QuerySet[Row]":
        """Return the rows of the same register that lead to any of some rows, oldest first."""
        values: list[object] = [row.uuid if self.target is None else row.pk for row in rows]
        found = self.table._default_manager.filter(**{f"{self.column}__in": values})
        return found.filter(register__in={row.register_id for row in rows}).order_by("pk")


@cache
def tables() -> tuple[type[Row], ...]:
    """Return every table whose rows stand in registers."""
    return tuple(model for model in apps.get_models() if issubclass(model, Row))


@cache
def references_to(table: type[Row]) -> tuple[Reference, ...]:
    """Return every column by which rows lead to those of a table; that of merging apart."""
    found = []
    for source in tables():
        for column in source._meta.concrete_fields:
            if column.name in {"register", "side", "merged_into"}:
                continue
            if isinstance(column, models.ForeignKey) and column.related_model is table:
                found.append(Reference(source, column.name, table))
            elif _names_an_entry(column) and issubclass(table, Entry):
                found.append(Reference(source, column.name, None))
    return tuple(found)


def seen_by(desk: Desk, rows: "models.QuerySet[Row]") -> "models.QuerySet[Row]":
    """Return those of some rows that the person at a desk may see; names are seen with their own."""
    return rows.visible_to(desk) if isinstance(rows, EntryQuerySet) else rows


def sees(desk: Desk, row: Row) -> bool:
    """Tell whether the person at a desk may see an entry; what is no entry is seen with its own."""
    return seen_by(desk, type(row)._default_manager.filter(pk=row.pk)).exists()


def sees_all(desk: Desk, rows: Iterable[Row | None]) -> bool:
    """Tell whether the person at a desk may see all entries among some rows: few queries a table."""
    by_table: dict[type[Row], list[int]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Entry):
            by_table[type(row)].append(row.pk)
    return all(
        seen_by(desk, table._default_manager.filter(pk__in=lot)).count() == len(lot)
        for table, keys in by_table.items()
        for lot in lots(keys)
    )


def row_named(kind: str, uuid: UUID) -> Row | None:
    """Return the row of a kind with a public name, None where there is none."""
    found = (table._default_manager.filter(uuid=uuid).first() for table in tables_of(kind))
    return next((row for row in found if row is not None), None)


def rows_named(kinds: Mapping[UUID, str]) -> Iterator[Row]:
    """Yield the rows of some public names, of each of which the kind is told: few queries a table."""
    for kind in sorted(set(kinds.values())):
        names = [uuid for uuid, told in kinds.items() if told == kind]
        for table in tables_of(kind):
            for lot in lots(names):
                yield from table._default_manager.filter(uuid__in=lot).order_by("pk")


def with_what_they_lead_to(rows: Iterable[Row]) -> list[Row]:
    """Return rows with all that their columns lead to; what several rows lead to is fetched once."""
    found = list(rows)
    for _table, alike in groupby(found, key=type):
        for lot in lots(list(alike)):
            for column in lot[0]._meta.concrete_fields:
                if isinstance(column, models.ForeignKey):
                    _fetch(column, lot)
            _fetch_beyond(lot)
    return found


def fetch_told(rows: Sequence[Row]) -> None:
    """Fetch what some rows of one table lead to by the columns that the history tells."""
    for row in rows[:1]:
        for name in told_columns(type(row)):
            column = _column(type(row), name)
            if isinstance(column, models.ForeignKey):
                _fetch(column, rows)


def fetch_path(rows: Sequence[models.Model], path: str) -> None:
    """Fetch what some rows of one table lead to along a path of columns, as `of__provision`."""
    for name in filter(None, path.split("__")):
        column = rows[0]._meta.get_field(name) if rows else None
        if not isinstance(column, models.ForeignKey):
            return
        _fetch(column, rows)
        rows = [there for row in rows if (there := getattr(row, name)) is not None]


def _fetch_beyond(rows: Sequence[Row]) -> None:
    """Fetch the entries that are found by the words of some rows, where they are not led to at once."""
    by, _bar, further = rows[0].FEEDS.partition("__")
    if further:
        owners = [getattr(row, by) for row in rows]
        column = type(owners[0])._meta.get_field(further)
        if isinstance(column, models.ForeignKey):
            _fetch(column, owners)


def _fetch(column: "models.ForeignKey[object, object]", rows: Sequence[models.Model]) -> None:
    """Fetch what a column of some rows leads to, once for all of them; what is at hand stays."""
    rows = [row for row in rows if not column.is_cached(row)]
    keys = {getattr(row, column.attname) for row in rows} - {None}
    there = column.related_model._default_manager.in_bulk(list(keys)) if keys else {}
    for row in rows:
        related = there.get(getattr(row, column.attname))
        if related is not None:
            column.set_cached_value(row, related)


def lots(those: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a list into lots that one query has room for."""
    return (those[first : first + AT_ONCE] for first in range(0, len(those), AT_ONCE))


def tables_of(kind: str) -> list[type[Row]]:
    """Return the tables of a kind: one for most, several for names and texts."""
    return [table for table in tables() if kind == table.KIND]


def table_told(kind: str, values: dict[str, JsonValue]) -> type[Row] | None:
    """Return the table that a row stood in, by its kind and what the history tells of its fields.

    Names of parties and of persons are of one kind: what they are of tells which.
    """
    fitting = [
        table
        for table in tables_of(kind)
        if all(_leads_somewhere(table, name, value) for name, value in values.items())
    ]
    return fitting[0] if len(fitting) == 1 else None


def untold(row: Row, name: str, value: JsonValue) -> object:
    """Return the value of a field from what the history tells of it: the opposite of `told`.

    Raises LookupError for a related row that is not there any more.
    """
    column = _column(type(row), name)
    if value is None:
        return None if column.null else column.get_default()
    if isinstance(column, models.ForeignKey):
        found = _related(column, value)
        if found is None:
            raise LookupError(f"{name} {value}")
        return found
    return column.to_python(value)


def told_columns(table: type[Row]) -> Iterator[str]:
    """Yield the names of the fields that the history tells."""
    return (c.name for c in table._meta.concrete_fields if c.name not in NOT_TOLD)


def _column(table: type[Row], name: str) -> "models.Field[object, object]":
    column = table._meta.get_field(name)
    if not isinstance(column, models.Field):
        raise TypeError(f"{table.__name__} has no column {name}.")
    return column


def _leads_somewhere(table: type[Row], name: str, value: JsonValue) -> bool:
    if name not in told_columns(table):
        return False
    column = _column(table, name)
    return (
        not isinstance(column, models.ForeignKey)
        or value is None
        or _related(column, value) is not None
    )


def _related(column: "models.ForeignKey[object, object]", value: JsonValue) -> models.Model | None:
    target = column.related_model
    key = "uuid" if any(field.name == "uuid" for field in target._meta.fields) else "pk"
    return target._default_manager.filter(**{key: value}).first()


def _names_an_entry(column: object) -> TypeGuard["models.UUIDField[object, object]"]:
    return isinstance(column, models.UUIDField) and column.name != "uuid"
