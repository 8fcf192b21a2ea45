"""What of the register stands in a brief, told from what is read of everything in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from servanda.instruments.models import Instrument
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party
from servanda.registers.models import Desk
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
from servanda.reports.models.reading_meetings import bare_line, read_meetings
from servanda.reports.models.reading_points import read_commitments, stands_in_meeting
from servanda.reports.rules import changes as what_changed
from servanda.reports.rules.brief import BodyLine, InstrumentLine, MeetingLine, last_of
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


def read_rows(desk: Desk, series: MeetingSeries | None, *, on: date) -> Rows:
    """Return what the register knew on a day, in six queries, or in one more for adoptions."""
    return Rows(
        series=series,
        meetings=read_meetings(desk, series, on=on),
        commitments=read_commitments(desk, on=on),
        instruments=read_instruments(desk, on=on),
        bodies=read_bodies(desk, on=on),
        duties=read_duties(desk, on=on),
    )


def choose(rows: Rows, *, on: date, extent: Extent) -> Choice:
    """Return what a brief of a day shows."""
    meetings = [bare_line(meeting, rows.series) for meeting in rows.meetings]
    past = past_of(meetings, on=on)
    before = _last_day(past)
    points = [one for one in rows.commitments if stands_in_meeting(one)]
    in_plans = [one for one in rows.commitments if not stands_in_meeting(one)]
    open_points = in_order(one for one in points if not is_settled(one, before=before))
    measures = in_order(filter(wants_attention, in_plans))
    frame = (
        instrument_lines(rows.instruments, measures=measures_of(in_plans), on=on),
        body_lines(rows.bodies),
    )
    changes = _changes(rows, past, frame, since=before, on=on)
    return Choice(
        next_meeting=next_of(meetings, on=on),
        past_meetings=shown_of(past),
        earlier=len(past) - len(shown_of(past)),
        points=open_points[: extent.points],
        settled=len(points) - len(open_points),
        measures=measures[: extent.measures],
        instruments=frame[0],
        bodies=frame[1],
        duties=owed(rows.duties, rows.commitments, on=on),
        changes=changes[: extent.changes],
        totals=Totals(counts_of(open_points), len(measures), len(changes)),
        handling=_handling(rows, chain(open_points, measures)),
    )


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


def _handling(rows: Rows, commitments: Iterable[Commitment]) -> tuple[str, ...]:
    """Return the handling markings of what a brief speaks of, each once."""
    series = [rows.series] if rows.series else []
    others = chain(series, rows.meetings, rows.instruments, rows.bodies, rows.duties)
    markings = chain(
        (entry.handling for entry in others), (one.row.handling for one in commitments)
    )
    return tuple(dict.fromkeys(filter(None, markings)))
