"""Days on which somebody speaks for a party: plain Python."""

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[date, date | None]
"""The first and the last day of a time; without a last one it lasts for ever."""

ONE_DAY = timedelta(days=1)


def days_left(wanted: Days, *, taken: Iterable[Days]) -> list[Days]:
    """Return the parts of a time that no other time takes, in their order."""
    since, until = wanted
    left: list[Days] = []
    for first, last in sorted(taken, key=lambda days: days[0]):
        if until is not None and first > until:
            break
        if first > since:
            left.append((since, first - ONE_DAY))
        if last is None:
            return left
        since = max(since, last + ONE_DAY)
    if until is None or since <= until:
        left.append((since, until))
    return left
