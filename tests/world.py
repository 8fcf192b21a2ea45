"""A register with one entry of every kind that has a page, for tests of all pages at once."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import typst
from django.utils import timezone

from servanda.history.models import Record
from servanda.instruments.actions import (
    NewInstrument,
    NewLink,
    NewProvision,
    NewRelation,
    add_comment,
    add_provision,
    adopt_instrument,
    create_instrument,
    hold_text,
    relate_instruments,
    tie_provisions,
    translate_provision,
    write_plain_text,
)
from servanda.instruments.importing.frameworks import install_frameworks
from servanda.instruments.models import Instrument, Provision
from servanda.instruments.rules.frameworks import provision_name
from servanda.instruments.tests.frameworks.roads import ROADS
from servanda.instruments.tests.texts import Written
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.parties.actions import (
    NewParty,
    NewRepresentation,
    NewSuccession,
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
    invite_to_represent,
    represent,
    succeed_party,
)
from servanda.parties.models import Party
from servanda.portal.actions import ask_for_change
from servanda.progress.actions import (
    About,
    NewAnswer,
    NewRound,
    NewUpdate,
    Told,
    add_update,
    open_round,
    submit_answer,
)
from servanda.registers.actions import (
    PROTECTIONS,
    BulkChange,
    Mandate,
    NewInvitation,
    change,
    mandate_for,
    operator,
    share_view,
)
from servanda.registers.models import Account, Assignment, Entry, Register
from servanda.registers.rules import Ability
from servanda.registers.rules.lists import ListQuery
from servanda.registers.tests.factories import administrator, make_library, make_register
from servanda.registers.tests.factories import person as a_person
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions import read_version
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest, passage_at
from servanda.sources.models import Difference, Document, Version

TEXT = (
    "ASHGABAT, February 18, 2020. Turkmenistan and the International Organization for Migration "
    "(IOM) held a meeting in Ashgabat. The parties agreed to launch a network on migration."
)
OPEN = "public"


@dataclass
class World:
    """A register and the public names of what is in it, by kind."""

    register: Register
    names: dict[str, UUID] = field(default_factory=dict)


def _tied(mandate: Mandate, measure: Provision) -> dict[str, UUID]:
    """Let a measure implement an objective of the library, which all worlds share; return its name."""
    library = Register.objects.filter(is_library=True).first() or make_library()
    install_frameworks(administrator(library), [ROADS])
    objective = Provision.objects.get(uuid=provision_name("roads", "17"))
    tie_provisions(mandate, source=measure, target=objective, new=NewLink("implements"))
    return {"objective": UUID(str(objective.uuid))}


def make_world(slug: str, *, is_public: bool = False, text: str = TEXT) -> World:
    """Make a register with one public entry of every kind, most standing on one document."""
    register = make_register(slug, is_public=is_public)
    mandate = administrator(register)
    facts = DocumentFacts(title=f"Paper {slug}", published="2020-02-18", visibility=OPEN)
    paper = ingest(mandate, upload=Upload(f"{text} {slug}".encode(), f"{slug}.txt"), facts=facts)
    state = create_party(mandate, new=NewParty("Turkmenistan", "state", visibility=OPEN))
    printed = _printed(mandate, slug, on=state)
    person = create_person(mandate, name="Rashid Meredov", visibility=OPEN)
    post = ensure_post(mandate, title="Minister", organization=state, visibility=OPEN)
    ensure_tenure(mandate, person=person, post=post, seen_on=date(2020, 2, 18))
    plan = create_instrument(
        mandate, new=NewInstrument("Plan", "action_plan", period="2020/2022", visibility=OPEN)
    )
    measure = add_provision(
        mandate,
        instrument=plan,
        new=NewProvision("Train officers", "measure", due="2020-12", by=(state,), visibility=OPEN),
    )
    update = add_update(
        mandate,
        provision=measure,
        new=NewUpdate(state, "in_progress", date(2020, 6, 1), visibility=OPEN),
    )
    series = create_series(mandate, new=NewSeries("Yearly", (state,), visibility=OPEN))
    meeting = create_meeting(
        mandate,
        new=NewMeeting("Meeting", "held", "2020-02-18", series=series, visibility=OPEN),
    )
    add_participation(mandate, meeting=meeting, attendee=Attendee(state, person, post))
    duty = create_duty(mandate, new=NewDuty("Report", state, due="2021-03", visibility=OPEN))
    record = ensure_record(mandate, meeting=meeting)
    run = read_version(mandate, version=paper.version)
    for entry in (state, plan, measure, meeting, duty):
        cite(mandate, entry=entry, version=paper.version, places=[Place("label", 0, 28)])
    difference = tell_otherwise(mandate, meeting, paper.version, value="2020-02-19")
    entries = (
        paper.document,
        state,
        person,
        post,
        plan,
        measure,
        update,
        series,
        meeting,
        duty,
        difference,
    )
    names = {entry.KIND: UUID(str(entry.uuid)) for entry in entries}
    names["version"] = paper.version.uuid
    names["pages"] = printed
    names["record"] = UUID(str(record.uuid))
    names["proposal"] = run.proposals.order_by("pk")[0].uuid
    names["partner"] = create_party(mandate, new=NewParty("Partner", "other", visibility=OPEN)).uuid
    names["deed"] = Record.objects.of_register(register.uuid).order_by("-sequence")[0].uuid
    names |= _around(mandate, plan, paper.document) | _being_made(mandate) | _tied(mandate, measure)
    return World(register, names | _people(mandate, state) | _asked(mandate, plan))


def _around(mandate: Mandate, plan: Instrument, paper: Document) -> dict[str, UUID]:
    """Say who adopted a plan, what came before it and which document holds it; return their names."""
    new = NewInstrument("First plan", "action_plan", period="2016/2018", visibility=OPEN)
    before = create_instrument(mandate, new=new)
    state = Party.objects.get(register=mandate.desk.register, label="Turkmenistan")
    around = (
        adopt_instrument(mandate, instrument=plan, party=state, date="2019-12"),
        relate_instruments(mandate, instrument=plan, other=before, new=NewRelation("follows")),
        hold_text(mandate, instrument=plan, document=paper, part="text"),
    )
    names = {entry.KIND: UUID(str(entry.uuid)) for entry in around}
    return names | _beside(mandate, before)


def _beside(mandate: Mandate, before: Instrument) -> dict[str, UUID]:
    """Tie a provision to the measure, write it plainly, comment on it; name a body and its successor."""
    first = NewProvision("Train the first officers", "measure", visibility=OPEN)
    earlier = add_provision(mandate, instrument=before, new=first)
    measure = Provision.objects.get(register=mandate.desk.register, label="Train officers")
    bodies = [
        create_party(mandate, new=NewParty(name, "body", visibility=OPEN))
        for name in ("Working group", "Commission")
    ]
    new = NewSuccession("renamed", "2023")
    rows = {
        "link": tie_provisions(mandate, source=measure, target=earlier, new=NewLink("continues")),
        "plain_text": write_plain_text(
            mandate, provision=measure, language="en", text="Officers learn.", seen=""
        ),
        "translation": translate_provision(
            mandate, provision=measure, language="ru", text="Обучить сотрудников", seen=""
        ),
        "comment": add_comment(mandate, provision=measure, text="Ask again.", visibility=OPEN),
        "succession": succeed_party(mandate, party=bodies[0], successor=bodies[1], new=new),
        "body": bodies[0],
    }
    return {name: UUID(str(row.uuid)) for name, row in rows.items()}


def _asked(mandate: Mandate, plan: Instrument) -> dict[str, UUID]:
    """Share a view of a list, and ask the worker for a change; return their names."""
    view = share_view(mandate, query=ListQuery("document"), name="Papers")
    seen = {UUID(str(plan.uuid)): plan.revision}
    wanted = BulkChange(PROTECTIONS[0], OPEN)
    task = ask_for_change(mandate, model=Instrument, seen=seen, wanted=wanted)
    return {"shared_view": view.uuid, "change": task.uuid}


def _being_made(mandate: Mandate) -> dict[str, UUID]:
    """Word a provision anew in a second edition, not yet in force; return the instrument's name."""
    written = Written(mandate)
    [shelter] = written.add("Open shelters")
    written.open()
    written.amend(shelter, texts={"en": "Open three shelters"})
    return {"draft": UUID(str(written.plan.uuid))}


