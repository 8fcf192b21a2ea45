"""The brief of a register as of a day, gathered in twelve queries."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from servanda.meetings.models import MeetingSeries
from servanda.registers.models import Desk
from servanda.registers.rules import RoleKind
from servanda.reports.models.choosing import Choice, Rows
from servanda.reports.models.keeping import found_again, found_anew
from servanda.reports.models.reading_frame import duty_line, read_own_notes
from servanda.reports.models.reading_meetings import (
    Presence,
    full_line,
    read_presence,
    read_series_parties,
    series_line,
)
from servanda.reports.models.reading_points import (
    PointDetails,
    point_line,
    read_parties,
    read_sayings,
)
from servanda.reports.models.reading_sources import SourceBook, read_sources
from servanda.reports.rules.brief import (
    Brief,
    ChangeLine,
    MeetingLine,
    OpenPoint,
    RegisterLine,
    Variant,
)
from servanda.reports.rules.changes import Change, change_line
from servanda.reports.rules.commitments import Commitment
from servanda.reports.rules.extent import WHOLE, Extent
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.numbering import sources_in


@dataclass(frozen=True)
class Details:
    """What is read only of what a brief shows: sources, points, who took part in which meeting."""

    book: SourceBook
    points: PointDetails
    presence: Presence
    meetings: dict[UUID, int]
    series_parties: list[str]

    def meeting(self, line: MeetingLine) -> MeetingLine:
        """Return the line of a meeting with all that is known of it."""
        present = self.presence.participations.get(self.meetings[line.target.uuid], [])
        return full_line(line, present, book=self.book, own=self.points.own)

    def point(self, commitment: Commitment) -> OpenPoint:
        """Return the line of a commitment with all that is known of it."""
        return point_line(commitment, self.points, self.book)

    def change(self, change: Change) -> ChangeLine:
        """Return the line of a change with its sources; those of an update are its own."""
        if change.said is None:
            return change_line(change, "", self.book.of(change.target.uuid))
        saying = self.points.sayings[change.said.key]
        return change_line(change, saying.assessor, self.book.of(saying.uuid))


def gather_brief(
    desk: Desk,
    *,
    series: MeetingSeries | None,
    on: date,
    variant: Variant,
    extent: Extent = WHOLE,
) -> Brief:
    """Return the brief of a series' next meeting (None: of the whole register) as of a day.

    What the extent leaves out is counted in `totals` and not made, so a paper costs hardly more
    where a register holds many thousand commitments.
    """
    desk = desk_for(desk, variant)
    found, choice = found_anew(desk, series, on=on, extent=extent)
    return _made(desk, found.rows, choice, at=(on, variant))


def gather_brief_again(
    desk: Desk,
    *,
    series: MeetingSeries | None,
    on: date,
    variant: Variant,
    extent: Extent = WHOLE,
) -> Brief:
    """Return the same brief, for which few rows are read where nothing has changed since the last time.

    Not for what was known on a former day: what is kept is of today. Where nothing is left out, all
    rows are read in any case: nothing is kept of it.
    """
    desk = desk_for(desk, variant)
    find = found_anew if extent == WHOLE else found_again
    found, choice = find(desk, series, on=on, extent=extent)
    return _made(desk, found.rows, choice, at=(on, variant))


def _made(desk: Desk, rows: Rows, choice: Choice, *, at: tuple[date, Variant]) -> Brief:
    details = details_of(desk, rows, choice, on=at[0], variant=at[1])
    return _marked(desk, choice, brief_of(desk, rows, choice, details=details, at=at))


def desk_for(desk: Desk, variant: Variant) -> Desk:
    """Return the desk a brief is read at: to share, only what everyone in the register sees."""
    if variant is Variant.INTERNAL or desk.role is None:
        return desk
    return replace(desk, account=None, role=RoleKind.READER.value, side_id=None)


def details_of(desk: Desk, rows: Rows, choice: Choice, *, on: date, variant: Variant) -> Details:
    """Read of what a brief shows all that stands beside it: six queries for any number of points."""
    shown = set(choice.meetings())
    meetings = {one.uuid: one.pk for one in rows.meetings if one.uuid in shown}
    presence = read_presence(desk, meetings.values(), on=on)
    series = [rows.series.uuid] if rows.series else []
    # A brief to share is read without any note.
    keeps_notes = variant is Variant.INTERNAL and desk.side_id is not None
    noted = {*series, *meetings, *(one.row.uuid for one in choice.commitments())}
    points = PointDetails(
        answering=read_parties(desk, {one.row.wording for one in choice.commitments()}),
        sayings=read_sayings(desk, set(choice.updates())),
        instruments={one.pk: Target(one.KIND, one.uuid) for one in rows.instruments},
        own=read_own_notes(desk, noted) if keeps_notes else {},
    )
    of_updates = (saying.uuid for saying in points.sayings.values())
    entries = {*series, *choice.entries(), *of_updates, *presence.entries()}
    return Details(
        book=read_sources(desk, entries, on=on),
        points=points,
        presence=presence,
        meetings=meetings,
        series_parties=read_series_parties(desk, rows.series),
    )


def brief_of(
    desk: Desk, rows: Rows, choice: Choice, *, details: Details, at: tuple[date, Variant]
) -> Brief:
    """Return the brief of what was chosen, not marked yet; `at` is its day and for whom it is made."""
    book, series = details.book, rows.series
    series_parties = details.series_parties
    return Brief(
        register=_register_line(desk),
        on=at[0],
        variant=at[1],
        handling=(),
        series=series_line(series, series_parties, book=book, own=details.points.own)
        if series
        else None,
        next_meeting=details.meeting(choice.next_meeting) if choice.next_meeting else None,
        past_meetings=tuple(map(details.meeting, choice.past_meetings)),
        earlier=choice.earlier,
        open_points=tuple(map(details.point, choice.points)),
        settled=choice.settled,
        measures=tuple(map(details.point, choice.measures)),
        instruments=tuple(
            replace(line, sources=book.of(*line.entries)) for line in choice.instruments
        ),
        bodies=tuple(replace(line, sources=book.of(line.target.uuid)) for line in choice.bodies),
        duties=tuple(duty_line(report, book) for report in choice.duties),
        changes=tuple(map(details.change, choice.changes)),
        totals=choice.totals,
        outlook=choice.outlook,
    )


def _register_line(desk: Desk) -> RegisterLine:
    register = desk.register
    return RegisterLine(register.slug, register.title, register.is_fictional)


def _marked(desk: Desk, choice: Choice, brief: Brief) -> Brief:
    """Return the brief with the handling markings of its register, its entries and its sources."""
    of_sources = (source.handling for source in sources_in(brief))
    markings = chain([desk.register.handling], choice.handling, of_sources)
    return replace(brief, handling=tuple(dict.fromkeys(filter(None, markings))))
