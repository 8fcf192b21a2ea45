"""Rows straight into a table, many at once: `executemany` on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

if TYPE_CHECKING:
    from django.db import models

Value: TypeAlias = "str | int | None"
AT_ONCE = 5_000


class Table:
    """A table being filled: some columns vary, the others hold their defaults or what is given.

    Values are what both databases read alike: days, moments, JSON and public names as text, a truth as 0
    or 1. `digest` is of all that was written, so two fillings are compared without reading them.
    """

    def __init__(self, model: type[models.Model], *varying: str, **given: Value) -> None:
        self.model = model
        self.count = 0
        self.digest = hashlib.sha256()
        self._first = 1 + (model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
        self._rows: list[tuple[Value, ...]] = []
        columns = {field.attname: field for field in model._meta.concrete_fields}
        unknown = {*varying, *given} - columns.keys()
        assert not unknown, f"no columns of {model.__name__}: {unknown}"
        rest = [name for name in columns if name != "id" and name not in varying]
        self._names = ["id", *varying, *rest]
        self._rest = tuple(
            given[name] if name in given else _default(columns[name]) for name in rest
        )

    @property
    def next(self) -> int:
        """The key of the row that is added next."""
        return self._first + self.count

    def add(self, *values: Value) -> int:
        """Add a row; return its key."""
        key = self.next
        self._rows.append((key, *values))
        self.count += 1
        if len(self._rows) == AT_ONCE:
            self.write()
        return key

    def write(self) -> None:
        """Write the rows that are not in the table yet."""
        self.digest.update(repr(self._rows).encode())
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = [self.model._meta.get_field(name).column for name in self._fields()]  # type: ignore[union-attr]  # a column each
        names = ", ".join(connection.ops.quote_name(str(column)) for column in columns)
        rows = [(*row, *self._rest) for row in self._rows]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        self._rows.clear()

    def _fields(self) -> list[str]:
        by_attname = {field.attname: field.name for field in self.model._meta.concrete_fields}
        return [by_attname[name] for name in self._names]


def _default(field: models.Field[object, object]) -> Value:
    """Return what a column holds where nothing is given."""
    value = field.get_default()
    if isinstance(value, list | dict):
        return "[]" if isinstance(value, list) else "{}"
    assert value is None or isinstance(value, str | int), field.name
    assert value is not None or field.null, f"{field.name} has no default"
    return int(value) if isinstance(value, bool) else value


def reset_sequences(written: list[type[models.Model]]) -> None:
    """Let the next row that a person adds have the next key, where a sequence counts keys."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)
