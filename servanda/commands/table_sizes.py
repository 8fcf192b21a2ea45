"""How much each table holds, told to SQLite now and then: by that it chooses the index of a query.

PostgreSQL learns it by itself. SQLite would take every table for a small one, and then read a million
rows where an index leads to ten.
"""

from __future__ import annotations

from time import monotonic

from django.db import connection

EVERY = 600.0
"""Seconds between two times; nothing is learned where nothing was recorded meanwhile."""
LOOK_AFTER = 10.0
"""Seconds between two looks whether twice as much is recorded: then the sizes are learned at once."""
LOOKED_AT = 100_000
"""Rows of an index that are looked at: a second for a million updates. Of far fewer the planner takes an
index of a million rows for one of a thousand."""


def learn_sizes() -> None:
    """Let SQLite estimate anew how many rows each of its indexes parts."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")


class Sizes:
    """What the worker does while it waits: learn the sizes, when it is time and something changed."""

    def __init__(self) -> None:
        self._looked_at = self._learned_at = -EVERY
        self._records = 0

    def learn_when_due(self) -> None:
        """Learn the sizes of what grew a lot, or changed a while ago."""
        now = monotonic()
        if now - self._looked_at < LOOK_AFTER:
            return
        self._looked_at, records = now, _records()
        is_time = now - self._learned_at >= EVERY and records != self._records
        if is_time or records > 2 * self._records:
            learn_sizes()
            self._learned_at, self._records = now, records


def _records() -> int:
    """Return how many changes all histories hold."""
    from servanda.history.models import Chain  # noqa: PLC0415  needs Django set up

    return sum(Chain.objects.values_list("sequence", flat=True))
