"""How much of a brief is made: all of it for programs, what can be read for a paper."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """At most so many points, measures of plans, and changes; None: all."""

    points: int | None = None
    measures: int | None = None
    changes: int | None = None


WHOLE = Extent()
PAPER = Extent(points=200, measures=100, changes=40)
"""What a paper holds: more is no longer read. What is left out is counted, and where it stands."""


@dataclass(frozen=True)
class Totals:
    """How many there are of what a paper may show only in part.

    `points` counts the open points by what is said of them first: overdue, else their headline.
    """

    points: tuple[tuple[str, int], ...]
    measures: int
    changes: int
