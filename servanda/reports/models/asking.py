"""Asking for what belongs to given entries, be they few or many thousands."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

Found = TypeVar("Found", bound=Model)

Keys = frozenset[int] | None
NAMED_AT_MOST = 2_000
"""More is not named one by one: SQLite takes 32,766 parameters, and reading all is faster by then."""


def asked_for(rows: QuerySet[Found], field: str, asked: Collection[object]) -> QuerySet[Found]:
    """Return the rows whose field is among what is asked for; all rows where that is too much to name.

    The caller gives the rows of one register, and leaves out what it did not ask for.
    """
    return rows.filter(**{f"{field}__in": asked}) if len(asked) <= NAMED_AT_MOST else rows


def among_keys(keys: Keys, name: str = "pk") -> Q:
    """Say that an entry is among those named by their keys; of so many that no list holds, nothing.

    Whoever names keys takes it that others come as well.
    """
    if keys is None or len(keys) > NAMED_AT_MOST:
        return Q()
    return Q(**{f"{name}__in": sorted(keys)})
