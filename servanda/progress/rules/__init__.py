"""What updates add up to: the headline of several assessors, overdue, the order of attention."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Headline(StrEnum):
    """What the latest updates of all assessors add up to on a day."""

    NO_INFORMATION = "no_information"
    DISPUTED = "disputed"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PARTLY_DONE = "partly_done"
    DONE = "done"
    ABANDONED = "abandoned"


def headline(values: Iterable[str]) -> Headline:
    """Return the common value of all assessors, else disputed, else no information.

    `values` are the core values of the latest update of each assessor. They are never averaged.
    """
    distinct = set(values)
    if not distinct:
        return Headline.NO_INFORMATION
    return Headline(distinct.pop()) if len(distinct) == 1 else Headline.DISPUTED


def is_overdue(*, due_latest: date | None, values: Iterable[str], on: date) -> bool:
    """Tell whether the latest bound of the deadline is known and past and no assessor says done.

    A continuous measure has no latest bound and is never overdue.
    """
    return due_latest is not None and due_latest < on and Headline.DONE not in set(values)


ATTENTION = (
    "overdue",
    Headline.DISPUTED,
    Headline.NO_INFORMATION,
    Headline.NOT_STARTED,
    Headline.IN_PROGRESS,
    Headline.PARTLY_DONE,
    Headline.DONE,
    Headline.ABANDONED,
)
"""The order in which points ask for attention: overdue, disputed, no information, … done since."""


def attention(*, standing: Headline, overdue: bool) -> int:
    """Return the place of a point in the order of attention, 0 first."""
    return 0 if overdue else ATTENTION.index(standing)
