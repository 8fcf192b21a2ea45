"""What a hidden document tells of an entry that more people see is not told to them."""

import pytest

from servanda.instruments.models import Instrument, InstrumentName
from servanda.meetings.models import Meeting, MeetingSeries, Participation
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party, PartyName, PersonName, Tenure
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.review.actions import accept_all
from servanda.review.tests.factories import SIDES, Item, make_run
from servanda.sources.actions import DocumentFacts

pytestmark = pytest.mark.django_db

OPEN = DocumentFacts(title="Release", visibility="public", published="2020-03-02")
CLOSED = DocumentFacts(title="Cable", visibility="restricted", published="2020-04-02")
TEXT = (
    "Turkmenistan and the International Organization for Migration (IOM) met in February 2020. "
    "Rashid Meredov was there for the Ministry. A working group works on the plan."
)
MEETING = "met in February 2020"
MET: Item = ("meeting", MEETING, {"date": "2020-02", "parties": SIDES})


@pytest.fixture
def register() -> Register:
    return make_register(is_public=True)


def accepted(register: Register, facts: DocumentFacts, items: list[Item], note: str) -> None:
    """Read a document by hand and accept all that was found in it."""
    clerk = administrator(register)
    accept_all(clerk, run=make_run(clerk, f"{TEXT} {note}", items, facts=facts))


def test_who_sat_at_a_public_meeting_by_a_hidden_source_stays_hidden(register):
    accepted(register, OPEN, [MET], "One.")
    held = {"name": "Rashid Meredov", "post": "Envoy", "organization": "Ministry"}
    told = {"date": "2020-02", "parties": SIDES, "people": ["Rashid Meredov"]}
    person: Item = ("person", "Rashid Meredov", held)
    accepted(register, CLOSED, [person, ("meeting", MEETING, told)], "Two.")
    assert Meeting.objects.get().effective_visibility == "public"
    reader = mandate(register, "reader").desk
    assert Participation.objects.visible_to(administrator(register).desk).count() == 3
    assert Participation.objects.visible_to(reader).count() == 2


def test_a_public_source_of_who_sat_there_opens_it(register):
    accepted(register, OPEN, [MET], "One.")
    there: Item = ("person", "Rashid Meredov", {"name": "Rashid Meredov"})
    accepted(register, OPEN, [there], "Two.")
    told = {"date": "2020-02", "parties": SIDES, "people": ["Rashid Meredov"]}
    reader = mandate(register, "reader").desk
    for facts, note, seen in ((CLOSED, "Three.", 2), (OPEN, "Four.", 3)):
        accepted(register, facts, [("meeting", MEETING, told)], note)
        assert Participation.objects.count() == 3
        assert Participation.objects.visible_to(reader).count() == seen


def test_what_a_hidden_source_adds_to_a_public_meeting_is_not_put_on_it(register):
    accepted(register, OPEN, [MET], "One.")
    told = {"date": "2020-02-18", "place": "a quiet house", "parties": SIDES, "format": "online"}
    accepted(register, CLOSED, [("meeting", MEETING, told)], "Two.")
    meeting = Meeting.objects.get()
    assert (meeting.date, meeting.place, meeting.format) == ("2020-02", "", "")
    accepted(register, OPEN, [("meeting", MEETING, told)], "Three.")
    meeting.refresh_from_db()
    assert (meeting.date, meeting.place, meeting.format) == (
        "2020-02-18",
        "a quiet house",
        "online",
    )


def test_a_hidden_series_does_not_hide_public_meetings(register):
    accepted(register, OPEN, [MET], "One.")
    regular: Item = ("meeting", MEETING, {"status": "recurring", "parties": SIDES})
    accepted(register, CLOSED, [regular], "Two.")
    assert MeetingSeries.objects.get().effective_visibility == "restricted"
    meeting = Meeting.objects.get()
    assert (meeting.effective_visibility, meeting.series) == ("public", None)


def test_a_name_from_a_hidden_source_is_not_put_on_a_public_party(register):
    named: Item = ("party", "Turkmenistan", {"name": "Turkmenistan"})
    accepted(register, OPEN, [named], "One.")
    again: Item = ("party", "Turkmenistan", {"name": "Turkmenistan", "aliases": ["Code name T"]})
    accepted(register, CLOSED, [again], "Two.")
    assert Party.objects.count() == 1
    assert not PartyName.objects.filter(text="Code name T").exists()


def test_since_when_a_body_exists_is_not_told_by_a_hidden_source(register):
    body: Item = ("body", "working group", {"name": "Working group"})
    accepted(register, OPEN, [body], "One.")
    since: Item = ("body", "working group", {"name": "Working group", "since": "2019-05"})
    accepted(register, CLOSED, [since], "Two.")
    assert Party.objects.get().since == ""


def test_names_and_period_of_a_public_instrument_are_not_told_by_a_hidden_source(register):
    plan: Item = ("instrument", "the plan", {"name": "Plan"})
    accepted(register, OPEN, [plan], "One.")
    more: Item = (
        "instrument",
        "the plan",
        {"name": "Plan", "period": "2020/2022", "aliases": ["P-9"]},
    )
    accepted(register, CLOSED, [more], "Two.")
    assert Instrument.objects.get().period == ""
    assert list(InstrumentName.objects.values_list("text", flat=True)) == ["Plan"]


def test_a_public_person_in_a_public_post_is_not_shown_there_by_a_hidden_source(register):
    plain: Item = ("person", "Rashid Meredov", {"name": "Rashid Meredov"})
    other: Item = ("person", "Ministry", {"name": "Ana Torvel", "post": "Minister"})
    accepted(register, OPEN, [plain, other], "One.")
    held: Item = ("person", "Rashid Meredov", {"name": "R. Meredov", "post": "Minister"})
    accepted(register, CLOSED, [held], "Two.")
    held = ("person", "Rashid Meredov", {"name": "Rashid Meredov", "post": "Minister"})
    accepted(register, CLOSED, [held], "Three.")
    reader = mandate(register, "reader").desk
    assert Tenure.objects.visible_to(reader).filter(person__label="Rashid Meredov").count() == 0
    assert not PersonName.objects.filter(of__visibility="public", text="R. Meredov").exists()


def test_a_hidden_party_is_not_named_in_the_name_of_a_meeting(register):
    new = NewParty("Directorate Nine", "other", aliases=("Ministry",), visibility="restricted")
    create_party(administrator(register), new=new)
    told = {"date": "2020-02", "parties": ["Turkmenistan", "Ministry"]}
    accepted(register, OPEN, [("meeting", MEETING, told)], "One.")
    meeting = Meeting.objects.get()
    assert "Turkmenistan" in meeting.label
    assert "Directorate" not in meeting.label
