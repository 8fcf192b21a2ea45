"""An invented cooperation that meets every year."""

from datetime import date

from servanda.instruments.models import Provision
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_agenda_item,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.meetings.models import Meeting
from servanda.parties.actions import create_person, ensure_post, ensure_tenure
from servanda.parties.models import Party, Person
from servanda.progress.tests.factories import Plan, bring_in
from servanda.registers.actions import Mandate

MINUTES = """Minutes of the fourth annual meeting
Minister Ana Torvel and Director Ivo Lent met in Velmar on 3 March 2020.
The parties agreed to set up a joint web page.
The next meeting is planned online in spring 2021.
"""


class Cooperation(Plan):
    """A plan, a series with a meeting held and one planned, people in their posts."""

    def __init__(self, mandate: Mandate, *, visibility: str = "public") -> None:
        super().__init__(mandate, visibility=visibility)
        self.minutes = bring_in(mandate, MINUTES, published="2020-03-05", visibility=visibility)
        self.series = create_series(
            mandate,
            new=NewSeries(
                label="Annual meeting of Arvenia and the Office",
                parties=(self.arvenia, self.office),
                rhythm="FREQ=YEARLY;INTERVAL=1",
                rhythm_words="annual meeting",
                level="minister and director",
                visibility=visibility,
            ),
        )
        self.told(self.series, "rhythm", "annual meeting", self.minutes)
        self.held = self.meeting("Fourth annual meeting", "held", "2020-03-03", place="Velmar")
        self.told(self.held, "date", "on 3 March 2020", self.minutes)
        self.told(self.held, "people", "Ana Torvel and Director Ivo Lent", self.minutes)
        self.next = self.meeting(
            "Fifth annual meeting", "planned", "2090-21", date_words="in spring", format="online"
        )
        self.minister = self.attend(self.held, self.arvenia, "Ana Torvel", "Minister of Mobility")
        self.director = self.attend(self.held, self.office, "Ivo Lent", "Director")
        add_agenda_item(mandate, meeting=self.held, title="State of the plan")
        self.record = ensure_record(mandate, meeting=self.held)
        self.page = self.point("Set up a joint web page")
        self.told(self.page, "text", "agreed to set up a joint web page", self.minutes)

    def point(self, text: str) -> Provision:
        """Add a point to the record of the meeting held."""
        by = (self.arvenia, self.office)
        return self.provision(text, kind="point", instrument=self.record, by=by)

    def meeting(self, label: str, status: str, day: str, **told: str) -> Meeting:
        new = NewMeeting(
            label=label,
            status=status,
            date=day,
            date_words=told.get("date_words", ""),
            place=told.get("place", ""),
            format=told.get("format", ""),
            series=self.series,
            visibility=self.visibility,
        )
        return create_meeting(self.mandate, new=new)

    def attend(self, meeting: Meeting, party: Party, name: str, title: str) -> Person:
        """Seat a new person at a meeting, in a post of a party."""
        person = create_person(self.mandate, name=name, visibility=self.visibility)
        post = ensure_post(
            self.mandate, title=title, organization=party, visibility=self.visibility
        )
        tenure = ensure_tenure(self.mandate, person=person, post=post, seen_on=date(2020, 3, 3))
        words = "Minister Ana Torvel and Director Ivo Lent met"
        self.told(tenure, "post", words, self.minutes)
        attendee = Attendee(party=party, person=person, post=post)
        add_participation(self.mandate, meeting=meeting, attendee=attendee)
        return person

    def add_meetings(self, number: int) -> None:
        """Add meetings held, each with a point on its record that two assessors speak of."""
        for count in range(number):
            day = f"{1990 + count % 30}-05-02"
            meeting = self.meeting(f"Meeting {count}", "held", day)
            for party, person in ((self.arvenia, self.minister), (self.office, self.director)):
                attendee = Attendee(party=party, person=person)
                add_participation(self.mandate, meeting=meeting, attendee=attendee)
            record = ensure_record(self.mandate, meeting=meeting)
            by = (self.arvenia,)
            point = self.provision(f"Point {count}", kind="point", instrument=record, by=by)
            self.say(point, self.office, "in_progress", date(2020, 6, 1))
