"""The chain from the words of a source over provisions to their standing, within rights."""

from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse

from servanda.instruments.actions import link_provisions
from servanda.instruments.models import Provision, lineage_of
from servanda.instruments.models.lineage import MOST_STEPS
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def tie(plan: Plan, source: Provision, target: Provision, kind: str = "implements") -> None:
    link_provisions(plan.mandate, source=source, target=target, kind=kind)


def page(client, entry: Provision) -> str:
    answer = client.get(reverse("lineage", kwargs={"slug": "r", "uuid": entry.uuid}))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def chained(plan: Plan, number: int) -> list[Provision]:
    """Return so many provisions, each of which implements the one before it."""
    made = [plan.provision(f"Link {count} of the chain") for count in range(number)]
    for target, source in pairwise(made):
        tie(plan, source, target)
    return made


def test_the_chain_leads_from_the_source_to_the_standing(client, plan):
    activity = plan.provision("Hire forty interpreters", code="7")
    tie(plan, activity, plan.line)
    plan.say(activity, plan.office, "done", date(2020, 6, 1))
    shown = page(client, plan.line)
    first, middle, last = (
        shown.index(f'id="chain-{one.uuid}"') for one in (plan.report, plan.line, activity)
    )
    assert first < middle < last
    assert "agreed to open a telephone line in three languages" in shown
    assert "chip-done" in shown[last:]


def test_it_is_walked_both_ways(client, plan):
    activity = plan.provision("Hire forty interpreters", code="7")
    tie(plan, activity, plan.line)
    for end in (activity, plan.report):
        shown = page(client, end)
        for one in (plan.report, plan.line, activity):
            assert f'id="chain-{one.uuid}"' in shown


def test_steps_are_counted_from_the_middle(plan):
    made = chained(plan, 5)
    lineage = lineage_of(plan.mandate.desk, made[2])
    assert [lineage.steps[one.pk] for one in made] == [-2, -1, 0, 1, 2]
    assert lineage.in_order() == [-2, -1, 0, 1, 2]


def test_a_ring_of_ties_ends(plan):
    made = chained(plan, 3)
    tie(plan, made[0], made[2], "responds_to")
    lineage = lineage_of(plan.mandate.desk, made[0])
    assert set(lineage.provisions) == {one.pk for one in made}
    assert not lineage.goes_on


def test_a_chain_longer_than_is_shown_says_that_it_goes_on(client, plan):
    made = chained(plan, MOST_STEPS + 3)
    lineage = lineage_of(plan.mandate.desk, made[0])
    assert lineage.goes_on
    assert len(lineage.provisions) == MOST_STEPS + 1
    assert "The chain goes on" in page(client, made[0])


def test_what_is_hidden_and_what_lies_behind_it_leave_no_trace(client, plan):
    first = plan.provision("The first of all")
    plan.visibility = "restricted"
    hidden = plan.provision("Move the staff abroad")
    tie(plan, plan.training, hidden)
    tie(plan, hidden, first)
    shown = page(client, plan.training)
    assert "It is tied to no other provision" in shown
    for words in ("Move the staff", "The first of all", str(hidden.uuid)):
        assert words not in shown
    client.force_login(plan.mandate.desk.account)
    assert "The first of all" in page(client, plan.training)


def test_what_stands_on_a_hidden_instrument_is_left_out(client, plan):
    plan.visibility = "restricted"
    secret = plan.instrument("Secret plan", "action_plan")
    plan.visibility = "public"
    behind = plan.provision("Answer the secret plan", instrument=secret)
    tie(plan, behind, plan.training)
    assert "Answer the secret plan" not in page(client, plan.training)


@pytest.mark.slow
def test_the_queries_follow_the_steps_and_not_the_provisions(
    client, plan, django_assert_max_num_queries
):
    counted = []
    for number in (3, 12):
        for count in range(number):
            tie(plan, plan.provision(f"Activity {number}.{count}"), plan.line)
        with django_assert_max_num_queries(25) as queries:
            page(client, plan.line)
        counted.append(len(queries))
    assert counted[0] == counted[1]
