"""Where commitments stand, as the database counts it: the same as the rules say of each."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest

from servanda.progress.actions import NewUpdate, add_update
from servanda.progress.lists import STANDINGS
from servanda.progress.tests.factories import Plan
from servanda.progress.views.counted import Stretch, stands_counted
from servanda.progress.views.ordering import standing_of
from servanda.progress.views.points import points_of, provisions_seen
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2020, 6, 1)
ALL = Stretch(0, 1_000)
SAID = (None, "not_started", "in_progress", "partly_done", "done", "abandoned")
PLACES = {standing: place for place, standing in enumerate(STANDINGS)}


@pytest.fixture
def plan() -> Plan:
    """Return a plan with a measure for every pair of words that two assessors can say of it."""
    plan = Plan(administrator(make_register(is_public=True)))
    later = (plan.mandate.desk.today + timedelta(days=40)).isoformat()
    for number, (one, other) in enumerate(product(SAID, repeat=2)):
        due = (None, "2019", later)[number % 3]
        measure = plan.provision(f"Measure {number}", due=due)
        for assessor, value in ((plan.arvenia, one), (plan.office, other)):
            if value is not None:
                plan.say(measure, assessor, "in_progress", date(2019, 1, 1))
                plan.say(measure, assessor, value, DAY)
    measure = plan.provision("Measure with words that few see")
    hidden = plan.say(measure, plan.arvenia, "done", date(2020, 7, 1), visibility="restricted")
    new = NewUpdate(plan.arvenia, "done", DAY, corrects=hidden, visibility="restricted")
    add_update(plan.mandate, provision=measure, new=new)
    return plan


def by_rules(desk):
    """Return every commitment with its standing as the pages tell it, what asks for attention first."""
    points = points_of(desk, provisions_seen(desk).commitments())
    return sorted(
        points,
        key=lambda point: (
            PLACES[standing_of(point)],
            due_of(point) or date.max,
            point.provision.pk,
        ),
    )


def due_of(point):
    return point.timing.due_latest if point.timing else None


@pytest.mark.parametrize("role", [None, "reader", "secretariat"])
def test_the_database_counts_and_orders_as_the_rules_do(plan, role):
    desk = mandate(plan.mandate.desk.register, role).desk
    expected, found = by_rules(desk), stands_counted(desk, stretch=ALL)
    assert found.counts == Counter(map(standing_of, expected))
    assert found.keys == [point.provision.pk for point in expected]


@pytest.mark.parametrize("standing", STANDINGS)
def test_those_of_one_standing_are_given_alone_a_stretch_at_a_time(plan, standing):
    desk = plan.mandate.desk
    expected = [one.provision.pk for one in by_rules(desk) if standing_of(one) == standing]
    found = []
    for first in range(0, len(expected) + 3, 3):
        found += stands_counted(desk, stretch=Stretch(first, 3, standing=standing)).keys
    assert found == expected


def test_what_falls_due_by_a_day_is_what_nobody_says_is_done(plan):
    desk = plan.mandate.desk
    until = desk.today + timedelta(days=90)
    due = [
        (due_of(one), one.provision.pk)
        for one in by_rules(desk)
        if due_of(one) and due_of(one) <= until and "done" not in {a.value for a in one.assessments}
    ]
    assert due
    found = stands_counted(desk, stretch=Stretch(0, 100, until=until))
    assert found.keys == [key for _day, key in sorted(due)]


def test_one_instrument_is_counted_alone(plan):
    other = plan.instrument("Another plan", "action_plan", "2019/2021")
    measure = plan.provision("Measure of another plan", instrument=other)
    found = stands_counted(plan.mandate.desk, stretch=ALL, instrument=other)
    assert (found.counts, found.keys) == ({"no_information": 1}, [measure.pk])


def test_counting_is_one_query(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        stands_counted(plan.mandate.desk, stretch=ALL)
