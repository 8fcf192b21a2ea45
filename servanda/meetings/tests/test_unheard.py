"""A meeting that was planned, and of which nothing was heard since, is told as such."""

from datetime import timedelta

import pytest
from django.urls import reverse

from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.meetings.lists import unheard_on
from servanda.meetings.models import Meeting
from servanda.meetings.tests.factories import Cooperation
from servanda.meetings.views.listing import is_unheard
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test

SILENT = "No source says that it was held."
BRIEF = "Brief for the next meeting"


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


def page(client, name, entry):
    names = {"slug": "r", "uuid": entry.uuid}
    return client.get(reverse(name, kwargs=names)).content.decode()


def planned(cooperation, date, *, series=None):
    new = NewMeeting("Talks", "planned", date=date, series=series, visibility="public")
    return create_meeting(cooperation.mandate, new=new)


def test_a_planned_meeting_whose_day_passed_says_that_no_source_tells_of_it(client, cooperation):
    past = planned(cooperation, "2019-05")
    assert SILENT in page(client, "meeting", past)
    assert SILENT in client.get(reverse("meetings", kwargs={"slug": "r"})).content.decode()


def test_a_meeting_to_come_leads_to_the_brief_of_its_series(client, cooperation):
    coming = planned(cooperation, "2999-05", series=cooperation.series)
    shown = page(client, "meeting", coming)
    assert SILENT not in shown
    assert f"?series={cooperation.series.uuid}" in shown
    assert BRIEF in shown


def test_a_meeting_outside_every_series_leads_to_no_brief(client, cooperation):
    assert BRIEF not in page(client, "meeting", planned(cooperation, "2999-05"))


@pytest.mark.parametrize("date", ["2019-05", "2999-05", None])
@pytest.mark.parametrize("status", ["planned", "held", "cancelled"])
def test_a_list_and_a_page_agree_on_what_is_unheard(cooperation, date, status):
    desk = cooperation.mandate.desk
    new = NewMeeting("Talks", status, date=date, visibility="public")
    meeting = create_meeting(cooperation.mandate, new=new)
    told = Meeting.objects.annotate(unheard=unheard_on(desk)).values_list("unheard", flat=True)
    assert told.get(pk=meeting.pk) == is_unheard(meeting, day=desk.today)
    assert told.get(pk=meeting.pk) == ((date, status) == ("2019-05", "planned"))


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_meeting_is_unheard_from_the_day_after_its_last(cooperation, days):
    desk = cooperation.mandate.desk
    day = desk.today + timedelta(days=days)
    meeting = planned(cooperation, day.isoformat())
    told = Meeting.objects.annotate(unheard=unheard_on(desk)).values_list("unheard", flat=True)
    assert told.get(pk=meeting.pk) == is_unheard(meeting, day=desk.today) == (days < 0)
