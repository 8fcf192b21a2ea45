"""Coverage: objectives of a framework against what implements them, and what that lacks."""

import io
import re
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from servanda.instruments.actions import (
    NewProvision,
    Planted,
    add_provision,
    link_provisions,
    plant_provisions,
)
from servanda.instruments.importing.frameworks import install_frameworks
from servanda.instruments.models import Instrument, Link, Provision
from servanda.instruments.rules import MoneyTold
from servanda.instruments.rules.frameworks import provision_name, public_name, shipped
from servanda.progress.tests.factories import Plan
from servanda.progress.views.coverage.frameworks import outline_of
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_library, make_register

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.slow]


@pytest.fixture
def plan(db) -> Plan:
    install_frameworks(administrator(make_library()), [shipped("gcm")])
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def goals(plan) -> None:
    library = administrator(Register.objects.get(is_library=True))
    install_frameworks(library, [shipped("sdg"), shipped("gcm")])


def objective(number: int) -> Provision:
    return Provision.objects.get(uuid=provision_name("gcm", str(number + 16)))


def measure(plan, text, number=10, **told):
    told.setdefault("visibility", "public")
    made = add_provision(
        plan.mandate, instrument=plan.plan, new=NewProvision(text, "measure", **told)
    )
    link_provisions(plan.mandate, source=made, target=objective(number), kind="implements")
    return made


def page(client, name="coverage", **asked):
    answer = client.get(reverse(name, kwargs={"slug": "r"}), asked)
    assert answer.status_code == 200
    return answer


def row(answer, number):
    rows = [one for group in answer.context["groups"] for one in group.rows]
    return [
        cell.number for one in rows if one.title.startswith(f"{number}. ") for cell in one.cells
    ]


def listed(client, **asked):
    answer = page(client, "coverage-points", **asked)
    return [point.provision.label for point in answer.context["points"]]


def test_without_a_framework_the_page_says_how_to_get_one(client):
    make_register(is_public=True)
    assert "servanda framework install" in page(client).content.decode()


def test_objectives_without_a_measure_are_counted(client, plan):
    measure(plan, "Open two shelters")
    answer = page(client)
    assert (answer.context["objectives"], answer.context["without"]) == (23, 22)
    assert row(answer, 10)[0] == 1
    assert row(answer, 11)[0] == 0


def test_a_measure_lacks_what_nobody_told_of_it(client, plan):
    measure(plan, "Open two shelters")
    assert row(page(client), 10) == [1, 1, 1, 1, 1, 1]


def test_a_measure_of_which_all_is_told_lacks_nothing(client, plan):
    full = measure(
        plan,
        "Open two shelters",
        by=(plan.arvenia,),
        due="2031",
        money=(MoneyTold(Decimal(10), "EUR", 2031, "", None, ""),),
    )
    new = NewProvision("Shelters opened", "indicator", parent=full, visibility="public")
    add_provision(plan.mandate, instrument=plan.plan, new=new)
    plan.say(full, plan.office, "in_progress", timezone.localdate())
    assert row(page(client), 10) == [1, 0, 0, 0, 0, 0]


def test_money_that_is_not_covered_is_no_budget(client, plan):
    measure(plan, "Open", money=(MoneyTold(None, "", None, "", False, "not covered"),))
    assert row(page(client), 10)[4] == 1


def test_an_indicator_of_the_matrix_row_counts(client, plan):
    cell = {"column": 5, "heading": "Indicator", "field": "indicator", "raw": "2 shelters"}
    measure(plan, "Open two shelters", cells={"cells": [cell]})
    assert row(page(client), 10)[3] == 0


def test_news_older_than_a_year_is_no_news(client, plan):
    old = measure(plan, "Open two shelters")
    plan.say(old, plan.office, "in_progress", timezone.localdate() - timedelta(days=366))
    assert row(page(client), 10)[5] == 1


def test_what_implements_an_action_counts_under_its_objective(client, plan):
    made = measure(plan, "Train judges", number=4)
    action = Provision.objects.get(uuid=provision_name("gcm", "26 (c)"))
    link_provisions(plan.mandate, source=made, target=action, kind="implements")
    assert row(page(client), 10)[0] == 1


def test_what_implements_the_same_objective_of_the_register_counts(client, plan):
    outline = plan.provision("Eradicate trafficking", kind="objective", binds=False)
    link_provisions(plan.mandate, source=outline, target=objective(10), kind="same_as")
    link_provisions(plan.mandate, source=plan.line, target=outline, kind="implements")
    assert row(page(client), 10)[0] == 1
    assert listed(client, objective=str(objective(10).uuid)) == [plan.line.label]


def test_each_cell_leads_to_its_list(client, plan):
    measure(plan, "Open two shelters", by=(plan.arvenia,))
    measure(plan, "Print leaflets")
    answer = page(client)
    rows = [one for group in answer.context["groups"] for one in group.rows]
    cells = next(one for one in rows if one.title.startswith("10. ")).cells
    assert [cell.number for cell in cells[:2]] == [2, 1]
    lists = [client.get(cell.url).context["points"] for cell in cells[:2]]
    assert [[point.provision.label for point in points] for points in lists] == [
        ["Open two shelters", "Print leaflets"],
        ["Print leaflets"],
    ]


def test_a_hidden_measure_leaves_no_trace(client, plan):
    measure(plan, "Secret raid", visibility="restricted")
    answer = page(client)
    assert (answer.context["without"], row(answer, 10)) == (23, [0, 0, 0, 0, 0, 0])
    assert listed(client, objective=str(objective(10).uuid)) == []
    there = reverse("objective", kwargs={"slug": "r", "uuid": objective(10).uuid})
    assert "Secret raid" not in client.get(there).content.decode()


