"""A meeting as an event of a calendar, and the same people at two meetings on one day."""

from datetime import date

import pytest
from django.urls import reverse

from servanda.meetings.actions import (
    Attendee,
    MeetingFacts,
    add_agenda_item,
    add_participation,
    change_meeting,
)
from servanda.meetings.models import Meeting
from servanda.meetings.tests.factories import Cooperation
from servanda.registers.actions import Protection, protect_entry
from servanda.registers.tests.calendars import events_in
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


def address(meeting: Meeting, name: str = "meeting-ics") -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": meeting.uuid})


def event(client, meeting: Meeting) -> dict[str, date | str]:
    (found,) = events_in(client.get(address(meeting)).content)
    return found


def put(cooperation: Cooperation, meeting: Meeting, **told: str) -> None:
    facts = {**vars(MeetingFacts.of(meeting)), **told}
    change_meeting(
        cooperation.mandate, meeting=meeting, facts=MeetingFacts(**facts), revision=meeting.revision
    )


def seat(cooperation: Cooperation, day: str, status: str = "planned") -> Meeting:
    """Seat the minister at another meeting on a day."""
    other = cooperation.meeting("Forum on roads", status, day)
    attendee = Attendee(person=cooperation.minister)
    add_participation(cooperation.mandate, meeting=other, attendee=attendee)
    return other


def shown(client, meeting: Meeting) -> str:
    return str(client.get(address(meeting, "meeting")).content.decode())


def test_a_meeting_is_an_event_with_its_place_its_agenda_and_its_address(client, cooperation):
    found = event(client, cooperation.held)
    assert found["UID"] == f"urn:uuid:{cooperation.held.uuid}"
    assert found["DTSTART"] == date(2020, 3, 3)
    assert (found["SUMMARY"], found["LOCATION"]) == ("Fourth annual meeting", "Velmar")
    assert (found["STATUS"], found["CLASS"]) == ("CONFIRMED", "PUBLIC")
    assert str(found["DESCRIPTION"]).endswith("1. State of the plan")
    assert str(found["URL"]).endswith(address(cooperation.held, "meeting"))


def test_the_online_link_and_hidden_points_stay_out_of_the_event(client, cooperation):
    put(cooperation, cooperation.held, online="https://join.example/secret")
    hidden = add_agenda_item(cooperation.mandate, meeting=cooperation.held, title="Our red line")
    told = Protection("restricted")
    protect_entry(cooperation.mandate, entry=hidden, as_told=told, revision=hidden.revision)
    made = client.get(address(cooperation.held)).content
    assert b"join.example" not in made
    assert b"red line" not in made


def test_an_event_is_public_only_where_all_that_it_tells_is(client, cooperation):
    client.force_login(cooperation.mandate.desk.account)
    assert event(client, cooperation.held)["CLASS"] == "PUBLIC"
    hidden = add_agenda_item(cooperation.mandate, meeting=cooperation.held, title="Our red line")
    told = Protection("restricted")
    protect_entry(cooperation.mandate, entry=hidden, as_told=told, revision=hidden.revision)
    found = event(client, cooperation.held)
    assert "Our red line" in str(found["DESCRIPTION"])
    assert found["CLASS"] == "CONFIDENTIAL"


def test_an_event_under_embargo_is_not_public(client, cooperation):
    told = Protection("public", date(2099, 1, 1))
    held = cooperation.held
    protect_entry(cooperation.mandate, entry=held, as_told=told, revision=held.revision)
    client.force_login(cooperation.mandate.desk.account)
    assert event(client, held)["CLASS"] == "CONFIDENTIAL"


def test_an_event_of_a_closed_register_is_not_public(client):
    closed = Cooperation(administrator(make_register(is_public=False)))
    client.force_login(closed.mandate.desk.account)
    assert event(client, closed.held)["CLASS"] == "CONFIDENTIAL"


def test_a_meeting_moved_keeps_its_name_and_counts_its_change(client, cooperation):
    before = event(client, cooperation.held)
    put(cooperation, cooperation.held, date="2020-03-09", status="cancelled")
    after = event(client, Meeting.objects.get(pk=cooperation.held.pk))
    assert (after["UID"], after["DTSTART"]) == (before["UID"], date(2020, 3, 9))
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))
    assert after["STATUS"] == "CANCELLED"


def test_who_has_the_event_as_it_stands_is_told_so(client, cooperation):
    etag = client.get(address(cooperation.held))["ETag"]
    again = client.get(address(cooperation.held), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    put(cooperation, cooperation.held, place="Ostmark")
    changed = client.get(address(cooperation.held), headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert b"Ostmark" in changed.content


def test_a_meeting_in_a_season_has_no_event_and_its_page_offers_none(client, cooperation):
    answer = client.get(address(cooperation.next))
    assert answer.status_code == 404
    assert "is not known" in answer.content.decode()
    assert address(cooperation.next) not in shown(client, cooperation.next)
    assert address(cooperation.held) in shown(client, cooperation.held)


def test_a_planned_meeting_tells_who_is_to_be_elsewhere(client, cooperation):
    seat(cooperation, "2090-03-05")
    planned = seat(cooperation, "2090-03-04/2090-03-06")
    assert "The same people are to be elsewhere" in shown(client, planned)


@pytest.mark.parametrize(
    ("day", "status"),
    [("2090-03", "planned"), ("2090-03-07", "planned"), ("2090-03-05", "cancelled")],
)
def test_what_is_vague_or_on_other_days_or_cancelled_is_no_conflict(
    client, cooperation, day, status
):
    seat(cooperation, day, status)
    planned = seat(cooperation, "2090-03-04/2090-03-06")
    assert "are to be elsewhere" not in shown(client, planned)


def test_a_meeting_that_is_hidden_is_told_to_nobody_as_a_conflict(client, cooperation):
    other = seat(cooperation, "2090-03-05")
    told = Protection("restricted")
    protect_entry(cooperation.mandate, entry=other, as_told=told, revision=other.revision)
    planned = seat(cooperation, "2090-03-05")
    assert "are to be elsewhere" not in shown(client, planned)
    client.force_login(cooperation.mandate.desk.account)
    assert "are to be elsewhere" in shown(client, planned)
