"""The pages of an instrument and of a provision."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from servanda.progress.tests.factories import SECRET, Plan, bring_in
from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate

pytestmark = pytest.mark.django_db
DAY = date(2020, 6, 1)


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


def page(client: Client, name: str, entry, **query) -> str:
    answer = client.get(reverse(name, kwargs={"slug": "r", "uuid": entry.uuid}), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_plan_is_shown_as_a_tree_with_numbers_who_and_when(client, plan):
    shown = page(client, "instrument", plan.plan)
    inside = shown[shown.index("<details open>") :]
    assert inside.index("Information for the public") < inside.index("1.1") < inside.index("</ul>")
    assert "June 2020" in inside
    assert "Republic of Arvenia" in inside


def test_how_far_a_plan_is_is_told_in_russian_as_no_kind_of_party(client, plan):
    client.cookies["django_language"] = "ru"
    shown = page(client, "instrument", plan.plan)
    assert "<dt>Состояние</dt>" in shown
    assert "<dt>государство</dt>" not in shown


def test_an_overdue_measure_is_marked_in_the_tree_and_counted(client, plan):
    shown = page(client, "instrument", plan.plan)
    assert shown.count("chip-overdue") == 3
    plan.say(plan.line, plan.office, "done", DAY)
    assert page(client, "instrument", plan.plan).count("chip-overdue") == 2


def test_a_goal_that_binds_nobody_has_no_standing(client, plan):
    shown = page(client, "provision", plan.goal)
    assert "chip" not in shown
    assert "What became of it" not in shown


def test_a_provision_cites_its_words_field_by_field(client, plan):
    shown = page(client, "provision", plan.line)
    start = plan.release.text.index("agreed to open")
    end = start + len("agreed to open a telephone line in three languages")
    assert f"#p-{start}-{end}" in shown
    assert "by June 2020" in shown
    assert "no source given" in shown


def test_the_words_of_a_hidden_document_are_not_told(client, plan):
    hidden = bring_in(plan.mandate, SECRET, published="2020-07-01", visibility="restricted")
    plan.told(plan.line, "text", "the line has no staff", hidden)
    plan.told(plan.line, "due", "the training was put off", hidden)
    shown = page(client, "provision", plan.line)
    assert shown.count("source not public") == 1
    assert "no staff" not in shown
    assert str(hidden.document.uuid) not in shown
    assert "2020-07" not in shown
    assert "July" not in shown
    client.force_login(plan.mandate.desk.account)
    assert "no staff" in page(client, "provision", plan.line)


def test_silence_is_told_with_the_day_of_the_last_source(client, plan):
    assert "No information since 10 June 2020" in page(client, "provision", plan.line)
    assert "No information since" not in page(client, "provision", plan.report)


def test_assessors_who_differ_stand_side_by_side(client, plan):
    plan.say(plan.line, plan.office, "done", DAY, words="the line was opened in May 2020")
    plan.say(plan.line, plan.arvenia, "in_progress", DAY, narrative="Two languages are served.")
    shown = page(client, "provision", plan.line)
    assert "chip-disputed" in shown
    assert shown.index("Office for Mobility</th>") < shown.index("Republic of Arvenia</th>")
    assert "Two languages are served." in shown
    assert "the line was opened in May 2020" in shown


def test_a_corrected_update_stays_in_view_and_does_not_count(client, plan):
    wrong = plan.say(plan.line, plan.office, "done", DAY)
    plan.say(plan.line, plan.office, "in_progress", date(2020, 6, 9), corrects=wrong)
    shown = page(client, "provision", plan.line)
    assert "Corrected by the update of 9 June 2020" in shown
    head = shown[: shown.index("</header> <section")]
    assert "In progress" in head
    assert "Done" not in head


def test_an_update_that_is_hidden_counts_for_those_who_see_it_only(client, plan):
    plan.say(plan.line, plan.office, "done", DAY)
    plan.say(plan.line, plan.office, "not_started", date(2020, 6, 9), visibility="restricted")
    shown = page(client, "provision", plan.line)
    assert "chip-done" in shown
    assert "chip-not-started" not in shown
    client.force_login(plan.mandate.desk.account)
    assert "chip-not-started" in page(client, "provision", plan.line)


def test_a_hidden_assessor_is_not_named(client, plan):
    plan.visibility = "restricted"
    agency = plan.party("Secret Agency", "government_agency")
    plan.say(plan.line, agency, "done", DAY, visibility="public")
    for name, entry in (("provision", plan.line), ("instrument", plan.plan)):
        shown = page(client, name, entry)
        assert "Secret Agency" not in shown
        assert "chip-done" in shown


def test_a_hidden_provision_is_neither_in_the_tree_nor_among_the_links(client, plan):
    plan.visibility = "restricted"
    secret = plan.provision("Move the staff abroad", code="9")
    assert "Move the staff" not in page(client, "instrument", plan.plan)
    path = reverse("provision", kwargs={"slug": "r", "uuid": secret.uuid})
    assert client.get(path).status_code == 404


def test_links_are_shown_from_both_ends(client, plan):
    assert "Implements" in page(client, "provision", plan.line)
    assert "Implemented by" in page(client, "provision", plan.report)


def test_notes_are_seen_by_ones_own_side_only(client, plan):
    register = plan.mandate.desk.register
    ours, theirs = (mandate(register, "editor", side=side) for side in ("ours", "theirs"))
    write_note(ours, on=plan.line, kind="ask", text="Ask who pays.")
    for who, seen in ((ours, True), (theirs, False), (plan.mandate, False)):
        client.force_login(who.desk.account)
        assert ("Ask who pays." in page(client, "provision", plan.line)) is seen


def test_an_update_leads_to_its_place_on_the_page_of_the_provision(client, plan):
    update = plan.say(plan.line, plan.office, "done", DAY)
    answer = client.get(reverse("update", kwargs={"slug": "r", "uuid": update.uuid}))
    assert answer.url.endswith(f"{plan.line.uuid}/#update-{update.uuid}")


def test_a_statement_leads_to_its_document(client, plan):
    statement = plan.mandate and plan.instrument("Release", "statement")
    statement.made_from = plan.release.document
    statement.save()
    point = plan.provision("Train the staff", kind="undertaking", instrument=statement)
    assert str(plan.release.document.uuid) in page(client, "provision", point)


@pytest.mark.slow
def test_a_page_costs_the_same_queries_for_ten_and_for_thirty_rows(
    client, plan, django_assert_max_num_queries
):
    client.force_login(plan.mandate.desk.account)
    pages = {"instrument": plan.plan, "provision": plan.line, "update-new": plan.line}
    counted: dict[str, set[int]] = {name: set() for name in pages}
    for number in (10, 20):  # tests/test_query_counts.py asks every page with three hundred
        plan.add_measures(number)
        for count in range(number):
            plan.say(plan.line, plan.office, "done", date(2018, 1, 1 + count % 28))
        for name, entry in pages.items():
            with django_assert_max_num_queries(25) as queries:
                page(client, name, entry)
            counted[name].add(len(queries))
    assert {name for name, numbers in counted.items() if len(numbers) > 1} == set()
