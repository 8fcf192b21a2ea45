"""A plan added up: by its objectives, and in money."""

import pytest

from servanda.progress.tests.factories import Plan
from servanda.progress.tests.matrices import groups, money, page
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def test_objectives_are_counted_with_what_stands_under_them(client, plan):
    answer = page(client, plan.plan, by="part")
    told = [(label, number) for label, number, _helping in groups(answer)]
    assert told == [("1 Information for the public", 2), ("In no part", 1)]
    assert answer.context["groups"][0].url == f"?under={plan.goal.uuid}"


def test_the_parts_of_a_part_are_counted_where_it_is_shown_by_itself(client, plan):
    part = plan.provision("Leaflets", parent=plan.goal, code="1.3", binds=False)
    plan.provision("Print leaflets", parent=part)
    answer = page(client, plan.plan, by="part", under=str(plan.goal.uuid))
    told = [(label, number) for label, number, _helping in groups(answer)]
    assert told == [("1.3 Leaflets", 1), ("In no part", 2)]


def test_money_is_added_up_by_source_and_year_with_the_gap(client, plan):
    plan.provision("Build", money=(money(100), money(50, year=2025), money(5, source="loan")))
    plan.provision("Mend", money=(money(20), money(30, source="", is_covered=False)))
    (table,) = page(client, plan.plan, by="money").context["money"].tables
    assert (table.currency, table.years) == ("EUR", ["2024", "2025"])
    assert [(row.source, row.amounts, row.total) for row in table.rows] == [
        ("budget", ["120.00", "50.00"], "170.00"),
        ("loan", ["5.00", ""], "5.00"),
    ]
    assert (table.planned.total, table.gap.amounts) == ("175.00", ["30.00", ""])


def test_an_amount_above_others_counts_only_where_none_below_names_one(client, plan):
    above = plan.provision("All of it", money=(money(100),))
    plan.provision("A part", parent=above, money=(money(60),))
    plan.provision("Total", kind="total", binds=False, money=(money(1000),))
    (table,) = page(client, plan.plan, by="money").context["money"].tables
    assert table.planned.total == "60.00"
