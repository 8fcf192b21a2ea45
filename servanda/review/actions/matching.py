"""Which entries of the register a proposal may be about: by names, aliases, parties and dates."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.parties.models import Party, Person
from servanda.reading.edtf import bounds
from servanda.reading.errors import EdtfError
from servanda.reading.names import name_key, person_key
from servanda.registers.models import Desk, Entry
from servanda.review.actions.acceptance import Decision, names_of
from servanda.review.models import Proposal
from servanda.review.rules import Found, Span, are_same_day, several, words

MOST = 5


@dataclass(frozen=True)
class Match:
    """An entry that a proposal may be about."""

    kind: str
    uuid: UUID
    label: str


def likely_matches(desk: Desk, proposal: Proposal) -> list[Match]:
    """Return the entries a person is offered first, the likeliest first; empty when none."""
    return [Match(entry.KIND, entry.uuid, str(entry)) for entry in _alike(desk, proposal)]


def _alike(desk: Desk, proposal: Proposal) -> list[Entry]:
    found = proposal.found
    keys = [name_key(name) for name in names_of(found)]
    if proposal.kind in {"party", "body"}:
        parties = Party.objects.visible_to(desk).filter(names__key__in=keys)
        return list(parties.distinct().order_by("id")[:MOST])
    if proposal.kind == "person":
        key = person_key(words(found, "name"))
        persons = Person.objects.visible_to(desk).filter(names__key=key)
        return list(persons.distinct().order_by("id")[:MOST])
    if proposal.kind == "instrument":
        instruments = Instrument.objects.visible_to(desk).agreed_texts()
        return list(instruments.filter(names__key__in=keys).distinct().order_by("id")[:MOST])
    if proposal.kind == "meeting":
        return _meetings_alike(desk, found)
    return list(same_commitments(desk, words(found, "text"))[:MOST])


def _meetings_alike(desk: Desk, found: Found) -> list[Entry]:
    names = [name_key(name) for name in several(found, "parties")]
    parties = tuple(Party.objects.visible_to(desk).filter(names__key__in=names).distinct())
    if words(found, "status") == "recurring":
        series = known_series(desk, parties, Decision())
        return [series] if series else []
    meeting = known_meeting(desk, found, parties, Decision())
    return [meeting] if meeting else []


def same_commitments(desk: Desk, text: str) -> QuerySet[Provision]:
    """Return the commitments of exactly this text."""
    return Provision.objects.visible_to(desk).commitments().filter(label=text).order_by("id")


def known_series(
    desk: Desk, parties: tuple[Party, ...], decision: Decision
) -> MeetingSeries | None:
    """Return the series the person chose, or the one of exactly these parties."""
    series = MeetingSeries.objects.visible_to(desk)
    if decision.match is not None:
        return series.filter(uuid=decision.match).first()
    if decision.as_new or not parties:
        return None
    theirs = series.annotate(
        all_of_it=Count("parties"),
        of_these=Count("parties", filter=Q(parties__party__in=parties)),
    )
    return theirs.filter(all_of_it=len(parties), of_these=len(parties)).order_by("id").first()


def meetings_between(desk: Desk, parties: tuple[Party, ...]) -> list[Meeting]:
    """Return the meetings at which all these parties, two at least, took part."""
    if len(parties) < 2:
        return []
    meetings = Meeting.objects.visible_to(desk)
    for party in parties:
        meetings = meetings.filter(participations__party=party)
    return list(meetings.distinct())


def known_meeting(
    desk: Desk, fields: Found, parties: tuple[Party, ...], decision: Decision
) -> Meeting | None:
    """Return the meeting the person chose, or the one of the same parties at the same time."""
    meetings = Meeting.objects.visible_to(desk)
    if decision.match is not None:
        return meetings.get(uuid=decision.match)
    if decision.as_new or not parties:
        return None
    for party in parties:
        meetings = meetings.filter(participations__party=party)
    when = _span(words(fields, "date"))
    cancelled = words(fields, "status") == MeetingStatus.CANCELLED
    for meeting in meetings.exclude(status=MeetingStatus.CANCELLED).distinct().order_by("id"):
        held = Span(meeting.date_earliest, meeting.date_latest)
        if not cancelled and are_same_day(when, held):
            return meeting
    return None


def _span(edtf: str) -> Span:
    if not edtf:
        return Span(None, None)
    try:
        found = bounds(edtf)
    except EdtfError as error:
        raise ValidationError({"date": str(error)}) from error
    return Span(found.earliest, found.latest)
