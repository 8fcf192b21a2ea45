"""Columns that name entries over rows of their own: marked as these are, and silent of none in secret."""

import csv
import io
from datetime import date

import pytest
from django.db import connection

from servanda.instruments.actions import adopt_instrument
from servanda.instruments.models import Instrument, Provision, Wording
from servanda.meetings.actions import NewMeeting, create_meeting
from servanda.meetings.lists import last_held, next_planned, number_of_meetings
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.actions import ensure_post, ensure_tenure
from servanda.parties.models import Party, Person, Tenure
from servanda.portal.lists import ENTRY_LISTS
from servanda.progress.models import Update
from servanda.registers.actions import mandate_for
from servanda.registers.lists import Export, ListQuery, ListRow, asked, page
from servanda.registers.models import Desk
from servanda.registers.tests.factories import administrator, person
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a register for each test
NAMING = [
    ("provision", "by", "Turkmenistan"),
    ("instrument", "adopted_by", "Turkmenistan"),
    ("series", "parties", "Turkmenistan"),
    ("person", "posts", "Minister, Turkmenistan"),
]


@pytest.fixture
def world() -> World:
    made = make_world("r")
    adopt_instrument(
        administrator(made.register),
        instrument=Instrument.objects.get(label="Plan"),
        party=Party.objects.get(label="Turkmenistan"),
        date="2020-02",
    )
    return made


@pytest.fixture
def desk(world) -> Desk:
    return mandate_for(world.register, person(world.register, "reader")).desk


def row_of(desk: Desk, kind: str, column: str, name: object) -> ListRow:
    query = ListQuery(kind, columns=(column,))
    rows = page(desk, asked(desk, ENTRY_LISTS[kind], query)).rows
    return next(row for row in rows if str(row.uuid) == str(name))


def told_in_file(desk: Desk, kind: str, column: str, holding: str) -> list[str]:
    query = ListQuery(kind, columns=(column,))
    told = b"".join(Export(desk, asked(desk, ENTRY_LISTS[kind], query)).csv()).decode("utf-8-sig")
    return next(row for row in csv.reader(io.StringIO(told, newline="")) if holding in row)


@pytest.mark.parametrize(("kind", "column", "told"), NAMING)
def test_a_row_bears_the_marking_of_each_party_that_it_names(world, desk, kind, column, told):
    Party.objects.filter(label="Turkmenistan").update(handling="CABINET ONLY")
    row = row_of(desk, kind, column, world.names[kind])
    assert row.cells[1].told == told
    assert "CABINET ONLY" in row.handling
    assert told_in_file(desk, kind, column, told)[-1] == "CABINET ONLY"


@pytest.mark.parametrize(("kind", "column", "told"), NAMING)
def test_a_party_that_is_not_shown_is_told_as_such(world, desk, kind, column, told):
    hidden = {"effective_visibility": "restricted", "handling": "CABINET ONLY"}
    Party.objects.filter(label="Turkmenistan").update(**hidden)
    row = row_of(desk, kind, column, world.names[kind])
    assert (row.cells[1].told, row.cells[1].is_hidden) == ("not shown to you", True)
    assert not any(row.handling)
    assert told_in_file(desk, kind, column, "not shown to you")[-1] == ""


def test_several_that_are_not_shown_are_told_once_beside_those_that_are(world, desk):
    clerk = administrator(world.register)
    plan = Instrument.objects.get(label="Plan")
    for label in ("Partner", "Turkmenistan"):
        adopt_instrument(clerk, instrument=plan, party=Party.objects.get(label=label), date=None)
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")
    row = row_of(desk, "instrument", "adopted_by", plan.uuid)
    assert (row.cells[1].told, row.cells[1].is_hidden) == ("not shown to you, Partner", False)
    Party.objects.update(effective_visibility="restricted")
    assert row_of(desk, "instrument", "adopted_by", plan.uuid).cells[1].told == "not shown to you"


def test_a_post_without_an_organization_is_told_alone(world, desk):
    clerk = administrator(world.register)
    post = ensure_post(clerk, title="Envoy", organization=None, visibility="public")
    who = Person.objects.get(uuid=world.names["person"])
    ensure_tenure(clerk, person=who, post=post, seen_on=date(2021, 1, 1))
    row = row_of(desk, "person", "posts", who.uuid)
    assert row.cells[1].told == "Envoy; Minister, Turkmenistan"


@pytest.mark.parametrize(
    ("kind", "column", "table"),
    [
        ("provision", "by", Wording),
        ("provision", "standing", Update),
        ("person", "posts", Tenure),
        ("series", "last", Meeting),
    ],
)
def test_a_row_bears_the_markings_of_what_it_is_gathered_from(world, desk, kind, column, table):
    table.objects.update(handling="CABINET ONLY")
    assert "CABINET ONLY" in row_of(desk, kind, column, world.names[kind]).handling


@pytest.mark.parametrize(
    ("kind", "column", "counted"),
    [("instrument", "provisions", Provision), ("series", "meetings", Meeting)],
)
def test_a_number_is_a_number_and_none_is_nought(world, desk, kind, column, counted):
    query = asked(desk, ENTRY_LISTS[kind], ListQuery(kind, columns=(column,)))
    assert row_of(desk, kind, column, world.names[kind]).cells[1].told == 1
    assert 1 in next(Export(desk, query).lots())[1]
    counted.objects.update(effective_visibility="restricted")
    assert row_of(desk, kind, column, world.names[kind]).cells[1].told == 0
    assert {value for lot in Export(desk, query).lots() for value in lot[1]} == {0}


def test_of_many_meetings_of_a_series_the_last_and_the_next_are_told(world, desk):
    clerk = administrator(world.register)
    yearly = MeetingSeries.objects.get(uuid=world.names["series"])
    for date_, status in [
        ("2019-05", "held"),
        ("2021-03-04", "held"),
        (None, "held"),
        ("2999-02", "planned"),
        ("2998-02-03", "planned"),
        (None, "planned"),
    ]:
        new = NewMeeting(f"On {date_}", status, date_, series=yearly, visibility="public")
        create_meeting(clerk, new=new)
    create_meeting(clerk, new=NewMeeting("Apart", "held", "2022-01-01", visibility="public"))
    for column, told in [("last", "4 March 2021"), ("next", "3 February 2998"), ("meetings", 7)]:
        assert row_of(desk, "series", column, yearly.uuid).cells[1].told == told
    Meeting.objects.filter(date="2021-03-04").update(effective_visibility="restricted")
    assert row_of(desk, "series", "last", yearly.uuid).cells[1].told == "18 February 2020"


@pytest.mark.parametrize("gather", [last_held, next_planned, number_of_meetings])
def test_of_a_series_with_many_meetings_one_row_is_read(world, desk, gather):
    clerk = administrator(world.register)
    yearly = MeetingSeries.objects.get(uuid=world.names["series"])
    for day, status in [("2019-05", "held"), ("2998-02", "planned"), ("2999-02", "planned")]:
        create_meeting(clerk, new=NewMeeting("Talks", status, day, series=yearly))
    asked_for = []

    def remember(execute, sql, params, many, context):
        asked_for.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        assert gather(clerk.desk, [yearly.pk])
    ((sql, params),) = asked_for
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert len(cursor.fetchall()) == 1
