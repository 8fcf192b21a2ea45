"""Open entries of every kind, tied to one another, on a document of their own."""

from dataclasses import dataclass
from datetime import date

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
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
    create_party,
    create_person,
    ensure_post,
    ensure_tenure,
)
from servanda.parties.models import Party
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import (
    Mandate,
)
from servanda.registers.models import Entry
from servanda.reports.actions import NewDuty, create_duty
from servanda.review.actions import read_version
from servanda.sources.actions import (
    DocumentFacts,
    Upload,
    ingest,
)
from servanda.sources.models import Version

DAY = date(2020, 6, 1)
OPEN_TEXT = "Turkmenistan and IOM met in Ashgabat on 3 March 2020 and agreed to open a school."


def bring(clerk: Mandate, text: str, visibility: str, *, title: str) -> Version:
    facts = DocumentFacts(
        title=title, publisher=title, published="2020-05-02", visibility=visibility
    )
    made = ingest(clerk, upload=Upload(text.encode(), f"{title}.txt"), facts=facts)
    read_version(clerk, version=made.version)
    return made.version


@dataclass
class OpenWorld:
    """Entries that everyone sees."""

    clerk: Mandate
    visibility: str = "public"

    def __post_init__(self) -> None:
        clerk, seen = self.clerk, self.visibility
        self.paper = bring(clerk, OPEN_TEXT, seen, title="Open paper")
        self.state = create_party(clerk, new=NewParty("Turkmenistan", "state", visibility=seen))
        self.body = create_party(clerk, new=NewParty("Working group", "body", visibility=seen))
        self.person = create_person(clerk, name="Rashid Meredov", visibility=seen)
        self.post = ensure_post(clerk, title="Minister", organization=self.state, visibility=seen)
        ensure_tenure(clerk, person=self.person, post=self.post, seen_on=DAY)
        self.plan = create_instrument(
            clerk, new=NewInstrument("Plan", "action_plan", period="2019/2030", visibility=seen)
        )
        self.series = create_series(
            clerk, new=NewSeries("Yearly talks", (self.state, self.body), visibility=seen)
        )
        self.held = self.meeting("Fourth talks", "held", "2020-03-03")
        self.next = self.meeting("Fifth talks", "planned", "2090-03")
        add_participation(
            clerk, meeting=self.held, attendee=Attendee(self.state, self.person, self.post)
        )
        self.record = ensure_record(clerk, meeting=self.held)
        self.point = self.provision("Open a school", self.record, "point")
        self.measure = self.provision("Train officers", self.plan, "measure")
        self.update = self.say(self.measure, self.state, "in_progress")
        self.duty = create_duty(
            clerk, new=NewDuty("Report", self.state, due="2090", visibility=seen)
        )

    def entries(self) -> list[Entry]:
        return [
            self.paper.document,
            self.state,
            self.body,
            self.person,
            self.plan,
            self.series,
            self.held,
            self.next,
            self.point,
            self.measure,
            self.duty,
        ]

    def meeting(self, label: str, status: str, day: str):
        new = NewMeeting(label, status, day, series=self.series, visibility=self.visibility)
        return create_meeting(self.clerk, new=new)

    def provision(self, text: str, instrument, kind: str, **told):
        new = NewProvision(
            text, kind, by=(self.state,), due="2021-03", visibility=self.visibility, **told
        )
        return add_provision(self.clerk, instrument=instrument, new=new)

    def say(self, provision, assessor: Party, value: str, **told):
        new = NewUpdate(
            assessor, value, DAY, **{"narrative": "Told.", "visibility": self.visibility, **told}
        )
        return add_update(self.clerk, provision=provision, new=new)
