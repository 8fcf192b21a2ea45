"""The invitation and agenda as a Word file: facts, points, who comes; nothing of one's own side."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

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
from servanda.registers.tests.factories import administrator, make_register
from servanda.reports.models.invitation import gather_invitation
from servanda.reports.rules.invitation import Delegation, Seat, delegations

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperation(client) -> Cooperation:
    cooperation = Cooperation(administrator(make_register(is_public=True)))
    client.force_login(cooperation.mandate.desk.account)
    return cooperation


def file_of(client, meeting: Meeting) -> str:
    path = reverse("invitation-docx", kwargs={"slug": "r", "uuid": meeting.uuid})
    document = Document(io.BytesIO(client.get(path).content))
    rows = ["|".join(cell.text for cell in row.cells) for t in document.tables for row in t.rows]
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return "\n".join([*header, *(paragraph.text for paragraph in document.paragraphs), *rows])


def test_the_file_tells_when_where_what_and_who(client, cooperation):
    told = file_of(client, cooperation.held)
    for words in ("Velmar", "1. State of the plan", "|Ivo Lent|Director", "To share"):
        assert words in told
    assert "Invitation" not in told


def test_the_host_invites_to_a_meeting_that_is_planned(client, cooperation):
    facts = {**vars(MeetingFacts.of(cooperation.next)), "host": cooperation.arvenia}
    change_meeting(
        cooperation.mandate,
        meeting=cooperation.next,
        facts=MeetingFacts(**{**facts, "online": "https://join.example/secret"}),
        revision=cooperation.next.revision,
    )
    told = file_of(client, cooperation.next)
    assert "Invitation and agenda" in told
    assert f"{cooperation.arvenia.label} invites to this meeting." in told
    assert "No point stands on the agenda yet." in told
    assert "join.example" not in told


def test_what_only_some_may_see_is_not_sent_out_by_who_sees_it(client, cooperation):
    hidden = add_agenda_item(cooperation.mandate, meeting=cooperation.held, title="Our red line")
    restricted = Protection("restricted")
    protect_entry(cooperation.mandate, entry=hidden, as_told=restricted, revision=hidden.revision)
    assert "red line" not in file_of(client, cooperation.held)


def test_a_meeting_that_only_some_may_see_is_marked_as_internal(client, cooperation):
    held, restricted = cooperation.held, Protection("restricted")
    protect_entry(cooperation.mandate, entry=held, as_told=restricted, revision=held.revision)
    assert "Internal: own side only" in file_of(client, held)


def test_delegations_stand_in_the_order_of_the_parties_of_the_series():
    minister, office = Seat("Arvenia", "Ana Torvel", "Minister"), Seat("Office", "Ivo Lent")
    seats = [Seat("Guests"), office, Seat("Arvenia", "Ana Torvel"), minister, minister]
    assert delegations(seats, ["Arvenia", "Office"]) == (
        Delegation("Arvenia", (minister,)),
        Delegation("Office", (office,)),
        Delegation("Guests", ()),
    )


def test_an_invitation_is_gathered_in_as_many_queries_for_any_number(cooperation):
    counted = set()
    for number in (2, 20):
        for count in range(number):
            title = f"Point {number} {count}"
            add_agenda_item(cooperation.mandate, meeting=cooperation.held, title=title)
            cooperation.attend(cooperation.held, cooperation.office, title, f"Post {title}")
        meeting = Meeting.objects.get(pk=cooperation.held.pk)
        with CaptureQueriesContext(connection) as asked:
            told = gather_invitation(cooperation.mandate.desk, meeting)
        assert len(told.items) > number
        counted.add(len(asked))
    assert counted == {6}


def test_a_party_without_anybody_named_is_told_with_the_words_for_it(client, cooperation):
    attendee = Attendee(party=cooperation.office)
    add_participation(cooperation.mandate, meeting=cooperation.next, attendee=attendee)
    assert f"{cooperation.office.label}|nobody is named|" in file_of(client, cooperation.next)
