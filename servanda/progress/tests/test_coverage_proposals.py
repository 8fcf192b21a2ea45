"""Proposed ties to objectives: shown with the reason, confirmed or declined, never leaked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servanda.instruments.actions import NewProvision, add_provision, link_provisions
from servanda.instruments.importing.frameworks import install_frameworks
from servanda.instruments.models import DeclinedTie, Link, Provision
from servanda.instruments.rules.frameworks import provision_name, public_name, shipped
from servanda.progress.tests.factories import Plan
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_library, make_register, mandate

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def plan(db, client) -> Plan:
    install_frameworks(administrator(make_library()), [shipped("palermo")])
    made = Plan(administrator(make_register(is_public=True)))
    client.force_login(made.mandate.desk.account)
    return made


@pytest.fixture
def compact(plan) -> Provision:
    library = administrator(Register.objects.get(is_library=True))
    install_frameworks(library, [shipped("gcm")])
    return Provision.objects.get(uuid=provision_name("gcm", "26 (c)"))


def article(number: int) -> Provision:
    return Provision.objects.get(uuid=provision_name("palermo", str(number)))


def measure(plan, text, **told):
    told.setdefault("visibility", "public")
    new = NewProvision(text, "measure", **told)
    return add_provision(plan.mandate, instrument=plan.plan, new=new)


def page(client, **asked):
    return client.get(reverse("coverage-proposals", kwargs={"slug": "r"}), asked)


def offered(client, **asked):
    rows = page(client, **asked).context["rows"]
    return [(row.measure.label, row.objective.number) for row in rows]


def send(client, do, rows, **asked):
    there = reverse("coverage-proposals", kwargs={"slug": "r"})
    return client.post(there, {"do": do, "chosen": [row.name for row in rows]}, follow=True)


def made_ties():
    """Return the ties from measures of the register to frameworks."""
    ties = Link.objects.filter(register__slug="r", to_provision__register__is_library=True)
    return list(ties.order_by("pk"))


def test_a_measure_is_proposed_with_the_words_that_speak_of_the_objective(client, plan):
    measure(plan, "Arrange the repatriation of victims")
    answer = page(client)
    assert offered(client) == [("Arrange the repatriation of victims", "8")]
    words = answer.content.decode()
    assert "It has the words of the title: “repatriation of victims”" in words
    assert "likely" in words


def test_the_chosen_ties_are_made_with_their_reason_as_one_record(client, plan):
    measure(plan, "Arrange the repatriation of victims")
    measure(plan, "Use Palermo Protocol, article 6")
    rows = page(client).context["rows"]
    answer = send(client, "tie", rows)
    assert "2 ties were made." in answer.content.decode()
    links = made_ties()
    assert [link.reason for link in links] == [
        "It has the words of the title: “repatriation of victims”",
        "It names the objective: “Palermo Protocol, article 6”",
    ]
    assert offered(client) == []


def test_a_declined_tie_is_not_proposed_again_but_may_be_made_by_hand(client, plan):
    made = measure(plan, "Arrange the repatriation of victims")
    send(client, "decline", page(client).context["rows"])
    assert offered(client) == []
    assert DeclinedTie.objects.count() == 1
    target = article(8)
    link_provisions(plan.mandate, source=made, target=target, kind="implements")
    assert Link.objects.filter(from_provision=made).exists()


def test_nothing_chosen_changes_nothing_and_says_so(client, plan):
    measure(plan, "Arrange the repatriation of victims")
    answer = send(client, "tie", [])
    assert "tick some ties first" in answer.content.decode()
    assert not made_ties()


def test_a_name_that_is_not_proposed_ties_nothing(client, plan):
    made = measure(plan, "Buy a car")
    target = article(8)
    there = reverse("coverage-proposals", kwargs={"slug": "r"})
    client.post(there, {"do": "tie", "chosen": [f"{made.uuid} {target.uuid}", "x", "\0"]})
    assert not made_ties()


def test_a_tie_that_somebody_else_made_meanwhile_is_told(client, plan):
    made = measure(plan, "Arrange the repatriation of victims")
    measure(plan, "Use Palermo Protocol, article 6")
    rows = page(client).context["rows"]
    target = article(8)
    link_provisions(plan.mandate, source=made, target=target, kind="implements", reason="Ours")
    words = send(client, "tie", rows).content.decode()
    assert "1 tie was made." in words
    assert "made or changed meanwhile" in words
    assert Link.objects.get(from_provision=made).reason == "Ours"


def test_all_of_a_page_are_ticked_by_a_link(client, plan):
    measure(plan, "Arrange the repatriation of victims")
    assert "checked" not in page(client).content.decode()
    assert " checked" in page(client, ticked="yes").content.decode()


@pytest.mark.slow
def test_the_words_of_the_compact_speak_and_numbers_alone_are_hints(client, plan, compact):
    measure(plan, "Train judges on human trafficking")
    measure(plan, "Serves objective 9")
    answer = page(client)
    words = answer.content.decode()
    assert "Its words speak of it: “human trafficking”" in words
    assert "1 proposal is less sure" in words
    assert offered(client, sure="1")[-2:] == [
        ("Train judges on human trafficking", "10"),
        ("Serves objective 9", "9"),
    ]


@pytest.mark.slow
def test_what_a_measure_implements_elsewhere_leads_along_the_crosswalk(client, plan, compact):
    made = measure(plan, "Open two shelters")
    link_provisions(plan.mandate, source=made, target=compact, kind="implements")
    asked = {"framework": str(public_name("palermo")), "sure": "1"}
    assert ("Open two shelters", "9") in offered(client, **asked)
    words = page(client, **asked).content.decode()
    assert "It implements what overlaps with this" in words
    assert "Both ask to prevent trafficking in persons." in words


def test_a_measure_that_is_hidden_from_an_editor_is_not_proposed(client, plan):
    register = plan.mandate.desk.register
    measure(plan, "Secret repatriation of victims", visibility="restricted")
    other = mandate(register, "editor")
    client.force_login(other.desk.account)
    answer = page(client)
    assert "Secret repatriation" not in answer.content.decode()


def test_a_measure_of_another_register_is_not_proposed(client, plan):
    other = Plan(administrator(make_register("other", is_public=True)))
    measure(other, "Arrange the repatriation of victims")
    assert offered(client) == []


def test_who_may_not_edit_gets_no_page(client, plan):
    client.logout()
    assert page(client).status_code == 403


def test_the_cost_is_the_same_for_many_measures(client, plan):
    counted = []
    for number in (3, 12):
        for one in range(number):
            measure(plan, f"Arrange the repatriation of victims, group {number}.{one}")
        with CaptureQueriesContext(connection) as asked:
            page(client)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 25
