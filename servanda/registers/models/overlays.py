"""Tables laid over those of the database for one reading: the same names, other rows.

A temporary table is found before a lasting one of its name, on SQLite and on PostgreSQL alike, and
by its own connection alone. So whatever reads by the models reads the overlay, and nobody else is
held up: the lasting tables are neither written nor locked.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.models import ForeignKey, Model

from servanda.registers.models.entries import Row


@contextmanager
def laid_over(tables: Sequence[type[Row]], *, registers: Sequence[int]) -> Iterator[None]:
    """Lay copies over some tables, with the rows of these registers (by key), until the end."""
    laid: list[type[Row]] = []
    try:
        for table in tables:
            _lay(table, registers)
            laid.append(table)
        yield
    finally:
        for table in laid:
            _run(f"DROP TABLE {_schema()}.{_quoted(table._meta.db_table)}")


def replace_rows(table: type[Row], *, out: Iterable[int], rows: Iterable[Row]) -> None:
    """In a table that is laid over, take rows out (by key) and put others in, as they are."""
    name = f"{_schema()}.{_quoted(table._meta.db_table)}"
    columns = table._meta.concrete_fields
    values = [
        [column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns]
        for row in rows
    ]
    names = ", ".join(_quoted(column.column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {name} WHERE id = %s", [[key] for key in out])  # noqa: S608  a name of ours
        cursor.executemany(f"INSERT INTO {name} ({names}) VALUES ({marks})", values)  # noqa: S608  names of ours


def _lay(table: type[Row], registers: Sequence[int]) -> None:
    name = _quoted(table._meta.db_table)
    lasting = f"main.{name}" if connection.vendor == "sqlite" else name
    keys = ", ".join(str(int(key)) for key in registers)
    _run(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {lasting} WHERE register_id IN ({keys})")  # noqa: S608  names of ours, whole numbers
    for column in table._meta.concrete_fields:
        if column.primary_key or column.name == "uuid" or isinstance(column, ForeignKey):
            _index(table, column.column)


def _index(table: type[Model], column: str | None) -> None:
    name = _quoted(table._meta.db_table)
    if connection.vendor == "sqlite":
        index = _quoted(f"laid_{table._meta.db_table}_{column}")
        _run(f"CREATE INDEX temp.{index} ON {name} ({_quoted(column)})")
    else:
        _run(f"CREATE INDEX ON pg_temp.{name} ({_quoted(column)})")


def _schema() -> str:
    return "temp" if connection.vendor == "sqlite" else "pg_temp"


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
