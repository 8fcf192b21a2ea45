"""How much of a brief is made: all of it for programs, what can be read for a paper, its first part for a page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """At most so many points, measures of plans, and changes; None: all.

    `frame` is how many instruments, bodies and duties each.
    """

    points: int | None = None
    measures: int | None = None
    changes: int | None = None
    frame: int | None = None


WHOLE = Extent()
PAPER = Extent(points=200, measures=100, changes=40)
"""What a paper holds: more is no longer read. What is left out is counted, and where it stands."""
PART = Extent(points=40, measures=10, changes=10, frame=10)
"""What a page shows first, quickly and on a slow line; it leads to the whole paper."""


@dataclass(frozen=True)
class Totals:
    """How many there are of what a paper may show only in part.

    `points` counts the open points by what is said of them first: overdue, else their headline.
    """

    points: tuple[tuple[str, int], ...]
    measures: int
    changes: int
    instruments: int = 0
    bodies: int = 0
    duties: int = 0
