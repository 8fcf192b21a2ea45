"""What a report is made from: the register as of a day, its commitments by objective, past decisions."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from servanda.reports.rules.brief import Brief, OpenPoint
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.past import PastDecisions


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective of a framework, named in `language`, with the commitments that implement it.

    `doubt` says how sure the title is where it was not seen in the source.
    """

    target: Target
    name: str
    language: str
    doubt: str
    points: tuple[UUID, ...]


@dataclass(frozen=True)
class ObjectiveGroup:
    """Objectives that stand together; `title` is empty where nothing groups them."""

    title: str
    objectives: tuple[ObjectiveLine, ...]


@dataclass(frozen=True)
class Stock:
    """All that the sections of a report draw on, as of the day of its brief.

    `brief` holds every commitment the report speaks of among its points, in the order of the texts, and
    what changed after `since`. `about` names what the report speaks of, empty for the whole register;
    `objectives` is empty where its framework is not installed.
    """

    brief: Brief
    since: date
    about: str = ""
    objectives: tuple[ObjectiveGroup, ...] = ()
    past: PastDecisions | None = None

    @property
    def points(self) -> tuple[OpenPoint, ...]:
        """Every commitment that the report speaks of."""
        return self.brief.open_points