def _people(mandate: Mandate, party: Party) -> dict[str, UUID]:
    """Make a person who speaks for a party, and somebody who is invited; return their names."""
    register = mandate.desk.register
    member = a_person(register, "focal_point")
    held = represent(mandate, account=member, party=party, since=date(2020, 1, 1))
    new = NewInvitation("Boris Ivanov", "reader", email="boris@ministry.example")
    invited, _code = invite_to_represent(
        by=operator(),
        register=register,
        new=new,
        representing=NewRepresentation(party),
        now=timezone.now(),
    )
    place = Assignment.objects.get(register=register, account=member)
    return _round(mandate, member) | {
        "account": member.uuid,
        "member": place.uuid,
        "representation": held.uuid,
        "invitation": invited.uuid,
    }


def _round(mandate: Mandate, member: Account) -> dict[str, UUID]:
    """Ask for news of the plan; somebody answers, and the answer waits to be accepted."""
    plan = Instrument.objects.get(register=mandate.desk.register, label="Plan")
    due = mandate.desk.today + timedelta(days=14)
    asked = open_round(mandate, instrument=plan, new=NewRound("Year 2020", "2020", due))
    question = asked.questions.get()
    acting = mandate_for(mandate.desk.register, member)
    acting.desk.register.waits_for_acceptance = True
    answer = submit_answer(
        acting, about=About.of(question), new=NewAnswer(Told(), value="in_progress")
    )
    acting.desk.register.waits_for_acceptance = False
    return {"round": asked.uuid, "question": question.uuid, "answer": answer.uuid}


def _printed(mandate: Mandate, slug: str, *, on: Entry) -> UUID:
    """Bring a PDF in on which an entry stands; return its public name."""
    source = f"#set page(width: 12cm, height: 8cm)\nThe programme of the meeting, {slug}."
    facts = DocumentFacts(title=f"Programme {slug}", published="2020-02-18", visibility=OPEN)
    upload = Upload(typst.compile(source.encode()), "programme.pdf")
    printed = ingest(mandate, upload=upload, facts=facts)
    cite(mandate, entry=on, version=printed.version, places=[Place("label", 4, 13)])
    return printed.document.uuid


def tell_otherwise(
    mandate: Mandate, entry: Entry, version: Version, *, value: str, start: int = 0
) -> Difference:
    """Let a document tell another date of an entry; whoever sees the document may see it."""
    with change(mandate, "accept_proposal", Ability.EDIT) as changes:
        difference = Difference(
            passage=passage_at(mandate, version, start, start + 28),
            entry_kind=entry.KIND,
            entry=entry.uuid,
            field="date",
            value=value,
            visibility=version.document.visibility,
        )
        return changes.create(difference, under=[version.document, entry])
