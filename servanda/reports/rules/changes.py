"""What happened since the last meeting, told from the dates of what is in the register."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from servanda.reports.rules.brief import (
    BodyLine,
    ChangeKind,
    ChangeLine,
    InstrumentLine,
    MeetingLine,
    Term,
)
from servanda.reports.rules.commitments import Commitment, Said
from servanda.reports.rules.grounds import Sources, Target, VagueDate, when_told

DONE = "done"
"""The strength of a verb that tells an act, not an undertaking."""

ORDER = {kind: place for place, kind in enumerate(ChangeKind)}


class Change(NamedTuple):
    """One thing that happened since the last meeting, before it is put into words.

    `day` orders it: the last day of a vague date. `said` is the update, where one is the change.
    """

    kind: ChangeKind
    day: date
    text: str
    of: Commitment | MeetingLine | InstrumentLine | BodyLine
    before: str = ""
    said: Said | None = None

    @property
    def target(self) -> Target:
        """The entry that changed."""
        return self.of.row.target if isinstance(self.of, Commitment) else self.of.target


def within(since: date, on: date) -> Callable[[date | None], bool]:
    """Return the test whether a day lies after the last meeting and not after the day of the brief."""
    return lambda day: day is not None and since < day <= on


def of_points(points: Iterable[Commitment], *, since: date, on: date) -> Iterator[Change]:
    """Yield new updates, deadlines that passed, and undertakings first told since."""
    for point in points:
        row = point.row
        told = None if row.agreed or row.strength == DONE else row.told_latest
        if told is not None and since < told <= on:
            yield Change(ChangeKind.POINT, told, row.text, point)
        else:
            told = None
        if point.overdue and row.due_latest and since < row.due_latest <= on:
            yield Change(ChangeKind.OVERDUE, row.due_latest, row.text, point)
        # What the document that brings an undertaking says of its progress is no news beside it.
        for said in point.said:
            if said.stated_on > since and said.stated_on != told:
                yield _update(point, said, since=since)


def of_meetings(meetings: Iterable[MeetingLine], *, since: date, on: date) -> Iterator[Change]:
    """Yield the meetings held since that are not of the series."""
    lies_within = within(since, on)
    for meeting in meetings:
        if not meeting.in_series and lies_within(meeting.date.earliest) and not meeting.lapsed:
            yield Change(ChangeKind.MEETING, _last_day(meeting.date), meeting.name, meeting)


def of_instruments(
    instruments: Iterable[InstrumentLine], *, since: date, on: date
) -> Iterator[Change]:
    """Yield the instruments whose period began or ended since."""
    lies_within = within(since, on)
    for line in instruments:
        begun, ended = line.period.earliest, line.period.latest
        if begun and lies_within(begun):
            yield Change(ChangeKind.BEGUN, begun, line.name, line)
        if ended and lies_within(ended) and line.term == Term.ENDED:
            yield Change(ChangeKind.ENDED, ended, line.name, line)


def of_bodies(bodies: Iterable[BodyLine], *, since: date, on: date) -> Iterator[Change]:
    """Yield the bodies that exist only since."""
    lies_within = within(since, on)
    for body in bodies:
        if lies_within(body.since.earliest):
            yield Change(ChangeKind.BODY, _last_day(body.since), body.name, body)


def newest_first(changes: Iterable[Change]) -> list[Change]:
    """Return the changes, the newest first; on one day in the order of their kinds."""
    return sorted(
        changes, key=lambda change: (-change.day.toordinal(), ORDER[change.kind], change.text)
    )


def change_line(change: Change, assessor: str, sources: Sources) -> ChangeLine:
    """Return a change with who says it (empty but for an update) and its sources as a line."""
    return ChangeLine(
        kind=change.kind,
        target=change.target,
        on=when_told(change.day, sources) if change.said else _on(change),
        text=change.text,
        assessor=assessor,
        value=change.said.core if change.said else "",
        before=change.before,
        sources=sources,
    )


def _update(point: Commitment, said: Said, *, since: date) -> Change:
    before = said.before if said.since > since else said.core
    return Change(ChangeKind.UPDATE, said.stated_on, point.row.text, point, before, said)


def _on(change: Change) -> VagueDate:
    """Return when it happened, as vague as its source."""
    of = change.of
    if isinstance(of, MeetingLine):
        return of.date
    if isinstance(of, BodyLine):
        return of.since
    if isinstance(of, Commitment) and change.kind is ChangeKind.POINT:
        return of.row.told_on
    if isinstance(of, Commitment) and change.kind is ChangeKind.OVERDUE:
        return of.row.due_on
    return VagueDate(change.day.isoformat(), "", change.day, change.day)


def _last_day(day: VagueDate) -> date:
    return day.latest or day.earliest or date.min
