"""A commitment as the register has it on a day: read of every one, and so as light as it goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from servanda.instruments.rules.deadlines import next_yearly
from servanda.progress.rules import Headline, headline, is_overdue
from servanda.reports.rules.grounds import UNKNOWN_DATE, Target, VagueDate

PROVISION = "provision"


class CommitmentRow(NamedTuple):
    """A commitment with its instrument, its deadline, and the meeting or document it comes from.

    `agreed` is the date of the meeting on whose record it stands; `told` that of the document from
    which a statement was made. Of what is not there every column is None.
    """

    wording: int
    provision: int
    uuid: UUID
    text: str
    handling: str
    strength: str
    # where it stands
    instrument: int
    instrument_kind: str
    where: str
    # until when
    due: str | None
    due_words: str | None
    due_earliest: date | None
    due_latest: date | None
    recurrence: str | None
    relative_to: str | None
    yearly_by: str | None
    # where it comes from
    agreed: str | None
    agreed_words: str | None
    agreed_earliest: date | None
    agreed_latest: date | None
    told: str | None
    told_earliest: date | None
    told_latest: date | None

    @property
    def target(self) -> Target:
        """The entry of the commitment."""
        return Target(PROVISION, self.uuid)

    @property
    def due_on(self) -> VagueDate:
        """Until when it is due; in words where it recurs or counts from something."""
        if self.due is None:
            return UNKNOWN_DATE
        words = self.due_words or self.recurrence or self.relative_to or ""
        return VagueDate(self.due, words, self.due_earliest, self.due_latest)

    def falling_due(self, on: date) -> "CommitmentRow":
        """Return it with the next day, seen from one, on which it falls due where it does each year."""
        day = next_yearly(self.yearly_by or "", on)
        if self.due or day is None:
            return self
        return self._replace(due=day.isoformat(), due_earliest=day, due_latest=day)

    @property
    def agreed_on(self) -> VagueDate:
        """The day of the meeting on whose record the point stands."""
        if self.agreed is None:
            return UNKNOWN_DATE
        words = self.agreed_words or ""
        return VagueDate(self.agreed, words, self.agreed_earliest, self.agreed_latest)

    @property
    def told_on(self) -> VagueDate:
        """The day of the document from which a statement was made."""
        if self.told is None:
            return UNKNOWN_DATE
        return VagueDate(self.told, "", self.told_earliest, self.told_latest)


class UpdateRow(NamedTuple):
    """An update as it is read of every one: on which provision, by whom, what, and when."""

    provision: int
    assessor: int
    core: str
    stated_on: date
    key: int


class Said(NamedTuple):
    """The latest update of one assessor by a day: since when it says so, and what it said before."""

    key: int
    core: str
    stated_on: date
    since: date
    before: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with the last word of each assessor, and what these add up to on a day."""

    row: CommitmentRow
    said: tuple[Said, ...]
    standing: Headline
    overdue: bool


def last_words(updates: Iterable[UpdateRow]) -> dict[int, tuple[Said, ...]]:
    """Return the last word of each assessor on each provision; the key is the provision.

    The updates come by provision and assessor, each assessor's in the order in which it said them.
    """
    found: dict[int, tuple[Said, ...]] = {}
    for (provision, _assessor), of_one in groupby(updates, key=itemgetter(0, 1)):
        found[provision] = (*found.get(provision, ()), _last(of_one))
    return found


def _last(updates: Iterator[UpdateRow]) -> Said:
    """Return the last of the updates of one assessor, which says the same since some day."""
    core, before, since = "", "", date.min
    key, stated_on = 0, date.min
    for update in updates:
        _provision, _assessor, value, stated_on, key = update
        if value != core:
            core, before, since = value, core, stated_on
    return Said(key, core, stated_on, since, before)


def commitment_on(row: CommitmentRow, said: tuple[Said, ...], *, on: date) -> Commitment:
    """Return a commitment as it stood on a day; `said` are the last words by that day."""
    values = [one.core for one in said]
    overdue = is_overdue(due_latest=row.due_latest, values=values, on=on)
    return Commitment(row.falling_due(on), said, headline(values), overdue)
