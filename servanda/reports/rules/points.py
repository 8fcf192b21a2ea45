"""The matrix of open points: what is left out, and in which order the rest asks for attention."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from servanda.progress.rules import Headline, attention
from servanda.reports.rules.brief import Measures, OpenPoint

SETTLED = frozenset({Headline.DONE, Headline.ABANDONED})


def in_order(points: Iterable[OpenPoint]) -> tuple[OpenPoint, ...]:
    """Return the points in the order of attention; of a kind, the earliest due first."""
    return tuple(sorted(points, key=_place))


def is_settled(point: OpenPoint, *, before: date | None) -> bool:
    """Tell whether all who speak of a point called it done (or given up) before the last meeting.

    `before` is the last day of the last meeting; without one, nothing is left out.
    """
    if before is None or point.standing not in SETTLED:
        return False
    return max(standing.since for standing in point.standings) <= before


def wants_attention(point: OpenPoint) -> bool:
    """Tell whether a measure of a plan belongs into the brief: overdue or disputed."""
    return point.overdue or point.standing == Headline.DISPUTED


def measures_of(points: Iterable[OpenPoint]) -> dict[UUID, Measures]:
    """Count the commitments of each instrument by their headline; the key is the instrument."""
    of_instrument: dict[UUID, list[OpenPoint]] = defaultdict(list)
    for point in points:
        of_instrument[point.instrument.uuid].append(point)
    return {uuid: _measures(found) for uuid, found in of_instrument.items()}


def _measures(points: list[OpenPoint]) -> Measures:
    counts = Counter(point.standing for point in points)
    return Measures(
        total=len(points),
        overdue=sum(point.overdue for point in points),
        standings=tuple((headline, counts[headline]) for headline in Headline if counts[headline]),
    )


def _place(point: OpenPoint) -> tuple[int, date, date, str, UUID]:
    agreed = point.agreed_on.earliest or point.told_on.earliest or date.max
    return (
        attention(standing=point.standing, overdue=point.overdue),
        point.due.latest or date.max,
        agreed,
        point.text,
        point.target.uuid,
    )
