"""What of the register stands in a brief, told from what is read of it: everything, or what was chosen before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from servanda.instruments.models import Instrument
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.meetings.rules.rhythm import Outlook
from servanda.parties.models import Party
from servanda.registers.models import Desk, Entry
from servanda.reports.models.duties import ReportingDuty
from servanda.reports.models.reading_frame import (
    OwedReport,
    body_lines,
    instrument_lines,
    owed,
    read_bodies,
    read_duties,
    read_instruments,
)
from servanda.reports.models.reading_meetings import bare_line, outlook_of, read_meetings
from servanda.reports.models.reading_points import read_commitments, stands_in_meeting
from servanda.reports.rules import changes as what_changed
from servanda.reports.rules.brief import (
    BodyLine,
    InstrumentLine,
    Measures,
    MeetingLine,
    last_of,
)
from servanda.reports.rules.changes import Change
from servanda.reports.rules.commitments import Commitment
from servanda.reports.rules.extent import Extent, Totals
from servanda.reports.rules.meetings import HELD, next_of, past_of, shown_of
from servanda.reports.rules.points import (
    counts_of,
    in_order,
    is_settled,
    measures_of,
    wants_attention,
)


@dataclass(frozen=True)
class Rows:
    """All that the register knew on a day."""

    series: MeetingSeries | None
    meetings: list[Meeting]
    commitments: list[Commitment]
    instruments: list[Instrument]
    bodies: list[Party]
    duties: list[ReportingDuty]


@dataclass(frozen=True)
class Named:
    """The keys of the entries to read; None: all. Whoever reads some must have counted all."""

    provisions: frozenset[int] | None = None
    meetings: frozenset[int] | None = None
    instruments: frozenset[int] | None = None
    bodies: frozenset[int] | None = None
    duties: frozenset[int] | None = None


ALL = Named()


@dataclass(frozen=True)
class Found:
    """What of some rows belongs into a brief, in its order; lines are without sources."""

    rows: Rows
    next_meeting: MeetingLine | None
    past: list[MeetingLine]
    before: date | None
    open_points: tuple[Commitment, ...]
    settled: int
    measures: tuple[Commitment, ...]
    of_plans: dict[int, Measures]
    instruments: tuple[InstrumentLine, ...]
    bodies: tuple[BodyLine, ...]
    duties: list[OwedReport]
    changes: list[Change]
    outlook: Outlook


@dataclass(frozen=True)
class Counted:
    """What is counted over everything in the register; `before` is the day of the last meeting."""

    before: date | None
    outlook: Outlook
    earlier: int
    settled: int
    measures: dict[int, Measures]
    totals: Totals


@dataclass(frozen=True)
class Choice:
    """What of it a brief shows; lines of meetings, instruments and bodies are without sources.

    `points`, `measures` and `changes` are cut to the extent asked for, `totals` counts all of them.
    """

    next_meeting: MeetingLine | None
    past_meetings: tuple[MeetingLine, ...]
    earlier: int
    points: tuple[Commitment, ...]
    settled: int
    measures: tuple[Commitment, ...]
    instruments: tuple[InstrumentLine, ...]
    bodies: tuple[BodyLine, ...]
    duties: list[OwedReport]
    changes: list[Change]
    totals: Totals
    handling: tuple[str, ...]
    outlook: Outlook

    def meetings(self) -> Iterator[UUID]:
        """Return the public names of the meetings shown."""
        if self.next_meeting is not None:
            yield self.next_meeting.target.uuid
        for meeting in self.past_meetings:
            yield meeting.target.uuid

    def commitments(self) -> Iterator[Commitment]:
        """Return the commitments shown as points or measures."""
        yield from self.points
        yield from self.measures

    def updates(self) -> Iterator[int]:
        """Return the keys of the updates shown, on a commitment or as a change."""
        for commitment in self.commitments():
            yield from (said.key for said in commitment.said)
        yield from (change.said.key for change in self.changes if change.said)

    def entries(self) -> Iterator[UUID]:
        """Return the public names of all shown that may have sources, but for updates and persons."""
        yield from self.meetings()
        yield from (commitment.row.uuid for commitment in self.commitments())
        for line in self.instruments:
            yield from line.entries
        yield from (line.target.uuid for line in self.bodies)
        for report in self.duties:
            yield from report.entries()
        yield from (change.target.uuid for change in self.changes if not change.said)


def read_rows(desk: Desk, series: MeetingSeries | None, *, on: date, named: Named = ALL) -> Rows:
    """Return what the register knew on a day, in six queries, or in one more for adoptions."""
    return Rows(
        series=series,
        meetings=read_meetings(desk, series, on=on, among=named.meetings),
        commitments=read_commitments(desk, on=on, among=named.provisions),
        instruments=read_instruments(desk, on=on, among=named.instruments),
        bodies=read_bodies(desk, on=on, among=named.bodies),
        duties=read_duties(desk, on=on, among=named.duties),
    )


def find(rows: Rows, *, on: date, counted: Counted | None = None) -> Found:
    """Return what of these rows belongs into a brief of a day, in its order.

    Where only some rows were read, `counted` tells what was counted of all.
    """
    meetings = [bare_line(meeting, rows.series) for meeting in rows.meetings]
    past = past_of(meetings, on=on)
    before = counted.before if counted else _last_day(past)
    points = [one for one in rows.commitments if stands_in_meeting(one)]
    in_plans = [one for one in rows.commitments if not stands_in_meeting(one)]
    open_points = in_order(one for one in points if not is_settled(one, before=before))
    of_plans = counted.measures if counted else measures_of(in_plans)
    frame = (instrument_lines(rows.instruments, measures=of_plans, on=on), body_lines(rows.bodies))
    return Found(
        rows=rows,
        next_meeting=next_of(meetings, on=on),
        past=past,
        before=before,
        open_points=open_points,
        settled=len(points) - len(open_points),
        measures=in_order(filter(wants_attention, in_plans)),
        of_plans=of_plans,
        instruments=frame[0],
        bodies=frame[1],
        duties=owed(rows.duties, rows.commitments, on=on),
        changes=_changes(rows, past, frame, since=before, on=on),
        outlook=counted.outlook if counted else outlook_of(rows.series, meetings, on=on),
    )


def count(found: Found) -> Counted:
    """Count what was found of everything in the register."""
    return Counted(
        before=found.before,
        outlook=found.outlook,
        earlier=len(found.past) - len(shown_of(found.past)),
        settled=found.settled,
        measures=found.of_plans,
        totals=Totals(
            points=counts_of(found.open_points),
            measures=len(found.measures),
            changes=len(found.changes),
            instruments=len(found.instruments),
            bodies=len(found.bodies),
            duties=len(found.duties),
        ),
    )


def choose(found: Found, counted: Counted, *, extent: Extent) -> Choice:
    """Return what a brief shows of what was found."""
    return Choice(
        next_meeting=found.next_meeting,
        past_meetings=shown_of(found.past),
        earlier=counted.earlier,
        points=found.open_points[: extent.points],
        settled=counted.settled,
        measures=found.measures[: extent.measures],
        instruments=found.instruments[: extent.frame],
        bodies=found.bodies[: extent.frame],
        duties=found.duties[: extent.frame],
        changes=found.changes[: extent.changes],
        totals=counted.totals,
        handling=tuple(dict.fromkeys(marking for marking, _entry in marked(found))),
        outlook=counted.outlook,
    )


def marked(found: Found) -> Iterator[tuple[str, Entry | Commitment]]:
    """Give the handling markings of what a brief speaks of, each with what bears it."""
    rows = found.rows
    series = [rows.series] if rows.series else []
    for entry in chain(series, rows.meetings, rows.instruments, rows.bodies, rows.duties):
        if entry.handling:
            yield entry.handling, entry
    for one in chain(found.open_points, found.measures):
        if one.row.handling:
            yield one.row.handling, one


def _changes(
    rows: Rows,
    past: list[MeetingLine],
    frame: tuple[tuple[InstrumentLine, ...], tuple[BodyLine, ...]],
    *,
    since: date | None,
    on: date,
) -> list[Change]:
    """Return what happened since the last meeting; without one there is nothing to compare with."""
    if since is None:
        return []
    instruments, bodies = frame
    return what_changed.newest_first(
        chain(
            what_changed.of_points(rows.commitments, since=since, on=on),
            what_changed.of_meetings(past, since=since, on=on),
            what_changed.of_instruments(instruments, since=since, on=on),
            what_changed.of_bodies(bodies, since=since, on=on),
        )
    )


def _last_day(past: list[MeetingLine]) -> date | None:
    last = last_of([meeting for meeting in past if meeting.status == HELD])
    return last.date.latest if last else None
