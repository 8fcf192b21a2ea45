"""More of everything in a world, so that pages show many rows."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

from django.db import connection
from django.utils import timezone

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    NewRelation,
    add_comment,
    add_provision,
    adopt_instrument,
    create_instrument,
    hold_text,
    link_provisions,
    relate_instruments,
)
from servanda.instruments.models import Instrument, Provision
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    add_agenda_item,
    add_participation,
    create_meeting,
    ensure_record,
)
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.actions import (
    NewParty,
    NewSuccession,
    add_party_name,
    create_membership,
    create_party,
    create_person,
    ensure_tenure,
    represent,
    succeed_party,
)
from servanda.parties.models import Party, Person, Post
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.models import Question, Round
from servanda.registers.actions import (
    Mandate,
    NewInvitation,
    change,
    invite,
    rename_view,
    write_note,
)
from servanda.registers.models import Account, SharedView
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import person
from servanda.reports.actions import NewDuty, create_duty
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest
from servanda.sources.models import Document, Version
from tests.world import OPEN, World, tell_otherwise

FIRST_DAY = date(2001, 1, 1)
TOGETHER = 10
"""How many are added in one change, before the people who speak for them."""
VALUES = ("in_progress", "done", "not_started")
COUNTED_EVERY = 50


def long_text(number: int) -> str:
    """Return a text in which reading finds about so many commitments, parties and meetings."""
    return "\n".join(
        f"On {1 + count % 28} March {1990 + count % 30} the Ministry of Transport of Arvenia agreed "
        f"to open consulate number {count} in the town of Velmar."
        for count in range(number)
    )


class _Entries:
    """The entries of a world to which more is added."""

    def __init__(self, world: World) -> None:
        names = world.names
        self.state = Party.objects.get(uuid=names["party"])
        self.post = Post.objects.get(uuid=names["post"])
        self.person = Person.objects.get(uuid=names["person"])
        self.plan = Instrument.objects.get(uuid=names["instrument"])
        self.measure = Provision.objects.get(uuid=names["provision"])
        self.series = MeetingSeries.objects.get(uuid=names["series"])
        self.meeting = Meeting.objects.get(uuid=names["meeting"])
        self.member = names["member"]
        self.round = Round.objects.get(uuid=names["round"])
        self.version = Version.objects.get(uuid=names["version"])
        self.view = SharedView.objects.get(uuid=names["shared_view"])


def grow(world: World, mandate: Mandate, *, number: int) -> None:
    """Add so many documents, parties, persons, points, updates, meetings, duties, people, notes.

    They hang on the entries of the world, so the page of each of these has more to show, and the
    latest records of the history tell of the same kinds, however many there are. The person of the
    mandate stands on a side.
    """
    entries = _Entries(world)
    for first in range(0, number, TOGETHER):
        if first % COUNTED_EVERY == 0:
            _count_rows()
        counts = range(first, min(first + TOGETHER, number))
        with change(mandate, "accept_all", Ability.EDIT):
            parties = [_one_of_each(mandate, entries, count) for count in counts]
        _people(mandate, entries, dict(zip(counts, parties, strict=True)))
        rename_view(mandate, view=entries.view, name=f"Papers {first}")
    _sources(mandate, entries, number)
    _count_rows()


def _count_rows() -> None:
    """Tell PostgreSQL how many rows there are: what autovacuum does, it cannot in a transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _people(mandate: Mandate, entries: _Entries, parties: Mapping[int, Party]) -> None:
    """Add people who speak for parties, and invitations that wait."""
    register, by = mandate.desk.register, mandate.desk.account
    assert by is not None
    shown = Account.objects.get(assignments__uuid=entries.member)
    for count, party in parties.items():
        for member in (person(register, "focal_point"), shown):
            represent(mandate, account=member, party=party, since=FIRST_DAY)
        new = NewInvitation(f"Guest {count}", "reader")
        invite(by=by, register=register, new=new, now=timezone.now())


