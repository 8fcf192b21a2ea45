"""The state of past decisions: what each point is, how it stood at the last meeting, what to do with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.progress.rules import Headline
from servanda.reports.rules.brief import MeetingLine, OpenPoint, RegisterLine, Variant
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.points import SETTLED

REPLACES = "replaces"


class Proposed(StrEnum):
    """What a meeting may decide of an earlier point, proposed before anybody spoke."""

    CONTINUE = "continue"
    NEW_DEADLINE = "new_deadline"
    CLOSE = "close"
    REPLACE = "replace"
    ESCALATE = "escalate"


@dataclass(frozen=True)
class TakenUp:
    """A point of the last meeting that is tied to an earlier one; `tie` is how (a kind of link)."""

    target: Target
    text: str
    tie: str


@dataclass(frozen=True)
class Before:
    """How a point stood on the day of the last meeting."""

    standing: Headline
    overdue: bool


@dataclass(frozen=True)
class PastPoint:
    """An earlier point before the meeting: how it stands, what the last meeting said, what is proposed.

    `before` is None where the last meeting agreed it, or a later one did.
    """

    point: OpenPoint
    before: Before | None
    taken_up: tuple[TakenUp, ...]
    proposed: Proposed


@dataclass(frozen=True)
class PastDecisions:
    """The first item of a meeting's agenda: the points of its series and of those that it follows.

    `counts` are of all that are open or were done since the last meeting; `points` begin with the one
    after the `first` of them. `series` are the names of the series whose points these are.
    """

    register: RegisterLine
    on: date
    variant: Variant
    handling: tuple[str, ...]
    meeting: MeetingLine
    last: MeetingLine | None
    series: tuple[str, ...]
    points: tuple[PastPoint, ...]
    counts: tuple[tuple[str, int], ...]
    first: int = 0

    @property
    def total(self) -> int:
        """How many points there are, shown or not."""
        return sum(number for _standing, number in self.counts)


def propose(point: OpenPoint, before: Before | None, taken_up: tuple[TakenUp, ...]) -> Proposed:
    """Propose what to decide of a point.

    What is settled is closed, what was replaced makes room. What was overdue or disputed at the last
    meeting and still is, goes to whoever stands above; what became overdue since gets a new deadline.
    """
    if any(one.tie == REPLACES for one in taken_up):
        return Proposed.REPLACE
    if point.standing in SETTLED:
        return Proposed.CLOSE
    is_overdue_again = point.overdue and before is not None and before.overdue
    was_disputed = before is not None and before.standing is Headline.DISPUTED
    if is_overdue_again or (point.standing is Headline.DISPUTED and was_disputed):
        return Proposed.ESCALATE
    return Proposed.NEW_DEADLINE if point.overdue else Proposed.CONTINUE
