"""Choosing records of the history, and one record as a whole: what is told, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    create_instrument,
)
from servanda.parties.actions import NewParty, add_party_name, create_party, create_person
from servanda.portal.tests.test_history_pages import HISTORY, deeds, make_party, rows_of, told
from servanda.portal.views.record import PAGE
from servanda.registers.actions import Mandate, change, mandate_for
from servanda.registers.rules import Ability
from servanda.registers.tests.factories import administrator

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def last_record(register):
    return Record.objects.of_register(register.uuid).order_by("-sequence")[0]


def page_of(record):
    return reverse("history-record", kwargs={"slug": "r", "uuid": record.uuid})


def test_records_of_one_kind_of_entry_are_chosen(client, register, editor, acting):
    party = make_party(acting, "Office for Mobility")
    add_party_name(acting, party=party, text="Mobility Office")
    create_person(acting, name="Ada Berg")
    client.force_login(editor)
    assert deeds(told(client, f"{HISTORY}?kind=person")) == ["Added a person"]
    assert deeds(told(client, f"{HISTORY}?kind=party")) == [
        "Added a name of a party",
        "Added a party",
    ]


def test_records_of_one_deed_are_told_one_by_one(client, register, editor, acting):
    for name in ("A", "B", "C"):
        make_party(acting, name)
    create_person(acting, name="Ada Berg")
    client.force_login(editor)
    assert deeds(told(client)) == ["Added a person", "Added a party"]
    assert deeds(told(client, f"{HISTORY}?deed=create_party")) == ["Added a party"] * 3


def test_deeds_told_as_one_lead_to_each_of_them(client, register, editor, acting):
    for name in ("A", "B", "C"):
        make_party(acting, name)
    client.force_login(editor)
    day = last_record(register).recorded_at.date().isoformat()
    link = f"{HISTORY}?deed=create_party&first={day}&last={day}"
    assert link.replace("&", "&amp;") in told(client)
    assert deeds(told(client, link)) == ["Added a party"] * 3


def test_records_of_one_person_are_chosen(client, register, editor, acting):
    make_party(acting, "A")
    make_party(administrator(register), "B")
    client.force_login(editor)
    page = told(client, f"{HISTORY}?who={editor.uuid}")
    assert deeds(page) == ["Added a party"]
    assert ">A<" in page
    assert ">B<" not in page


def test_a_visitor_is_told_no_person_and_cannot_choose_one(client, register, editor, acting):
    make_party(acting, "A")
    make_party(administrator(register), "B")
    page = told(client, f"{HISTORY}?who={editor.uuid}")
    assert str(editor) not in page
    assert ">B<" in page


def test_records_of_some_days_are_chosen(client, register, editor, acting):
    for number, name in enumerate(("A", "B", "C")):
        make_party(acting, name)
        at = datetime(2021, 3, 1, 23, 59, tzinfo=UTC) + timedelta(days=number)
        Record.objects.filter(pk=last_record(register).pk).update(recorded_at=at)
    client.force_login(editor)
    page = told(client, f"{HISTORY}?first=2021-03-02&last=2021-03-02")
    assert [name for name in "ABC" if f">{name}<" in page] == ["B"]
    assert len(deeds(told(client, f"{HISTORY}?last=9999-12-31"))) == 3


def test_a_choice_that_cannot_be_followed_is_said(client, register, editor):
    client.force_login(editor)
    answer = client.get(f"{HISTORY}?first=2021-02-30&kind=spoon")
    assert answer.status_code == 400
    assert "This is no day of the calendar." in answer.content.decode()


def test_a_page_of_chosen_records_leads_to_the_older_ones_of_them(client, register, editor, acting):
    for number in range(60):
        make_party(acting, f"Party {number}")
        create_person(acting, name=f"Ada Berg {number}")
    client.force_login(editor)
    page = told(client, f"{HISTORY}?deed=create_party")
    assert "?deed=create_party&amp;older=" in page
    older = page.partition("?deed=create_party&amp;older=")[2].partition('"')[0]
    assert (
        deeds(told(client, f"{HISTORY}?deed=create_party&older={older}")) == ["Added a party"] * 10
    )


def test_a_record_tells_all_it_changed_before_and_after(client, register, editor):
    acting = Mandate(mandate_for(register, editor).desk, "Both spelled it so")
    with change(acting, "merge", Ability.EDIT) as changes:
        party = create_party(acting, new=NewParty("Arvenia", "state", visibility="public"))
        plan = create_instrument(acting, new=NewInstrument("Plan", "action_plan"))
        new = NewProvision("Train officers", "measure", due="2021-03", by=(party,))
        add_provision(acting, instrument=plan, new=new)
        party.kind = "other"
        changes.update(party)
    client.force_login(editor)
    page = told(client, page_of(last_record(register)))
    assert "Both spelled it so" in page
    assert ("kind", "State", "other") in rows_of(page)
    assert [after for label, _before, after in rows_of(page) if label == "time"] == ["March 2021"]


def test_a_record_tells_nobody_what_they_may_not_see(client, register, editor, acting):
    with change(acting, "merge", Ability.EDIT):
        make_party(acting, "Open Office")
        make_party(acting, "Quiet Office", visibility="register")
    address = page_of(last_record(register))
    visitor = told(client, address)
    assert "Open Office" in visitor
    assert "Quiet Office" not in visitor
    make_party(acting, "Quiet Bureau", visibility="register")
    assert client.get(page_of(last_record(register))).status_code == 404


def test_a_long_record_is_told_in_pages(client, register, editor, acting):
    with change(acting, "merge", Ability.EDIT):
        for number in range(PAGE + 3):
            make_party(acting, f"Party {number:03}")
    client.force_login(editor)
    address = page_of(last_record(register))
    first, second = told(client, address), told(client, f"{address}?from={PAGE}")
    assert (first.count("<section>"), second.count("<section>")) == (PAGE, 3)
    assert f"?from={PAGE}" in first
    assert told(client, f"{address}?from=99999").count("<section>") == PAGE
