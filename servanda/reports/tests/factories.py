"""A small founding case: two meetings held, one planned, points, plans, bodies, a duty."""

from datetime import date

from django.utils import timezone

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
    ensure_statement,
)
from servanda.instruments.models import Instrument, Provision, Responsibility, Timing, Wording
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.meetings.models import Meeting
from servanda.parties.actions import (
    NewParty,
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
)
from servanda.parties.models import Party, Person
from servanda.progress.actions import NewUpdate, add_update, ensure_scale
from servanda.progress.models import Update
from servanda.registers.actions import Mandate
from servanda.registers.models import Entry
from servanda.reports.actions import NewDuty, create_duty
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest, passage_at
from servanda.sources.models import Citation, Passage, Version

ON = date(2021, 2, 17)
ARTICLE = """Turkmenistan and IOM plan to hold an online meeting at the end of February.
The two sides meet every year at the level of foreign minister and regional coordinator.
The last meeting, between Rashid Meredov and Zeynal Hajiyev, was held in February 2020.
There the parties agreed that migration and health require more attention.
They agreed to launch the United Nations Network on Migration in Turkmenistan.
A National Working Group has been in operation since May 2020.
Turkmenistan is planning to present its voluntary national report in Bangkok in March 2021.
In 2013 the parties agreed to prioritize combatting trafficking in persons.
Two plans were made, CT NAP 2016-2018 and CT NAP 2020-2022.
"""
LATER = """The United Nations Network on Migration was launched in Ashgabat.
The ministry says that the report was sent to IOM and ESCAP.
"""


class Founding:
    """The founding case in the register of a mandate that may edit."""

    def __init__(self, mandate: Mandate) -> None:
        self.mandate = mandate
        self.article = make_document(mandate, ARTICLE, published="2021-02-17")
        self.turkmenistan = create_party(mandate, new=NewParty(name="Turkmenistan", kind="state"))
        iom = NewParty(
            name="International Organization for Migration", kind="international_organization"
        )
        self.iom = create_party(mandate, new=iom)
        self.sides = (self.turkmenistan, self.iom)
        self._lay_meetings()
        self._lay_points()
        self._lay_frame()

    def _lay_meetings(self) -> None:
        new = NewSeries(
            label="Annual meeting of Turkmenistan and IOM",
            parties=self.sides,
            rhythm="yearly",
            rhythm_words="every year",
            level="foreign minister and regional coordinator",
        )
        self.series = create_series(self.mandate, new=new)
        self.told(self.series, "The two sides meet every year")
        self.held = self._meeting("Meeting in February 2020", "held", "2020-02")
        self.told(self.held, "was held in February 2020")
        self.early = self._meeting("Meeting in 2013", "held", "2013")
        self.told(self.early, "In 2013 the parties agreed")
        self.planned = self._meeting(
            "Meeting at the end of February 2021", "planned", "2021-02-21/2021-02-28"
        )
        self.told(self.planned, "online meeting at the end of February")
        for party, name, post in (
            (self.turkmenistan, "Rashid Meredov", "Minister of Foreign Affairs"),
            (self.iom, "Zeynal Hajiyev", "Regional Coordinator for Central Asia"),
        ):
            self.take_part(self.held, party, create_person(self.mandate, name=name), post)

    def _meeting(self, label: str, status: str, day: str) -> Meeting:
        is_planned = status == "planned"
        new = NewMeeting(
            label=label,
            status=status,
            date=day,
            date_words="at the end of February" if is_planned else "",
            format="online" if is_planned else "",
            series=self.series,
        )
        return create_meeting(self.mandate, new=new)

    def take_part(self, meeting: Meeting, party: Party, person: Person, post: str) -> None:
        """Let a person take part in a meeting in a post of a party."""
        office = ensure_post(self.mandate, title=post, organization=party)
        day, told = meeting.date_latest, meeting.date
        ensure_tenure(self.mandate, person=person, post=office, seen_on=day, seen=told)
        attendee = Attendee(party=party, person=person, post=office)
        present = add_participation(self.mandate, meeting=meeting, attendee=attendee)
        self.told(present, person.label)

    def _lay_points(self) -> None:
        record = ensure_record(self.mandate, meeting=self.held)
        old_record = ensure_record(self.mandate, meeting=self.early)
        statement = ensure_statement(self.mandate, document=self.article.document)
        self.health = point(
            self.mandate, record, "Give more attention to migration and health", by=self.sides
        )
        self.told(self.health, "migration and health require more attention")
        self.network = point(
            self.mandate, record, "Launch the UN Network on Migration", by=self.sides
        )
        self.told(self.network, "agreed to launch the United Nations Network on Migration")
        self.trafficking = point(
            self.mandate, old_record, "Give priority to combatting trafficking", by=self.sides
        )
        self.told(self.trafficking, "agreed to prioritize combatting trafficking in persons")
        self.report = point(
            self.mandate,
            statement,
            "Present the voluntary national report",
            by=(self.turkmenistan,),
            due="2021-03",
        )
        self.told(self.report, "planning to present its voluntary national report")

    def _lay_frame(self) -> None:
        self.plan = create_instrument(
            self.mandate,
            new=NewInstrument(title="CT NAP 2020-2022", kind="action_plan", period="2020/2022"),
        )
        self.told(self.plan, "CT NAP 2020-2022")
        self.old_plan = create_instrument(
            self.mandate,
            new=NewInstrument(title="CT NAP 2016-2018", kind="action_plan", period="2016/2018"),
        )
        self.told(self.old_plan, "CT NAP 2016-2018")
        self.body = create_party(
            self.mandate,
            new=NewParty(
                name="National Working Group",
                kind="body",
                body_kind="working_group",
                since="2020-05",
            ),
        )
        self.told(self.body, "National Working Group has been in operation since May 2020")
        new = NewDuty(
            label="Voluntary national report",
            debtor=self.turkmenistan,
            due="2021-03",
            due_words="in March 2021",
            provision=self.report,
        )
        self.duty = create_duty(self.mandate, new=new)
        self.told(self.duty, "voluntary national report in Bangkok in March 2021")

    def told(self, entry: Entry, words: str) -> None:
        """Let an entry stand on the words of the article."""
        cite_quotation(self.mandate, entry, self.article, words)


