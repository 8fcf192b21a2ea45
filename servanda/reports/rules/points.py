"""The matrix of open points: what is left out, and in which order the rest asks for attention."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from servanda.progress.rules import Headline, attention
from servanda.reports.rules.brief import Measures
from servanda.reports.rules.commitments import Commitment

SETTLED = frozenset({Headline.DONE, Headline.ABANDONED})
OVERDUE = "overdue"


def in_order(points: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return the points in the order of attention; of a kind, the earliest due first."""
    return tuple(sorted(points, key=_place))


def is_settled(point: Commitment, *, before: date | None) -> bool:
    """Tell whether all who speak of a point called it done (or given up) before the last meeting.

    `before` is the last day of the last meeting; without one, nothing is left out.
    """
    if before is None or point.standing not in SETTLED:
        return False
    return max(said.since for said in point.said) <= before


def wants_attention(point: Commitment) -> bool:
    """Tell whether a measure of a plan belongs into the brief: overdue or disputed."""
    return point.overdue or point.standing == Headline.DISPUTED


def counts_of(points: Iterable[Commitment]) -> tuple[tuple[str, int], ...]:
    """Count points by what is said of them first: overdue, else the headline."""
    counts = Counter(OVERDUE if point.overdue else point.standing.value for point in points)
    return tuple(counts.items())


def measures_of(points: Iterable[Commitment]) -> dict[int, Measures]:
    """Count the commitments of each instrument by their headline; the key is the instrument's."""
    of_instrument: dict[int, list[Commitment]] = defaultdict(list)
    for point in points:
        of_instrument[point.row.instrument].append(point)
    return {key: _measures(found) for key, found in of_instrument.items()}


def _measures(points: list[Commitment]) -> Measures:
    counts = Counter(point.standing for point in points)
    return Measures(
        total=len(points),
        overdue=sum(point.overdue for point in points),
        standings=tuple((headline, counts[headline]) for headline in Headline if counts[headline]),
    )


def _place(point: Commitment) -> tuple[int, date, date, str, UUID]:
    row = point.row
    return (
        attention(standing=point.standing, overdue=point.overdue),
        row.due_latest or date.max,
        row.agreed_earliest or row.told_earliest or date.max,
        row.text,
        row.uuid,
    )
