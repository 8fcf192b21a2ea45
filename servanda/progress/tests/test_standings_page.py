"""The list of all commitments by standing."""

from datetime import date

import pytest
from django.urls import reverse

from servanda.instruments.actions import NewProvision, add_provision
from servanda.progress.tests.factories import Plan
from servanda.progress.views.standings import PAGE
from servanda.registers.tests.factories import administrator, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2020, 6, 1)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def page(client, **query):
    answer = client.get(reverse("points", kwargs={"slug": "r"}), query)
    assert answer.status_code == 200
    return answer


def labels(answer):
    return [point.provision.label for point in answer.context["points"]]


def numbers(answer):
    return {count.value: count.number for count in answer.context["counts"]}


def add(plan, text, **told):
    new = NewProvision(text, "measure", visibility=told.pop("visibility", "public"), **told)
    return add_provision(plan.mandate, instrument=plan.plan, new=new)


def test_every_commitment_is_counted_under_one_standing(client, plan):
    add(plan, "Print leaflets")
    answer = page(client)
    assert sum(numbers(answer).values()) == answer.context["total"] == len(labels(answer))
    assert numbers(answer)["overdue"] == 2


def test_the_list_of_a_standing_shows_these_points_alone(client, plan):
    leaflets = add(plan, "Print leaflets")
    plan.say(leaflets, plan.office, "done", DAY)
    answer = page(client, standing="done")
    assert labels(answer) == ["Print leaflets"]
    assert 'aria-current="true"' in answer.content.decode()


def test_what_one_says_is_done_and_another_not_is_disputed(client, plan):
    leaflets = add(plan, "Print leaflets")
    plan.say(leaflets, plan.office, "done", DAY)
    plan.say(leaflets, plan.arvenia, "in_progress", DAY)
    assert labels(page(client, standing="disputed")) == ["Print leaflets"]


def test_the_points_overdue_come_first_the_earliest_before_the_later(client, plan):
    add(plan, "Of old", due="2001")
    add(plan, "Some day")
    shown = labels(page(client))
    assert shown[0] == "Of old"
    assert shown[-1] == "Some day"


def test_a_standing_that_no_point_has_says_so(client, plan):
    assert (
        "No commitment has this standing today."
        in page(client, standing="abandoned").content.decode()
    )


@pytest.mark.parametrize(
    "query", [{"standing": "<b>"}, {"page": "x"}, {"page": "0"}, {"page": "99"}]
)
def test_a_strange_address_is_answered(client, plan, query):
    assert "<b>" not in page(client, **query).content.decode()


def test_a_long_list_is_parted_into_pages(client, plan):
    for number in range(PAGE):
        add(plan, f"Measure {number}")
    first = page(client)
    assert len(labels(first)) == PAGE
    second = client.get(first.context["older_url"])
    assert labels(second)
    assert not set(labels(first)) & set(labels(second))
    assert second.context["older_url"] is None


def test_what_is_hidden_is_not_counted(client, plan):
    before = page(client).content.partition(b"<main")[2]
    hidden = add(plan, "Secret measure", visibility="restricted")
    plan.say(hidden, plan.office, "done", DAY)
    assert page(client).content.partition(b"<main")[2] == before
    client.force_login(plan.mandate.desk.account)
    assert "Secret measure" in labels(page(client))


def test_the_counts_of_a_plan_lead_to_its_points_alone(client, plan):
    other = plan.instrument("Another plan", "action_plan", "2019/2021")
    new = NewProvision("Measure of another plan", "measure", due="2001", visibility="public")
    add_provision(plan.mandate, instrument=other, new=new)
    names = {"slug": "r", "uuid": plan.plan.uuid}
    shown = client.get(reverse("instrument", kwargs=names)).context["counts"]
    late = next(count for count in shown if count.value == "overdue")
    answer = client.get(late.url)
    assert len(labels(answer)) == late.number
    assert "Measure of another plan" not in labels(answer)
    assert answer.context["instrument"] == plan.plan


@pytest.mark.parametrize("name", ["x", "01a20bbd-de5b-75b5-85e2-65fa769d64f6"])
def test_an_instrument_that_is_not_there_is_not_found(client, plan, name):
    address = reverse("points", kwargs={"slug": "r"})
    assert client.get(address, {"instrument": name}).status_code == 404


def test_an_empty_register_says_where_commitments_come_from(client):
    make_register(is_public=True)
    assert "No commitment is known here yet" in page(client).content.decode()