def make_document(
    mandate: Mandate,
    text: str,
    *,
    published: str | None,
    visibility: str = "register",
    title: str = "",
) -> Version:
    """Bring a document into the register; its title is its first line unless given."""
    facts = DocumentFacts(
        published=published,
        publisher="Trend",
        url="https://example.org/3382137.html",
        visibility=visibility,
        title=title,
    )
    return ingest(mandate, upload=Upload(text.encode(), "note.txt"), facts=facts).version


def cite_quotation(mandate: Mandate, entry: Entry, version: Version, words: str) -> None:
    """Let an entry stand on the first place where the words occur in a version."""
    start = version.text.index(words)
    cite(mandate, entry=entry, version=version, places=[Place("text", start, start + len(words))])


def say(
    mandate: Mandate,
    provision: Provision,
    assessor: Party,
    value: str,
    stated_on: date,
    *,
    version: Version | None = None,
    words: str = "",
    corrects: Update | None = None,
) -> Update:
    """Add an update, on the words of a version where they are given."""
    passages = []
    if version is not None:
        start = version.text.index(words)
        passages = [passage_at(mandate, version, start, start + len(words))]
    new = NewUpdate(assessor=assessor, value=value, stated_on=stated_on, corrects=corrects)
    return add_update(mandate, provision=provision, new=new, passages=passages)


def point(
    mandate: Mandate,
    instrument: Instrument,
    text: str,
    *,
    by: tuple[Party, ...] = (),
    due: str | None = None,
    visibility: str = "register",
) -> Provision:
    """Add a point to a record or a statement."""
    new = NewProvision(text=text, kind="point", by=by, due=due, visibility=visibility)
    return add_provision(mandate, instrument=instrument, new=new)


def lay_many_points(case: Founding, count: int) -> None:
    """Lay many points at once, each with a wording, two parties, a deadline and two updates."""
    register = case.mandate.desk.register
    instrument = case.health.instrument
    edition = instrument.editions.get()
    value = ensure_scale(case.mandate).values.get(code="in_progress")
    rows = {"register": register}
    provisions = Provision.objects.bulk_create(
        Provision(instrument=instrument, label=f"Point {number}", kind="point", **rows)
        for number in range(count)
    )
    wordings = Wording.objects.bulk_create(
        Wording(provision=provision, from_edition=edition, **rows) for provision in provisions
    )
    Timing.objects.bulk_create(
        Timing(wording=w, due="2020", due_latest=date(2020, 12, 31), **rows) for w in wordings
    )
    Responsibility.objects.bulk_create(
        Responsibility(wording=w, party=party, **rows) for w in wordings for party in case.sides
    )
    Update.objects.bulk_create(
        Update(
            provision=provision,
            assessor=case.iom,
            value=value,
            stated_on=day,
            recorded_at=timezone.now(),
            **rows,
        )
        for provision in provisions
        for day in (date(2020, 6, 1), date(2021, 1, 1))
    )
    passage = Passage.objects.filter(version=case.article).first()
    Citation.objects.bulk_create(
        Citation(passage=passage, entry_kind="provision", entry=p.uuid, field="text", **rows)
        for p in provisions
    )
