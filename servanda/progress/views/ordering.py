"""Points in the order in which they ask for attention, and how many have each standing."""

from collections import Counter
from collections.abc import Iterable

from servanda.progress.lists import STANDINGS
from servanda.progress.rules import Headline, attention
from servanda.progress.views.points import Count, Point


def by_attention(points: Iterable[Point]) -> list[Point]:
    """Return the points in the order of attention, what is overdue first."""

    def place(point: Point) -> int:
        standing = point.standing or Headline.NO_INFORMATION
        return attention(standing=standing, overdue=point.is_overdue)

    return sorted(points, key=place)


def counts_of(points: Iterable[Point]) -> list[Count]:
    """Count the points by standing, in the order of attention; an overdue one counts as overdue."""
    counter = Counter(filter(None, map(standing_of, points)))
    return [
        Count(value, label, counter[value]) for value, label in STANDINGS.items() if counter[value]
    ]


def standing_of(point: Point) -> str:
    """Return the key of STANDINGS under which a point counts; empty for what binds nobody."""
    if point.standing is None:
        return ""
    return "overdue" if point.is_overdue else str(point.standing)
