"""Asking for what belongs to given entries, be they few or many thousands."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, QuerySet

Found = TypeVar("Found", bound=Model)

NAMED_AT_MOST = 2_000
"""More is not named one by one: SQLite takes 32,766 parameters, and reading all is faster by then."""


def asked_for(rows: QuerySet[Found], field: str, asked: Collection[object]) -> QuerySet[Found]:
    """Return the rows whose field is among what is asked for; all rows where that is too much to name.

    The caller gives the rows of one register, and leaves out what it did not ask for.
    """
    return rows.filter(**{f"{field}__in": asked}) if len(asked) <= NAMED_AT_MOST else rows
