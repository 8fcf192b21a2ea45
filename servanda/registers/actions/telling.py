"""What the history tells of a row: its fields, before and after, in plain words."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.db import models

from servanda.history.rules import FieldChange, JsonValue, fingerprint
from servanda.registers.models import Row

NOT_TOLD = frozenset({"id", "uuid", "register", "revision", "effective_embargo"})
"""Who a row is, how often it was changed, and what follows from what it hangs on."""


def follows(table: type[Row]) -> bool:
    """Tell whether all that the rows of a table say follows from others, so that none of it is told."""
    return table.UNTOLD.issuperset(column.name for column in _columns(table))


def told(row: Row) -> dict[str, JsonValue]:
    """Return the fields of a row as the history tells them: related rows by their public name.

    Of a field that is UNTOLD the history has the fingerprint alone; a row of nothing but such
    fields follows from others and is not told.
    """
    if follows(type(row)):
        return {}
    values = {column.name: _plain(getattr(row, column.name)) for column in _columns(type(row))}
    return {
        name: fingerprint(value) if value and name in row.UNTOLD else value
        for name, value in values.items()
    }


def told_changed(
    row: Row, before: dict[str, JsonValue], after: dict[str, JsonValue]
) -> list[FieldChange]:
    """Return what changed of a row, from what the history tells of it before and after."""
    return [
        FieldChange(row.KIND, row.uuid, name, before[name], after[name])
        for name in after
        if before[name] != after[name]
    ]


def told_new(row: Row) -> list[FieldChange]:
    """Return what the history tells of a row that was not there before."""
    return [
        FieldChange(row.KIND, row.uuid, name, None, value)
        for name, value in told(row).items()
        if value not in (None, "", [], {})
    ]


@cache
def _columns(table: type[Row]) -> "tuple[models.Field[object, object], ...]":
    return tuple(c for c in table._meta.concrete_fields if c.name not in NOT_TOLD)


def _plain(value: object) -> JsonValue:
    if isinstance(value, models.Model):
        return str(getattr(value, "uuid", value.pk))
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str | int | float | bool | list | dict | None):
        return value
    if isinstance(value, UUID | bytes):
        return str(value)
    raise TypeError(f"The history cannot tell a {type(value).__name__}.")
