"""Series, meetings, who took part, and the record of a meeting."""

from datetime import date

import pytest

from servanda.instruments.models import InstrumentKind
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_agenda_item,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
    put_in_series,
)
from servanda.meetings.models import Meeting, Participation
from servanda.meetings.tests.factories import Cooperation
from servanda.meetings.views.listing import next_of, was_held
from servanda.parties.actions import create_person
from servanda.registers.actions import Mandate, NotAllowed, change
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db
ON = date(2021, 2, 17)


@pytest.fixture
def clerk() -> Mandate:
    return administrator(make_register())


def meeting(clerk: Mandate, status: str = "held", day: str | None = None, **told) -> Meeting:
    return create_meeting(clerk, new=NewMeeting(label=f"{day}", status=status, date=day, **told))


def test_a_meeting_is_as_vague_as_its_source(clerk):
    told = meeting(clerk, "planned", "2021-02-21/2021-02-28", date_words="at the end of February")
    assert (told.date_earliest, told.date_latest) == (date(2021, 2, 21), date(2021, 2, 28))


def test_the_next_meeting_is_the_first_whose_last_day_has_not_passed(clerk):
    meeting(clerk, "planned", "2020")
    undated = meeting(clerk, "planned")
    later = meeting(clerk, "planned", "2022")
    soon = meeting(clerk, "planned", "2021-02")
    assert list(Meeting.objects.visible_to(clerk.desk).next_on(ON)) == [soon, later, undated]
    assert next_of([undated, later, soon], day=ON) == soon


def test_past_meetings_are_those_held_latest_first(clerk):
    first, second = meeting(clerk, day="2013"), meeting(clerk, day="2020-02")
    meeting(clerk, "planned", "2019")
    meeting(clerk, day="2022")
    assert list(Meeting.objects.visible_to(clerk.desk).past_on(ON)) == [second, first]
    assert was_held(second, day=ON)


def test_a_meeting_in_a_hidden_series_is_hidden(clerk):
    series = create_series(clerk, new=NewSeries(label="Secret talks", visibility="restricted"))
    told = meeting(clerk, day="2020", series=series, visibility="public")
    assert told.effective_visibility == "restricted"
    assert ensure_record(clerk, meeting=told).effective_visibility == "restricted"


def test_a_meeting_has_one_record_that_bears_its_name_and_date(clerk):
    told = meeting(clerk, day="2020-02")
    record = ensure_record(clerk, meeting=told)
    assert (record.kind, record.label) == (InstrumentKind.RECORD, told.label)
    assert record.editions.get().date == "2020-02"
    assert ensure_record(clerk, meeting=told) == record


def test_meetings_come_into_a_series_unless_they_are_in_another(clerk):
    one, other = (create_series(clerk, new=NewSeries(label=label)) for label in "ab")
    free, taken = meeting(clerk, day="2020"), meeting(clerk, day="2019", series=other)
    put_in_series(clerk, meetings=[free, taken], series=one)
    assert [m.series for m in (free, taken)] == [one, other]


def test_a_hidden_series_hides_no_meeting_that_is_open(clerk):
    series = create_series(clerk, new=NewSeries(label="Secret talks", visibility="restricted"))
    open_one = meeting(clerk, day="2020", visibility="public")
    put_in_series(clerk, meetings=[open_one], series=series)
    assert (open_one.series, open_one.effective_visibility) == (None, "public")


def test_the_record_and_its_points_close_and_open_with_their_meeting(clerk):
    cooperation = Cooperation(clerk)
    held = Meeting.objects.get(pk=cooperation.held.pk)
    for visibility in ("restricted", "public"):
        held.visibility = visibility
        with change(clerk, "close_meeting", Ability.EDIT) as changes:
            changes.update(held)
        for entry in (cooperation.record, cooperation.page):
            entry.refresh_from_db()
            assert entry.effective_visibility == visibility


def test_who_took_part_is_as_hidden_as_the_person(clerk):
    cooperation = Cooperation(clerk)
    quiet = create_person(clerk, name="Quiet Guest", visibility="restricted")
    attendee = Attendee(party=cooperation.office, person=quiet)
    made = add_participation(clerk, meeting=cooperation.held, attendee=attendee)
    assert made.effective_visibility == "restricted"


def test_who_took_part_is_said_once(clerk):
    cooperation = Cooperation(clerk)
    attendee = Attendee(party=cooperation.office)
    for _ in range(2):
        add_participation(clerk, meeting=cooperation.next, attendee=attendee)
    assert Participation.objects.filter(meeting=cooperation.next).count() == 1


def test_an_attendee_is_somebody(clerk):
    with pytest.raises(Exception, match="participation_of_someone"):
        add_participation(clerk, meeting=meeting(clerk), attendee=Attendee())


def test_points_of_an_agenda_are_numbered(clerk):
    told = meeting(clerk)
    orders = [add_agenda_item(clerk, meeting=told, title=title).order for title in ("a", "b")]
    assert orders == [1, 2]


def test_a_reader_plans_no_meeting(clerk):
    with pytest.raises(NotAllowed):
        meeting(mandate(clerk.desk.register, "reader"), "planned", "2021-02")