def test_a_hidden_update_is_no_news_to_who_does_not_see_it(client, plan):
    made = measure(plan, "Open two shelters")
    today = timezone.localdate()
    plan.say(made, plan.office, "in_progress", today, visibility="restricted")
    assert row(page(client), 10)[5] == 1
    client.force_login(plan.mandate.desk.account)
    assert row(page(client), 10)[5] == 0


def test_a_measure_of_another_register_is_not_counted(client, plan):
    other = Plan(administrator(make_register("other", is_public=True)))
    link_provisions(other.mandate, source=other.line, target=objective(10), kind="implements")
    assert row(page(client), 10)[0] == 0


def test_schemes_stand_side_by_side(client, plan):
    answer = page(client)
    titles = [one.label for one in answer.context["schemes"]]
    assert titles == [
        "Round tables of the International Migration Review Forum 2022",
        "First regional review of Asia and the Pacific 2020-2021",
        "without groups",
    ]
    assert [group.title for group in answer.context["groups"]] == [
        f"Round table {number}" for number in (1, 2, 3, 4)
    ]
    alone = client.get(answer.context["schemes"][-1].url)
    assert [len(group.rows) for group in alone.context["groups"]] == [23]


def test_the_goals_show_the_targets_that_speak_of_migration(client, plan, goals):
    answer = page(client, framework=str(public_name("sdg")))
    (group,) = answer.context["groups"]
    assert [one.title.split(". ")[0] for one in group.rows] == [
        "4.b", "5.2", "8.7", "8.8", "10.7", "10.c", "16.2", "17.18",
    ]  # fmt: skip


def test_titles_are_in_the_language_of_the_reader(client, plan):
    compact = Instrument.objects.get(uuid=public_name("gcm"))
    outline = outline_of(plan.mandate.desk, compact, "fr")
    assert outline.objectives[objective(10).pk].told == "10. Éradiquer la traite de personnes"


def test_a_framework_that_is_not_there_gives_no_page(client, plan):
    there = reverse("coverage", kwargs={"slug": "r"})
    wrong = {"framework": str(plan.plan.uuid)}
    assert client.get(there, wrong).status_code == 404
    cell = reverse("coverage-points", kwargs={"slug": "r"})
    assert client.get(cell, {"gap": "colour"}).status_code == 404
    assert client.get(cell, {"objective": str(plan.line.uuid)}).status_code == 404


def test_the_workbook_holds_the_same_numbers(client, plan):
    measure(plan, "Open two shelters")
    content = page(client, "coverage-xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][3:] == (
        "Measures", "No agency", "No deadline", "No indicator", "No budget", "No news for a year",
    )  # fmt: skip
    assert [one[3:] for one in rows if one[1] == "10"] == [(1, 1, 1, 1, 1, 1)]
    assert len(rows) == 24


def test_the_drawing_says_in_words_what_it_shows(client, plan):
    measure(plan, "Open two shelters")
    root = etree.fromstring(page(client, "coverage-svg").content)
    words = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "10. Eradicate trafficking" in words
    assert root.find("{http://www.w3.org/2000/svg}title").text.startswith("Coverage of “Global")


def test_the_objective_page_tells_titles_standings_and_ties(client, plan, goals):
    measure(plan, "Open two shelters", due="2020")
    there = reverse("objective", kwargs={"slug": "r", "uuid": objective(10).uuid})
    told = client.get(there)
    words = re.sub(r"<[^>]+>|\s+", " ", told.content.decode())
    words = re.sub(r"\s+", " ", words)
    for part in (
        "10. Eradicate trafficking",
        "A/RES/73/195",
        "Éradiquer la traite de personnes",
        "unverified; not reviewed",
        "Open two shelters",
        "Overdue 1",
        "Round table 2",
        "Forced labour, modern slavery, trafficking, child labour",
        "strong tie",
    ):
        assert part in words, part


def test_a_provision_of_a_register_has_no_page_of_an_objective(client, plan):
    there = reverse("objective", kwargs={"slug": "r", "uuid": plan.line.uuid})
    assert client.get(there).status_code == 404


def test_two_thousand_measures_cost_as_many_queries_as_ten(client, plan):
    client.force_login(plan.mandate.desk.account)
    targets = [objective(number) for number in range(1, 24)]

    def grow(number):
        new = [
            Planted(NewProvision(f"Measure {one}", "measure", visibility="public"))
            for one in range(number)
        ]
        made = plant_provisions(plan.mandate, instrument=plan.plan, planted=new)
        Link.objects.bulk_create(
            Link(
                register=plan.mandate.desk.register,
                from_provision=one,
                to_provision=targets[place % 23],
                kind="implements",
                visibility="public",
                effective_visibility="public",
            )
            for place, one in enumerate(made)
        )

    counted, answer = [], page(client)
    for number in (10, 1990):
        grow(number)
        with CaptureQueriesContext(connection) as asked:
            answer = page(client)
        counted.append(len(asked))
    assert answer.context["number"] == 2000
    assert counted[0] == counted[1] <= 12


def test_the_caption_tells_the_day_as_people_do(client, plan):
    words = re.sub(r"\s+", " ", page(client).content.decode())
    today = timezone.localdate()
    assert f"{today.day} {today:%B %Y}</caption>" in words
