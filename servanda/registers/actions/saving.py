"""How rows are saved: what is looked at of them before, those that are stored, those that changed."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from django.db import models

from servanda.registers.actions.rows import lots
from servanda.registers.models import Row, Side
from servanda.registers.rules import writable

AnyRow = TypeVar("AnyRow", bound=Row)


def related(row: Row) -> list[Row | Side]:
    """Return the rows at hand to which a row leads; what was not fetched is left to the database."""
    there = [
        getattr(row, column.name)
        for column in row._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.is_cached(row)
    ]
    return [related for related in there if isinstance(related, Row | Side)]


def put_writable(row: Row) -> None:
    """Take the signs out of the words of a row that no text needs."""
    for column in row._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField):
            value = getattr(row, column.attname)
            if isinstance(value, str):
                setattr(row, column.attname, writable(value))


def left_to_database(row: Row) -> set[str]:
    """Name the fields not checked here: links (a query each), lists that may be empty, unknowns."""
    return {
        column.name
        for column in row._meta.concrete_fields
        if column.is_relation
        or isinstance(column, models.JSONField)
        or (column.null and getattr(row, column.attname) is None)
    }


def require_clean(row: Row) -> None:
    """Raise ValidationError for values that a row may not have."""
    row.full_clean(exclude=left_to_database(row), validate_unique=False, validate_constraints=False)


def stored_of(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """Return some rows of one table as they are stored, in the same order; nobody else changes them.

    Raises the DoesNotExist of the table where one is not there any more.
    """
    found: dict[int, AnyRow] = {}
    for lot in lots(rows):
        keys = [row.pk for row in lot]
        stored = type(lot[0])._default_manager.select_for_update().filter(pk__in=keys)
        found |= {row.pk: row for row in stored.order_by("pk")}
    if len(found) < len({row.pk for row in rows}):
        raise type(rows[0]).DoesNotExist
    return [found[row.pk] for row in rows]


def store(rows: Sequence[Row], names: Collection[str]) -> None:
    """Save some fields of rows of one table, lot by lot."""
    if rows:
        type(rows[0])._default_manager.bulk_update(rows, sorted(names))
