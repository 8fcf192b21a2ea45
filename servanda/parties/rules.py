"""Days on which somebody speaks for a party, and who acts in whose place: plain Python."""

from collections.abc import Iterable, Mapping, Sequence
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


def in_place_of(party: int, successions: Mapping[int, Sequence[int]]) -> list[int]:
    """Return who acts in the place of a party, over any number of successions; itself where nobody.

    `successions` tell of each party which others took its place.
    """
    acting: list[int] = []
    asked, met = [party], {party}
    while asked:
        one = asked.pop(0)
        following = successions.get(one, ())
        if not following and one not in acting:
            acting.append(one)
        asked += [key for key in following if key not in met]
        met.update(following)
    return acting


def before(party: int, successions: Mapping[int, Sequence[int]]) -> set[int]:
    """Return all parties in whose place a party acts, itself apart."""
    found: set[int] = set()
    asked = {party}
    while asked:
        asked = {key for key, following in successions.items() if asked & set(following)} - found
        found |= asked
    return found - {party}
