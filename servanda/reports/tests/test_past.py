"""The state of past decisions: which points, in which order, what is said of them and proposed."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from servanda.instruments.actions import NewLink, tie_provisions
from servanda.instruments.models import Provision
from servanda.meetings.actions import SeriesFacts, change_series, ensure_record
from servanda.meetings.models import Meeting
from servanda.meetings.tests.factories import Cooperation
from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.rules import Headline
from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.reports.models.past import Asked, gather_past_decisions
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.past import Before, PastDecisions, Proposed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SINCE, THEN = date(2021, 6, 1), date(2019, 6, 1)
"""A day after the last meeting of the cooperation, on 3 March 2020, and one before it."""


@pytest.fixture
def cooperation() -> Cooperation:
    return Cooperation(administrator(make_register(is_public=True)))


@pytest.fixture
def earlier(cooperation: Cooperation) -> Meeting:
    """A meeting before the last one, with a record of its own."""
    return cooperation.meeting("Third annual meeting", "held", "2019-03-01")


def agreed(cooperation: Cooperation, meeting: Meeting, text: str, due: str = "") -> Provision:
    """Add a point to the record of a meeting."""
    record = ensure_record(cooperation.mandate, meeting=Meeting.objects.get(pk=meeting.pk))
    by = (cooperation.arvenia,)
    return cooperation.provision(text, kind="point", instrument=record, by=by, due=due or None)


def past(cooperation: Cooperation, meeting: Meeting | None = None, **asked) -> PastDecisions:
    meeting = Meeting.objects.get(pk=(meeting or cooperation.next).pk)
    return gather_past_decisions(cooperation.mandate.desk, meeting, Asked(**asked))


def texts(told: PastDecisions) -> list[str]:
    return [one.point.text for one in told.points]


def of(told: PastDecisions, text: str):
    return next(one for one in told.points if one.point.text == text)


def test_points_stand_in_the_order_of_attention(cooperation, earlier):
    silent = cooperation.page
    late = agreed(cooperation, earlier, "Late", due="2020-12")
    disputed, going, done = (
        agreed(cooperation, earlier, text) for text in ("Disputed", "Going on", "Done since")
    )
    for point, value in ((late, "in_progress"), (going, "in_progress"), (done, "done")):
        cooperation.say(point, cooperation.office, value, SINCE)
    cooperation.say(disputed, cooperation.office, "done", SINCE)
    cooperation.say(disputed, cooperation.arvenia, "in_progress", SINCE)
    told = past(cooperation)
    assert texts(told) == ["Late", "Disputed", silent.label, "Going on", "Done since"]
    assert dict(told.counts) == dict.fromkeys(
        ("overdue", "disputed", "no_information", "in_progress", "done"), 1
    )


def test_what_was_done_before_the_last_meeting_is_left_out(cooperation, earlier):
    settled = agreed(cooperation, earlier, "Settled")
    cooperation.say(settled, cooperation.office, "done", THEN)
    assert "Settled" not in texts(past(cooperation))
    given_up = agreed(cooperation, earlier, "Given up", due="2019-05")
    cooperation.say(given_up, cooperation.office, "abandoned", THEN)
    assert texts(past(cooperation)) == [cooperation.page.label]
    assert dict(past(cooperation).counts) == {"no_information": 1}
    cooperation.say(settled, cooperation.arvenia, "in_progress", SINCE)
    assert "Settled" in texts(past(cooperation))


def test_points_of_the_series_that_it_follows_are_taken_up_as_well(cooperation):
    clerk = cooperation.mandate
    other = Cooperation.__new__(Cooperation)
    other.__dict__.update(cooperation.__dict__)
    group = type(cooperation.series).objects.create(
        register=clerk.desk.register,
        label="Working group",
        visibility="public",
        effective_visibility="public",
    )
    other.series = group
    agreed(cooperation, other.meeting("First talks", "held", "2019-11"), "Left open by the group")
    assert "Left open by the group" not in texts(past(cooperation))
    series = type(group).objects.get(pk=cooperation.series.pk)
    facts = SeriesFacts(**{**vars(SeriesFacts.of(series)), "follows": group})
    change_series(clerk, series=series, facts=facts, revision=series.revision)
    told = past(cooperation)
    assert "Left open by the group" in texts(told)
    assert told.series == (series.label, "Working group")
    assert told.last is not None
    assert told.last.name == "Fourth annual meeting"


def test_each_point_tells_how_it_stood_at_the_last_meeting(cooperation, earlier):
    point = agreed(cooperation, earlier, "Late twice", due="2019-12")
    cooperation.say(point, cooperation.office, "in_progress", THEN)
    told = past(cooperation)
    assert of(told, "Late twice").before == Before(Headline.IN_PROGRESS, overdue=True)
    assert of(told, "Late twice").proposed is Proposed.ESCALATE
    assert of(told, cooperation.page.label).before is None


def test_what_the_last_meeting_said_of_a_point_stands_beside_it(cooperation, earlier):
    point = agreed(cooperation, earlier, "Open an office")
    new = NewLink("continues")
    tie_provisions(cooperation.mandate, source=cooperation.page, target=point, new=new)
    (told,) = of(past(cooperation), "Open an office").taken_up
    assert (told.text, told.tie) == (cooperation.page.label, "continues")


def test_the_reason_for_delay_and_the_last_word_are_told(client, cooperation, earlier):
    point = agreed(cooperation, earlier, "Late", due="2020-12")
    new = NewUpdate(
        cooperation.office,
        "in_progress",
        SINCE,
        narrative="The tender was opened.",
        reason_for_delay="No room was found.",
        visibility="public",
    )
    add_update(cooperation.mandate, provision=point, new=new)
    shown = page(client, cooperation.next)
    assert "The tender was opened." in shown
    assert "No room was found." in shown


def test_the_paper_of_a_past_meeting_is_that_of_its_day(cooperation, earlier):
    point = agreed(cooperation, earlier, "Done later", due="2020-12")
    cooperation.say(point, cooperation.office, "in_progress", THEN)
    cooperation.say(point, cooperation.office, "done", SINCE)
    told = past(cooperation, cooperation.held)
    assert told.on == date(2020, 3, 3)
    assert texts(told) == ["Done later"]
    assert told.points[0].point.standing is Headline.IN_PROGRESS
    assert not told.points[0].point.overdue


def test_a_meeting_of_no_series_has_no_past_decisions(cooperation):
    Meeting.objects.filter(pk=cooperation.next.pk).update(series=None)
    told = past(cooperation)
    assert (told.points, told.counts, told.last) == ((), (), None)


def test_hidden_points_and_words_leave_no_trace(client, cooperation, earlier):
    cooperation.visibility = "restricted"
    quiet = agreed(cooperation, earlier, "Quiet point", due="2020-12")
    cooperation.say(cooperation.page, cooperation.office, "done", SINCE)
    cooperation.visibility = "public"
    assert quiet.effective_visibility == "restricted"
    shown = page(client, cooperation.next)
    assert "Quiet point" not in shown
    assert "chip-overdue" not in shown
    assert "chip-no-information" in shown
    file = client.get(address(cooperation.next), {"format": "docx"})
    assert "Quiet point" not in words_of(file.content)
    client.force_login(cooperation.mandate.desk.account)
    shown = page(client, cooperation.next)
    assert "Quiet point" in shown
    assert "chip-overdue" in shown


def test_notes_of_ones_own_side_stand_in_the_internal_paper_alone(client, cooperation):
    ours = mandate(cooperation.mandate.desk.register, "editor", side="ours")
    write_note(ours, on=cooperation.page, kind="ask", text="Ask who pays.")
    client.force_login(ours.desk.account)
    assert "Ask who pays." in page(client, cooperation.next)
    assert "Ask who pays." not in page(client, cooperation.next, variant="share")
    told = gather_past_decisions(ours.desk, cooperation.next, Asked(variant=Variant.SHARE))
    assert not any(one.point.own_notes for one in told.points)


def test_the_file_holds_a_table_for_each_standing(client, cooperation, earlier):
    agreed(cooperation, earlier, "Late", due="2020-12")
    answer = client.get(address(cooperation.next), {"format": "docx"})
    assert answer["Content-Disposition"].startswith('attachment; filename="past-decisions-r-')
    document = Document(io.BytesIO(answer.content))
    assert [table.cell(1, 0).text.split("\n")[0] for table in document.tables] == [
        "1. Late",
        f"2. {cooperation.page.label}1",
    ]
    assert document.tables[0].cell(1, 4).text == "Set a new deadline"


def test_the_page_shows_fifty_points_and_leads_on(client, cooperation):
    for number in range(51):
        cooperation.point(f"Point {number}")
    shown = page(client, cooperation.next)
    assert shown.count('<th scope="row">') == 50
    assert "page=2" in shown
    assert page(client, cooperation.next, page="2").count('<th scope="row">') == 2


def test_points_of_one_standing_are_shown_alone(client, cooperation, earlier):
    agreed(cooperation, earlier, "Late", due="2020-12")
    shown = page(client, cooperation.next, standing="no_information")
    assert cooperation.page.label in shown
    assert ">Late<" not in shown


def test_a_meeting_leads_to_its_past_decisions(client, cooperation):
    shown = client.get(reverse("meeting", kwargs=names(cooperation.next))).content.decode()
    assert address(cooperation.next) in shown


def test_the_paper_is_gathered_in_twelve_queries_for_any_number(cooperation):
    desk = mandate(cooperation.mandate.desk.register, "editor", side="ours").desk
    counted = set()
    for number in (10, 60):
        for count in range(number):
            point = cooperation.point(f"Point {number} {count}")
            cooperation.say(point, cooperation.office, "in_progress", SINCE)
        meeting = Meeting.objects.get(pk=cooperation.next.pk)
        with CaptureQueriesContext(connection) as asked:
            told = gather_past_decisions(desk, meeting, Asked(most=1000))
        assert len(told.points) > number
        counted.add(len(asked))
    assert max(counted) <= 12
    assert len(counted) == 1


def names(meeting: Meeting) -> dict[str, object]:
    return {"slug": "r", "uuid": meeting.uuid}


def address(meeting: Meeting) -> str:
    return reverse("past-decisions", kwargs=names(meeting))


def page(client, meeting: Meeting, **asked: str) -> str:
    answer = client.get(address(meeting), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
