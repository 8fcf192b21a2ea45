"""What frames the points of a brief: instruments, bodies, reporting duties, notes of one's side."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from servanda.instruments.models import Instrument
from servanda.parties.models import Party
from servanda.progress.rules import Headline
from servanda.registers.models import Desk, Note
from servanda.reports.models.duties import ReportingDuty
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.models.reading_sources import SourceBook
from servanda.reports.rules.brief import (
    BodyLine,
    DutyLine,
    InstrumentLine,
    Measures,
    OpenPoint,
    OwnNote,
    OwnNotes,
    Target,
    VagueDate,
)
from servanda.reports.rules.instruments import in_order, term_of


def read_instruments(desk: Desk, *, on: date) -> list[Instrument]:
    """Return the texts agreed that the register knew on a day, in force or not."""
    return list(known_on(Instrument.objects.visible_to(desk).agreed_texts(), on))


def read_bodies(desk: Desk, *, on: date) -> list[Party]:
    """Return the bodies that the register knew on a day."""
    return list(known_on(Party.objects.visible_to(desk).bodies(), on))


def read_duties(desk: Desk, *, on: date) -> list[ReportingDuty]:
    """Return the duties that fall due, and those past due that come from a commitment."""
    duties = known_on(ReportingDuty.objects.visible_to(desk), on)
    falling_due = Q(due_latest=None) | Q(due_latest__gte=on)
    debtor = shown_parties(desk).filter(pk=OuterRef("debtor"))
    found = duties.filter(falling_due | Q(provision__isnull=False)).select_related(
        "debtor", "provision"
    )
    shown = found.annotate(debtor_is_shown=Exists(debtor)).order_by("due_latest", "id")
    for duty in shown:
        if not duty.debtor_is_shown:
            duty.debtor = None
    return list(shown)


def read_own_notes(desk: Desk, entries: Iterable[UUID]) -> dict[UUID, OwnNotes]:
    """Return the notes of the desk's own side on entries; of no side, none."""
    found: dict[UUID, list[OwnNote]] = defaultdict(list)
    for note in Note.objects.visible_to(desk).on(*entries):
        found[note.subject].append(OwnNote(note.kind, note.text))
    return {entry: tuple(notes) for entry, notes in found.items()}


def instrument_lines(
    instruments: list[Instrument], book: SourceBook, *, measures: dict[UUID, Measures], on: date
) -> tuple[InstrumentLine, ...]:
    """Return the lines of instruments in their order."""
    return in_order(
        InstrumentLine(
            target=Target(one.KIND, one.uuid),
            name=one.label,
            kind=one.kind,
            period=(period := _period(one)),
            term=term_of(period, on=on),
            measures=measures.get(one.uuid),
            sources=book.of(one.uuid),
        )
        for one in instruments
    )


def body_lines(bodies: list[Party], book: SourceBook) -> tuple[BodyLine, ...]:
    """Return the lines of bodies, by name."""
    return tuple(
        BodyLine(
            target=Target(body.KIND, body.uuid),
            name=body.label,
            kind=body.body_kind,
            since=VagueDate(body.since, body.since_words, body.since_earliest, body.since_latest),
            until=VagueDate(body.until, body.until_words, body.until_earliest, body.until_latest),
            sources=book.of(body.uuid),
        )
        for body in bodies
    )


def duty_lines(
    duties: list[ReportingDuty], book: SourceBook, *, points: dict[UUID, OpenPoint], on: date
) -> tuple[DutyLine, ...]:
    """Return the duties that fall due, overdue ones first; those kept are left out."""
    lines = [_duty_line(duty, book, point=_point_of(duty, points), on=on) for duty in duties]
    return tuple(
        line for line in sorted(lines, key=_place_of_duty) if line.overdue or not _is_past(line, on)
    )


def _duty_line(
    duty: ReportingDuty, book: SourceBook, *, point: OpenPoint | None, on: date
) -> DutyLine:
    due = VagueDate(duty.due, duty.due_words, duty.due_earliest, duty.due_latest)
    is_open = point is not None and Headline.DONE not in {one.value for one in point.standings}
    return DutyLine(
        target=Target(duty.KIND, duty.uuid),
        name=duty.label,
        debtor=duty.debtor.label if duty.debtor else "",
        recipient=duty.recipient,
        due=due,
        overdue=is_open and due.latest is not None and due.latest < on,
        sources=book.of(duty.uuid, *([duty.provision.uuid] if point and duty.provision else [])),
    )


def _point_of(duty: ReportingDuty, points: dict[UUID, OpenPoint]) -> OpenPoint | None:
    return points.get(duty.provision.uuid) if duty.provision else None


def _is_past(line: DutyLine, on: date) -> bool:
    return line.due.latest is not None and line.due.latest < on


def _place_of_duty(line: DutyLine) -> tuple[bool, date, str]:
    return not line.overdue, line.due.latest or date.max, line.name


def _period(instrument: Instrument) -> VagueDate:
    return VagueDate(
        instrument.period,
        instrument.period_words,
        instrument.period_earliest,
        instrument.period_latest,
    )
