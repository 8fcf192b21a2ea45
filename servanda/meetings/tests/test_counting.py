"""A deadline that is counted from a meeting: chosen on a page, following its day, telling no hidden one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.actions import Seen
from servanda.instruments.models import Timing
from servanda.instruments.rules import DueTold
from servanda.instruments.tests.texts import Written
from servanda.meetings.actions import (
    MeetingFacts,
    NewMeeting,
    change_meeting,
    count_from_meeting,
    create_meeting,
)
from servanda.meetings.models import Meeting
from servanda.progress.tests.test_amend_page import fields_of
from servanda.registers.actions import undo
from servanda.registers.tests.factories import administrator, make_register, person

pytestmark = pytest.mark.django_db
THREE_MONTHS = DueTold(words="within three months", number=3, unit="month")


@pytest.fixture
def written() -> Written:
    return Written(administrator(make_register(is_public=True)))


@pytest.fixture
def session(written) -> Meeting:
    new = NewMeeting("Twelfth session", "planned", date="2026-05-14", visibility="public")
    return create_meeting(written.clerk, new=new)


@pytest.fixture
def editor(client, written):
    client.force_login(person(written.clerk.desk.register, "editor"))
    return client


def put_off(written: Written, session: Meeting, *, status: str = "planned", day: str = "2026-07"):
    facts = MeetingFacts(session.label, status, date=day)
    change_meeting(written.clerk, meeting=session, facts=facts, revision=session.revision)


def due_of(shelter) -> str:
    return Timing.objects.get(wording__provision=shelter, wording__to_edition=None).due


def counted(written: Written, session: Meeting):
    [shelter] = written.add("Open shelters")
    count_from_meeting(written.clerk, provision=shelter, meeting=session, told=THREE_MONTHS)
    return shelter


def test_a_deadline_follows_the_day_of_its_meeting(written, session):
    shelter = counted(written, session)
    assert due_of(shelter) == "2026-08-14"
    put_off(written, session)
    assert due_of(shelter) == "2026-10"


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_meeting_that_has_no_day_any_more_leaves_no_deadline(written, session, status):
    shelter = counted(written, session)
    put_off(written, session, status=status)
    assert due_of(shelter) == ""


def test_what_followed_a_meeting_is_taken_back_with_its_new_day(written, session):
    shelter = counted(written, session)
    put_off(written, session)
    undo(written.clerk, record=Record.objects.filter(action="change_meeting").get())
    assert due_of(shelter) == "2026-08-14"


def test_the_day_of_a_meeting_that_fewer_see_is_not_told(written, session):
    [shelter] = written.add("Open shelters")
    hidden = create_meeting(
        written.clerk,
        new=NewMeeting("Quiet session", "planned", "2026-05-14", visibility="restricted"),
    )
    with pytest.raises(ValidationError, match="Fewer people see this meeting"):
        count_from_meeting(written.clerk, provision=shelter, meeting=hidden, told=THREE_MONTHS)
    shelter = counted(written, session)
    Meeting.objects.filter(pk=session.pk).update(effective_visibility="restricted")
    session.refresh_from_db()
    put_off(written, session, day="2026-07-01")
    assert due_of(shelter) == "2026-08-14"


def from_meeting(shelter) -> str:
    return reverse("deadline-from-meeting", kwargs={"slug": "r", "uuid": shelter.uuid})


def test_the_meeting_is_chosen_on_a_page_and_linked_from_the_provision(written, session, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(from_meeting(shelter)).content.decode())
    told |= {"meeting": str(session.uuid), "number": "2", "unit": "week", "side": "before"}
    assert editor.post(from_meeting(shelter), told).status_code == 302
    assert due_of(shelter) == "2026-04-30"
    page = editor.get(reverse("provision", args=["r", shelter.uuid])).content.decode()
    assert "2 weeks before: Twelfth session, 14 May 2026" in page
    assert reverse("meeting", args=["r", session.uuid]) in page


def test_a_meeting_that_was_hidden_since_is_not_linked(written, session, client):
    shelter = counted(written, session)
    Meeting.objects.filter(pk=session.pk).update(effective_visibility="restricted")
    page = client.get(reverse("provision", args=["r", shelter.uuid])).content.decode()
    assert reverse("meeting", args=["r", session.uuid]) not in page


def test_the_second_of_two_who_choose_a_meeting_sees_both_versions(written, session, editor):
    [shelter] = written.add("Open shelters")
    told = fields_of(editor.get(from_meeting(shelter)).content.decode())
    written.amend(shelter, due=DueTold(yearly_by="03-01"))
    wanted = {**told, "meeting": str(session.uuid), "number": "3", "unit": "month", "side": "after"}
    answer = editor.post(from_meeting(shelter), wanted)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("each year by March 1" in page, "3 months after: Twelfth session" in page) == (
        True,
        True,
    )
    assert editor.post(from_meeting(shelter), {**wanted, **fields_of(page)}).status_code == 302
    assert Timing.objects.get().due_latest == date(2026, 8, 14)


def test_whoever_may_not_edit_chooses_no_meeting(written, session, client):
    [shelter] = written.add("Open shelters")
    client.force_login(person(written.clerk.desk.register, "reader"))
    assert client.get(from_meeting(shelter)).status_code == 403
    assert Seen.of(written.wording(shelter)).revision == 1
