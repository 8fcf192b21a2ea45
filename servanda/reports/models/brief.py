"""The brief of a register as of a day, gathered in eleven queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from servanda.instruments.models import Instrument
from servanda.meetings.models import MeetingSeries
from servanda.parties.models import Party
from servanda.registers.models import Desk, Entry
from servanda.registers.rules import RoleKind
from servanda.reports.models.duties import ReportingDuty
from servanda.reports.models.reading_frame import (
    body_lines,
    duty_lines,
    instrument_lines,
    read_bodies,
    read_duties,
    read_instruments,
    read_own_notes,
)
from servanda.reports.models.reading_meetings import (
    MeetingRows,
    meeting_lines,
    read_meetings,
    series_line,
)
from servanda.reports.models.reading_points import (
    PointRows,
    point_line,
    read_points,
    stands_in_meeting,
)
from servanda.reports.models.reading_sources import SourceBook, read_sources
from servanda.reports.rules import changes as what_changed
from servanda.reports.rules.brief import (
    Brief,
    ChangeLine,
    MeetingLine,
    OpenPoint,
    OwnNotes,
    RegisterLine,
    Variant,
    last_of,
)
from servanda.reports.rules.meetings import HELD, next_of, past_of, shown_of
from servanda.reports.rules.numbering import sources_in
from servanda.reports.rules.points import in_order, is_settled, measures_of, wants_attention


@dataclass(frozen=True)
class Rows:
    """All that the database has for a brief, before its sources."""

    meetings: MeetingRows
    points: PointRows
    instruments: list[Instrument]
    bodies: list[Party]
    duties: list[ReportingDuty]

    def entries(self) -> Iterable[UUID]:
        """Return the public names of all that may have sources."""
        yield from self.meetings.entries()
        yield from self.points.entries()
        for entry in chain(self.instruments, self.bodies, self.duties):
            yield entry.uuid


def desk_for(desk: Desk, variant: Variant) -> Desk:
    """Return the desk a brief is read at: to share, only what everyone in the register sees."""
    if variant is Variant.INTERNAL or desk.role is None:
        return desk
    return replace(desk, account=None, role=RoleKind.READER.value, side_id=None)


def gather_brief(desk: Desk, *, series: MeetingSeries | None, on: date, variant: Variant) -> Brief:
    """Return the brief of a series' next meeting (None: of the whole register) as of a day."""
    desk = desk_for(desk, variant)
    rows = Rows(
        meetings=read_meetings(desk, series, on=on),
        points=read_points(desk, on=on),
        instruments=read_instruments(desk, on=on),
        bodies=read_bodies(desk, on=on),
        duties=read_duties(desk, on=on),
    )
    book = read_sources(desk, rows.entries(), on=on)
    own = _own_notes(desk, rows, variant)
    return _brief(desk, rows, book=book, own=own, at=(on, variant))


def _own_notes(desk: Desk, rows: Rows, variant: Variant) -> dict[UUID, OwnNotes]:
    """Return the notes of the desk's own side; a brief to share is read without any."""
    if variant is Variant.SHARE or desk.side_id is None:
        return {}
    series = [rows.meetings.series] if rows.meetings.series else []
    provisions = [wording.provision for wording in rows.points.wordings]
    entries: Iterable[Entry] = chain(series, rows.meetings.meetings, provisions)
    return read_own_notes(desk, [entry.uuid for entry in entries])


def _brief(
    desk: Desk,
    rows: Rows,
    *,
    book: SourceBook,
    own: dict[UUID, OwnNotes],
    at: tuple[date, Variant],
) -> Brief:
    on, variant = at
    lines = {
        wording: point_line(wording, rows.points, book=book, own=own, on=on)
        for wording in rows.points.wordings
    }
    meetings = meeting_lines(rows.meetings, book, own)
    past = past_of(meetings, on=on)
    before = _last_day(past)
    points = [line for wording, line in lines.items() if stands_in_meeting(wording)]
    measures = [line for wording, line in lines.items() if not stands_in_meeting(wording)]
    by_provision = {line.target.uuid: line for line in lines.values()}
    brief = Brief(
        register=_register_line(desk),
        on=on,
        variant=variant,
        handling=(),
        series=series_line(rows.meetings, book, own),
        next_meeting=next_of(meetings, on=on),
        past_meetings=shown_of(past),
        earlier=len(past) - len(shown_of(past)),
        open_points=in_order(p for p in points if not is_settled(p, before=before)),
        settled=sum(is_settled(point, before=before) for point in points),
        measures=in_order(filter(wants_attention, measures)),
        instruments=instrument_lines(rows.instruments, book, measures=measures_of(measures), on=on),
        bodies=body_lines(rows.bodies, book),
        duties=duty_lines(rows.duties, book, points=by_provision, on=on),
        changes=(),
    )
    changes = _changes(brief, lines.values(), past=past, since=before)
    return _marked(desk, rows, replace(brief, changes=changes))


def _changes(
    brief: Brief, points: Iterable[OpenPoint], *, past: list[MeetingLine], since: date | None
) -> tuple[ChangeLine, ...]:
    """Return what happened since the last meeting; without one there is nothing to compare with."""
    if since is None:
        return ()
    on = brief.on
    return what_changed.newest_first(
        chain(
            what_changed.of_points(points, since=since, on=on),
            what_changed.of_meetings(past, since=since, on=on),
            what_changed.of_instruments(brief.instruments, since=since, on=on),
            what_changed.of_bodies(brief.bodies, since=since, on=on),
        )
    )


def _last_day(past: list[MeetingLine]) -> date | None:
    last = last_of([meeting for meeting in past if meeting.status == HELD])
    return last.date.latest if last else None


def _register_line(desk: Desk) -> RegisterLine:
    register = desk.register
    return RegisterLine(register.slug, register.title, register.is_fictional)


def _marked(desk: Desk, rows: Rows, brief: Brief) -> Brief:
    """Return the brief with the handling markings of its register, its entries and its sources."""
    provisions = {wording.provision.uuid: wording.provision for wording in rows.points.wordings}
    shown = [provisions[p.target.uuid].handling for p in (*brief.open_points, *brief.measures)]
    others = chain(rows.meetings.meetings, rows.instruments, rows.bodies, rows.duties)
    series = rows.meetings.series
    markings = chain(
        [desk.register.handling, series.handling if series else ""],
        (entry.handling for entry in others),
        shown,
        (source.handling for source in sources_in(brief)),
    )
    return replace(brief, handling=tuple(dict.fromkeys(filter(None, markings))))
