"""What is looked at of a row before it is saved: where it leads, what may be written, what is checked."""

from django.db import models

from servanda.registers.models import Row, Side
from servanda.registers.rules import writable


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
