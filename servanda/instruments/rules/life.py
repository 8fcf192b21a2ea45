"""The state of an instrument on a day, by what is known of it; what lies between two of a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_DAY: Final = timedelta(days=1)


class State(StrEnum):
    """How far an instrument is, on a day."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPLACED = "replaced"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Life:
    """What is known of the life of an instrument; None is a day that no source tells.

    `adopted` and `replaced` hold the last day that each adoption, and each replacement, can mean;
    `force` the days from which it is in force for one party or another.
    """

    is_draft: bool = False
    adopted: Sequence[date | None] = ()
    force: Sequence[date] = ()
    has_period: bool = False
    begins: date | None = None
    ends: date | None = None
    replaced: Sequence[date | None] = ()


def state_on(life: Life, day: date) -> State | None:
    """Return how far an instrument surely is on a day; None where nothing known tells it.

    A draft stays one until it is adopted, whatever period it names. A plan of which only its period
    is known counts as in force through it: somebody made it so, though no source tells who. Lists
    ask the database by the same rule (`instruments.lists.force_on`).
    """
    if _has_come(life.replaced, day):
        return State.REPLACED
    if life.ends is not None and life.ends < day:
        return State.EXPIRED
    is_adopted = _has_come(life.adopted, day)
    if life.is_draft and not is_adopted:
        return State.DRAFT
    if _has_begun(life, day):
        return State.IN_FORCE
    not_begun = State.NOT_BEGUN if life.has_period else None
    return State.ADOPTED if is_adopted else not_begun


def _has_begun(life: Life, day: date) -> bool:
    if life.force:
        return min(life.force) <= day
    return life.has_period and (life.begins is None or life.begins <= day)


def _has_come(days: Iterable[date | None], day: date) -> bool:
    return any(one is None or one <= day for one in days)


@dataclass(frozen=True)
class Gap:
    """The first and the last day between two instruments of a line on which none was in force."""

    first: date
    last: date


def gap_between(ends: date | None, begins: date | None) -> Gap | None:
    """Return what lies between the end of one instrument and the beginning of the next, if anything."""
    if ends is None or begins is None or begins <= ends + _DAY:
        return None
    return Gap(ends + _DAY, begins - _DAY)
