"""The register in time: what is drawn, what is told in words, and to whom."""

import re

import pytest

from servanda.instruments.actions import NewInstrument, adopt_instrument, create_instrument
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.parties.actions import NewParty, create_party
from servanda.portal.views.timeline import LABEL, MOST
from servanda.registers.tests.factories import administrator, make_register, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def acting():
    return administrator(make_register(is_public=True))


def told(client):
    answer = client.get("/r/r/timeline/")
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def add_meeting(acting, label, when, status="held", visibility="public"):
    new = NewMeeting(label, status, when, visibility=visibility)
    return create_meeting(acting, new=new)


def shape_of(page, label):
    """Return the class of the shape that bears a label."""
    [found] = re.findall(rf"<title>{label}</title><(?:rect|circle) class=\"([^\"]+)\"", page)
    return found


def test_a_register_without_dates_says_what_will_stand_here(client, acting):
    add_meeting(acting, "Meeting of some day", None)
    page = told(client)
    assert "Nothing with a date yet" in page
    assert "<svg" not in page


def test_meetings_plans_and_bodies_are_drawn_and_told_in_words(client, acting):
    add_meeting(acting, "Meeting in Ashgabat", "2020-02")
    plan = NewInstrument("Action plan", "action_plan", period="2020/2022", visibility="public")
    create_instrument(acting, new=plan)
    body = NewParty(
        "Working group", "body", body_kind="network", since="2020-05", visibility="public"
    )
    create_party(acting, new=body)
    page = told(client)
    drawing, _svg, table = page.partition("</svg>")
    for label, when, kind in (
        ("Meeting in Ashgabat", "February 2020", "meeting"),
        ("Action plan", "2020–2022", "action plan"),
        ("Working group", "May 2020", "body"),
    ):
        assert label in drawing
        assert label in table
        assert when in table
        assert kind in table


def test_the_words_come_in_the_order_of_time(client, acting):
    for when in ("2021-04-29", "2013", "2020-02"):
        add_meeting(acting, f"Meeting {when}", when)
    table = told(client).partition("</svg>")[2]
    found = re.findall(r">Meeting ([\d-]+)</a>", table)
    assert found == ["2013", "2020-02", "2021-04-29"]


def test_what_was_held_on_a_known_day_is_filled_and_what_is_vague_is_dashed(client, acting):
    add_meeting(acting, "Held", "2020-02-18")
    add_meeting(acting, "Planned", "2090-02-18", status="planned")
    add_meeting(acting, "Some time", "2013")
    page = told(client)
    assert shape_of(page, "Held") == "moment"
    assert shape_of(page, "Planned") == "moment uncertain"
    assert shape_of(page, "Some time") == "moment uncertain"


def test_a_meeting_that_fell_out_is_not_in_time(client, acting):
    add_meeting(acting, "Meeting that fell out", "2020-02", status="cancelled")
    assert "Meeting that fell out" not in told(client)


def test_a_record_of_a_meeting_is_not_drawn_beside_the_meeting(client, acting):
    new = NewInstrument("Record", "record", period="2020", visibility="public")
    create_instrument(acting, new=new)
    assert "Record" not in told(client)


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_words(client, acting):
    label = "National Working Group on the Implementation of the Global Compact for Migration"
    new = NewParty(label, "body", body_kind="working_group", since="2020", visibility="public")
    create_party(acting, new=new)
    drawing, _svg, table = told(client).partition("</svg>")
    assert f">{label[: LABEL - 1].rstrip()}…</text>" in drawing
    assert f"<title>{label}</title>" in drawing
    assert label in table


@pytest.mark.parametrize(
    ("when", "place", "label"),
    [
        ("2024-04-02", "Ashgabat", "Ashgabat, 2 Apr 2024"),
        ("2024-04", "", "Apr 2024"),
        ("2021-02-21/2021-02-28", "Bangkok", "Bangkok, Feb 2021"),
        ("2013", "", "2013"),
        ("2013/2014", "", "2013–2014"),
    ],
)
def test_a_meeting_is_drawn_with_day_and_place_alone(client, acting, when, place, label):
    name = "Meeting of the parties and of all who work with them"
    new = NewMeeting(name, "held", when, place=place, visibility="public")
    create_meeting(acting, new=new)
    drawing = told(client).partition("</svg>")[0]
    assert f">{label}</text>" in drawing
    assert f"<title>{name}</title>" in drawing


def test_a_plan_with_a_long_name_is_drawn_with_its_abbreviation_and_years(client, acting):
    name = "National Action Plan on Combatting Trafficking in Persons"
    new = NewInstrument(
        name, "action_plan", abbreviation="CT NAP", period="2016/2018", visibility="public"
    )
    create_instrument(acting, new=new)
    assert ">CT NAP 2016–2018</text>" in told(client)


def test_what_is_hidden_leaves_no_trace_in_time(client, acting):
    add_meeting(acting, "Meeting", "2020-02")
    before = told(client)
    add_meeting(acting, "Secret meeting", "2090-02", visibility="restricted")
    assert told(client) == before
    client.force_login(person(acting.desk.register, "administrator"))
    assert "Secret meeting" in told(client)


def test_of_very_many_meetings_the_latest_are_drawn_and_this_is_said(client, acting):
    for number in range(MOST + 1):
        add_meeting(acting, f"Meeting {number:03}", f"{1890 + number}")
    page = told(client)
    assert "Meeting 000" not in page
    assert f"The latest {MOST} of each kind are shown" in page


def test_an_agreement_without_a_period_stands_where_it_was_first_adopted(client, acting):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    office = create_party(
        acting, new=NewParty("Office", "international_organization", visibility="public")
    )
    new = NewInstrument("Agreement", "agreement", visibility="public")
    agreement = create_instrument(acting, new=new)
    adopt_instrument(acting, instrument=agreement, party=state, date="1998-06")
    adopt_instrument(acting, instrument=agreement, party=office, date="1999")
    page = told(client)
    assert shape_of(page, "Agreement") == "moment"
    assert "Agreement, Jun 1998" in page
    words = page.partition("</svg>")[2]
    assert "June 1998" in words
    assert "1999" not in words


def test_a_text_with_a_period_is_not_drawn_a_second_time(client, acting):
    state = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
    new = NewInstrument("Plan", "action_plan", period="2020/2022", visibility="public")
    plan = create_instrument(acting, new=new)
    adopt_instrument(acting, instrument=plan, party=state, date="2019-12")
    assert told(client).count("<title>Plan</title>") == 1