def _one_of_each(mandate: Mandate, entries: _Entries, count: int) -> Party:
    party = _party(mandate, entries, count)
    _points(mandate, entries, count, party=party)
    _meeting(mandate, entries, count, party=party)
    due = f"{2100 + count % 50}"
    new = NewDuty(f"Report {count}", entries.state, due=due, visibility=OPEN)
    create_duty(mandate, new=new)
    told = f"2020-03-{1 + count % 28:02}"
    tell_otherwise(mandate, entries.meeting, entries.version, value=told, start=1 + count)
    for entry in (entries.measure, entries.meeting):
        write_note(mandate, on=entry, kind="ask", text=f"Ask for {count}")
    return party


def _party(mandate: Mandate, entries: _Entries, count: int) -> Party:
    facts = DocumentFacts(title=f"Paper {count}", published=f"{1990 + count % 30}", visibility=OPEN)
    ingest(mandate, upload=_upload(count), facts=facts)
    new = NewParty(f"Working group {count}", "body", since="2020-05", visibility=OPEN)
    party = create_party(mandate, new=new)
    create_membership(mandate, party=entries.state, body=party)
    add_party_name(mandate, party=entries.state, text=f"Name {count}")
    person = create_person(mandate, name=f"Person {count}", visibility=OPEN)
    day = FIRST_DAY + timedelta(days=count)
    ensure_tenure(mandate, person=person, post=entries.post, seen_on=day)
    return party


def _upload(count: int) -> Upload:
    return Upload(f"Paper number {count}.".encode(), "a.txt")


def _paper(mandate: Mandate, count: int) -> Document:
    """Return the document that came in with a party."""
    return ingest(mandate, upload=_upload(count), facts=DocumentFacts()).document


def _points(mandate: Mandate, entries: _Entries, count: int, *, party: Party) -> None:
    by = (entries.state, party)
    new = NewProvision(f"Measure {count}", "measure", due="2020-12", by=by, visibility=OPEN)
    measure = add_provision(mandate, instrument=entries.plan, new=new)
    link_provisions(mandate, source=measure, target=entries.measure, kind="implements")
    add_comment(mandate, provision=entries.measure, text=f"Ask {count}", visibility=OPEN)
    with change(mandate, "open_round", Ability.EDIT) as changes:
        changes.create(Question(round=entries.round, provision=measure, party=party))
    succeed_party(
        mandate, party=party, successor=entries.state, new=NewSuccession("merged", "2021")
    )
    adopt_instrument(mandate, instrument=entries.plan, party=party, date="2020-01")
    made = NewInstrument(f"Supplement {count}", "action_plan", period="2020", visibility=OPEN)
    beside = create_instrument(mandate, new=made)
    relate_instruments(
        mandate, instrument=beside, other=entries.plan, new=NewRelation("supplements")
    )
    hold_text(mandate, instrument=entries.plan, document=_paper(mandate, count), part="annex")
    day = FIRST_DAY + timedelta(days=count)
    for provision, assessor in product((measure, entries.measure), (entries.state, party)):
        said = NewUpdate(assessor, VALUES[count % 3], day, visibility=OPEN)
        add_update(mandate, provision=provision, new=said)


def _meeting(mandate: Mandate, entries: _Entries, count: int, *, party: Party) -> None:
    held = f"{1990 + count % 30}-05"
    point = NewProvision(f"Point {count}", "point", by=(party,), visibility=OPEN)
    new = NewMeeting(f"Meeting {count}", "held", held, series=entries.series, visibility=OPEN)
    meeting = create_meeting(mandate, new=new)
    attendee = Attendee(party=party, person=entries.person)
    for attended in (meeting, entries.meeting):
        add_participation(mandate, meeting=attended, attendee=attendee)
        add_agenda_item(mandate, meeting=attended, title=f"Question {count}")
        instrument = ensure_record(mandate, meeting=attended)
        add_provision(mandate, instrument=instrument, new=point)


def _sources(mandate: Mandate, entries: _Entries, number: int) -> None:
    places = [Place(f"field{count}", count, count + 3) for count in range(number)]
    for entry in (
        entries.state,
        entries.plan,
        entries.measure,
        entries.meeting,
        entries.series,
        entries.person,
    ):
        cite(mandate, entry=entry, version=entries.version, places=places)
