"""What frames the points of a brief: instruments, bodies, reporting duties, notes of one's side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from servanda.instruments.models import Adoption, Instrument
from servanda.parties.models import Party
from servanda.progress.rules import Headline
from servanda.registers.models import Desk, Note
from servanda.reports.models.asking import Keys, among_keys, asked_for
from servanda.reports.models.duties import ReportingDuty
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.models.reading_sources import SourceBook
from servanda.reports.rules.brief import (
    BodyLine,
    DutyLine,
    InstrumentLine,
    Measures,
    OwnNote,
    OwnNotes,
)
from servanda.reports.rules.commitments import Commitment
from servanda.reports.rules.grounds import Target, VagueDate
from servanda.reports.rules.instruments import in_order, term_of


@dataclass(frozen=True)
class OwedReport:
    """A duty with the commitment it comes from, where the desk may see that."""

    duty: ReportingDuty
    commitment: UUID | None
    overdue: bool

    def entries(self) -> Iterator[UUID]:
        """Return the public names of what its sources stand under."""
        yield self.duty.uuid
        if self.commitment is not None:
            yield self.commitment


def read_instruments(desk: Desk, *, on: date, among: Keys = None) -> list[Instrument]:
    """Return the texts agreed that the register knew on a day, in force or not.

    Those without a period come with their dated adoptions, the first one first.
    """
    seen = Instrument.objects.visible_to(desk).filter(among_keys(among))
    texts = list(known_on(seen.agreed_texts(), on).order_by("id"))
    dated = known_on(Adoption.objects.visible_to(desk).given().exclude(date=""), on)
    adoptions = Prefetch("adoptions", dated.order_by("date_earliest", "id"))
    prefetch_related_objects([one for one in texts if not one.period], adoptions)
    return texts


def read_bodies(desk: Desk, *, on: date, among: Keys = None) -> list[Party]:
    """Return the bodies that the register knew on a day."""
    seen = Party.objects.visible_to(desk).filter(among_keys(among))
    return list(known_on(seen.bodies(), on))


def read_duties(desk: Desk, *, on: date, among: Keys = None) -> list[ReportingDuty]:
    """Return the duties that fall due, and those past due that come from a commitment."""
    seen = ReportingDuty.objects.visible_to(desk).filter(among_keys(among))
    duties = known_on(seen, on)
    falling_due = Q(due_latest=None) | Q(due_latest__gte=on)
    debtor = shown_parties(desk).filter(pk=OuterRef("debtor"))
    found = duties.filter(falling_due | Q(provision__isnull=False)).select_related("debtor")
    shown = found.annotate(debtor_is_shown=Exists(debtor)).order_by("due_latest", "id")
    for duty in shown:
        if not duty.debtor_is_shown:
            duty.debtor = None
    return list(shown)


def read_own_notes(desk: Desk, entries: Collection[UUID]) -> dict[UUID, OwnNotes]:
    """Return the notes of the desk's own side on entries; of no side, none."""
    found: dict[UUID, list[OwnNote]] = defaultdict(list)
    for note in asked_for(Note.objects.visible_to(desk), "subject", entries).order_by("id"):
        found[note.subject].append(OwnNote(note.kind, note.text))
    return {entry: tuple(notes) for entry, notes in found.items()}


def instrument_lines(
    instruments: list[Instrument], *, measures: dict[int, Measures], on: date
) -> tuple[InstrumentLine, ...]:
    """Return the lines of instruments in their order, without their sources."""
    return in_order(_instrument_line(one, measures.get(one.pk), on=on) for one in instruments)


def _instrument_line(one: Instrument, measures: Measures | None, *, on: date) -> InstrumentLine:
    period = VagueDate(one.period, one.period_words, one.period_earliest, one.period_latest)
    line = InstrumentLine(
        target=Target(one.KIND, one.uuid),
        name=one.label,
        kind=one.kind,
        period=period,
        term=term_of(period, on=on),
        measures=measures,
        sources=(),
    )
    adoptions = [] if one.period else list(one.adoptions.all())
    if not adoptions:
        return line
    first = adoptions[0]
    adopted = VagueDate(first.date, first.date_words, first.date_earliest, first.date_latest)
    same = tuple(adoption.uuid for adoption in adoptions if adoption.date == first.date)
    return replace(line, adopted=adopted, adoptions=same)


def body_lines(bodies: list[Party]) -> tuple[BodyLine, ...]:
    """Return the lines of bodies, by name, without their sources."""
    return tuple(
        BodyLine(
            target=Target(body.KIND, body.uuid),
            name=body.label,
            kind=body.body_kind,
            since=VagueDate(body.since, body.since_words, body.since_earliest, body.since_latest),
            until=VagueDate(body.until, body.until_words, body.until_earliest, body.until_latest),
            sources=(),
        )
        for body in bodies
    )


def owed(
    duties: list[ReportingDuty], commitments: Iterable[Commitment], *, on: date
) -> list[OwedReport]:
    """Return the reports that fall due, overdue ones first; those given are left out."""
    known = {one.row.provision: one for one in commitments} if duties else {}
    reports = [_owed(duty, known.get(duty.provision_id or 0), on=on) for duty in duties]
    shown = (one for one in reports if one.overdue or not _is_past(one.duty, on))
    return sorted(
        shown, key=lambda one: (not one.overdue, one.duty.due_latest or date.max, one.duty.label)
    )


def duty_line(report: OwedReport, book: SourceBook) -> DutyLine:
    """Return the line of a report that is owed."""
    duty = report.duty
    return DutyLine(
        target=Target(duty.KIND, duty.uuid),
        name=duty.label,
        debtor=duty.debtor.label if duty.debtor else "",
        recipient=duty.recipient,
        due=VagueDate(duty.due, duty.due_words, duty.due_earliest, duty.due_latest),
        overdue=report.overdue,
        sources=book.of(*report.entries()),
    )


def _owed(duty: ReportingDuty, commitment: Commitment | None, *, on: date) -> OwedReport:
    values = {one.core for one in commitment.said} if commitment else set()
    is_open = commitment is not None and Headline.DONE not in values
    commitment_uuid = commitment.row.uuid if commitment else None
    return OwedReport(duty, commitment_uuid, overdue=is_open and _is_past(duty, on))


def _is_past(duty: ReportingDuty, on: date) -> bool:
    return duty.due_latest is not None and duty.due_latest < on
