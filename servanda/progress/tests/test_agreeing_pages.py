"""The pages on which a person says who adopted an instrument, and what it stands to."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from servanda.history.models import Record
from servanda.instruments.actions import (
    AdoptionFacts,
    NewInstrument,
    NewRelation,
    add_adoption,
    adopt_instrument,
    create_instrument,
    hold_text,
    relate_instruments,
)
from servanda.instruments.models import Adoption, HeldText, Instrument, InstrumentName, Relation
from servanda.parties.actions import create_person, ensure_post
from servanda.parties.models import Tenure
from servanda.progress.tests.factories import SECRET, Plan, bring_in
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.registers.tests.factories import person as member
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def clerk(plan) -> Client:
    browser = Client()
    browser.force_login(plan.mandate.desk.account)
    return browser


def path(name: str, entry=None) -> str:
    return reverse(name, kwargs={"slug": "r", **({"uuid": entry.uuid} if entry else {})})


def page(client: Client, name: str, entry) -> str:
    answer = client.get(path(name, entry))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_instrument_is_added_by_hand_on_the_words_of_a_document(clerk, plan):
    words = "The parties agreed to open a telephone line"
    sent = {
        "title": "Memorandum on the line",
        "kind": "memorandum",
        "symbol": "M/1",
        "period": "2020-06/..",
        "language": "en",
        "visibility": "public",
        "document": plan.release.document.uuid,
        "quotation": words,
    }
    answer = clerk.post(path("instrument-new"), sent)
    made = Instrument.objects.get(label="Memorandum on the line")
    assert answer.url == path("instrument-edit", made)
    assert made.period_earliest == date(2020, 6, 1)
    cited = Citation.objects.filter(entry=made.uuid)
    assert {one.passage.quote for one in cited} == {words}


def test_what_is_no_period_is_said_at_its_field_and_nothing_is_saved(clerk):
    sent = {"title": "M", "kind": "memorandum", "period": "2020-99", "visibility": "public"}
    answer = clerk.post(path("instrument-new"), sent)
    assert answer.status_code == 422
    assert not Instrument.objects.filter(label="M").exists()


def test_words_for_a_date_are_read_as_in_a_document(clerk, plan):
    sent = {"party": plan.office.uuid, "date": "on 18 February 2020", "force": "after approval"}
    clerk.post(path("adoption-new", plan.plan), sent)
    adoption = Adoption.objects.get()
    assert (adoption.date, adoption.date_words) == ("2020-02-18", "on 18 February 2020")
    assert (adoption.force, adoption.force_words) == ("", "after approval")


def test_a_reserve_and_a_signatory_in_the_post_stand_on_the_page(clerk, plan):
    person = create_person(plan.mandate, name="Ada Lind", visibility="public")
    post = ensure_post(
        plan.mandate, title="Minister", organization=plan.arvenia, visibility="public"
    )
    sent = {
        "party": plan.arvenia.uuid,
        "date": "2020-02-18",
        "signatory": person.uuid,
        "post": post.uuid,
        "qualified": "reservation",
        "qualification": "article 3 does not bind us",
        "document": plan.release.document.uuid,
        "quotation": "The parties agreed",
    }
    assert clerk.post(path("adoption-new", plan.plan), sent).status_code == 302
    shown = page(clerk, "instrument", plan.plan)
    for words in ("with a reservation", "article 3 does not bind us", "Ada Lind", "Minister"):
        assert words in shown
    assert Tenure.objects.get().known_from == date(2020, 2, 18)
    assert Record.objects.filter(action="add_adoption").count() == 1


def test_a_hidden_signatory_is_not_named(client, plan):
    person = create_person(plan.mandate, name="Ada Lind", visibility="restricted")
    facts = AdoptionFacts("2020-02-18", signatory=person)
    add_adoption(plan.mandate, instrument=plan.plan, party=plan.arvenia, facts=facts)
    shown = page(client, "instrument", plan.plan)
    assert "Republic of Arvenia" in shown[shown.index("Who adopted it") :]
    assert "Ada Lind" not in shown


def test_a_hidden_signatory_in_a_hidden_post_stays_where_a_form_does_not_show_them(plan):
    person = create_person(plan.mandate, name="Ada Lind", visibility="restricted")
    post = ensure_post(
        plan.mandate, title="Minister", organization=plan.arvenia, visibility="restricted"
    )
    facts = AdoptionFacts("2020-02-18", signatory=person, post=post)
    adoption = add_adoption(plan.mandate, instrument=plan.plan, party=plan.arvenia, facts=facts)
    editor = Client()
    editor.force_login(member(plan.mandate.desk.register, "editor"))
    assert editor.get(path("adoption-edit", adoption)).status_code == 200
    sent = {"date": "2020-02-19", "revision": adoption.revision}
    assert editor.post(path("adoption-edit", adoption), sent).status_code == 302
    adoption.refresh_from_db()
    assert (adoption.date, adoption.signatory, adoption.post) == ("2020-02-19", person, post)


def test_a_signatory_whom_a_person_sees_is_taken_away(clerk, plan):
    person = create_person(plan.mandate, name="Ada Lind", visibility="restricted")
    facts = AdoptionFacts("2020-02-18", signatory=person)
    adoption = add_adoption(plan.mandate, instrument=plan.plan, party=plan.arvenia, facts=facts)
    sent = {"date": "2020-02-18", "revision": adoption.revision}
    assert clerk.post(path("adoption-edit", adoption), sent).status_code == 302
    assert Adoption.objects.get().signatory is None


def test_an_adoption_by_a_hidden_party_leaves_no_trace(client, plan):
    plan.visibility = "restricted"
    agency = plan.party("Secret Agency", "government_agency")
    adopt_instrument(plan.mandate, instrument=plan.plan, party=agency, date="2020")
    assert "Who adopted it" not in page(client, "instrument", plan.plan)


def test_who_comes_second_sees_both_versions_of_an_adoption(clerk, plan):
    adoption = adopt_instrument(
        plan.mandate, instrument=plan.plan, party=plan.office, date="2020-02-18"
    )
    first = {"date": "2020-02-19", "revision": 1}
    assert clerk.post(path("adoption-edit", adoption), first).status_code == 302
    second = clerk.post(path("adoption-edit", adoption), {"date": "2020-02-20", "revision": 1})
    assert second.status_code == 409
    shown = second.content.decode()
    assert "2020-02-19" in shown
    assert "2020-02-20" in shown
    again = clerk.post(path("adoption-edit", adoption), {"date": "2020-02-20", "revision": 2})
    assert again.status_code == 302
    assert Adoption.objects.get().date == "2020-02-20"


def test_who_saves_the_same_on_a_source_of_their_own_keeps_it(clerk, plan):
    adoption = adopt_instrument(plan.mandate, instrument=plan.plan, party=plan.office, date="2020")
    sent = {"date": "2020-02-19", "revision": 1}
    clerk.post(path("adoption-edit", adoption), sent)
    words = {"document": plan.release.document.uuid, "quotation": "The parties agreed"}
    answer = clerk.post(path("adoption-edit", adoption), {**sent, **words})
    assert answer.status_code == 422
    assert "Save again to add your source to it." in answer.content.decode()
    again = {**sent, **words, "revision": 2}
    assert clerk.post(path("adoption-edit", adoption), again).status_code == 302
    assert Citation.objects.filter(entry=adoption.uuid, field="date").exists()


def test_a_tie_said_again_on_a_source_stands_on_it(clerk, plan):
    other = create_instrument(plan.mandate, new=NewInstrument("Earlier plan", "action_plan"))
    sent = {"kind": "follows", "other": other.uuid}
    clerk.post(path("relation-new", plan.plan), sent)
    words = {"document": plan.release.document.uuid, "quotation": "The parties agreed"}
    clerk.post(path("relation-new", plan.plan), {**sent, **words, "reason": "It was agreed."})
    relation = Relation.objects.get()
    assert relation.reason == "It was agreed."
    assert Citation.objects.filter(entry=relation.uuid).exists()
    answer = clerk.post(path("relation-new", plan.plan), {**sent, "reason": "Another."})
    assert answer.status_code == 422
    assert "This is said already" in answer.content.decode()


def test_who_saves_the_same_as_another_is_told_so(clerk, plan):
    sent = {"title": "New title", "kind": "action_plan", "period": "2019/2021", "revision": 1}
    clerk.post(path("instrument-facts", plan.plan), sent)
    answer = clerk.post(path("instrument-facts", plan.plan), sent, follow=True)
    assert "Somebody else saved the same meanwhile." in answer.content.decode()


def test_a_new_title_keeps_the_old_one_and_may_be_in_another_language(clerk, plan):
    sent = {"title": "Plan on mobility", "kind": "action_plan", "period": "2019/2021"}
    clerk.post(path("instrument-facts", plan.plan), {**sent, "revision": 1})
    more = {"text": "План по мобильности", "language": "ru", "kind": "full"}
    clerk.post(path("title-new", plan.plan), more)
    told = InstrumentName.objects.filter(of=plan.plan).values_list("text", flat=True)
    assert {"National plan on mobility", "Plan on mobility", "План по мобильности"} <= set(told)


def test_the_gap_between_two_plans_is_told_on_both(clerk, plan):
    later = plan.instrument("Second plan on mobility", "action_plan", "2024/2026")
    sent = {"kind": "follows", "other": plan.plan.uuid}
    assert clerk.post(path("relation-new", later), sent).status_code == 302
    for entry, tie in ((plan.plan, "Followed by"), (later, "Follows")):
        shown = page(clerk, "instrument", entry)
        assert tie in shown
        assert "No plan in force from 1 January 2022 to 31 December 2023" in shown


def test_of_a_hidden_plan_neither_the_tie_nor_the_gap_is_told(client, plan):
    plan.visibility = "restricted"
    hidden = plan.instrument("Second plan on mobility", "action_plan", "2024/2026")
    tie = NewRelation("follows")
    relate_instruments(plan.mandate, instrument=hidden, other=plan.plan, new=tie)
    shown = page(client, "instrument", plan.plan)
    assert "Followed by" not in shown
    assert "No plan in force" not in shown


def test_a_tie_is_taken_away_by_a_button(clerk, plan):
    later = plan.instrument("Second plan", "action_plan")
    tie = relate_instruments(
        plan.mandate, instrument=later, other=plan.plan, new=NewRelation("supplements")
    )
    assert "Supplemented by" in page(clerk, "instrument-edit", plan.plan)
    clerk.post(path("relation-remove", tie))
    assert not Relation.objects.exists()


def test_the_document_of_a_text_is_named_and_hidden_as_the_document_is(clerk, plan):
    sent = {"document": plan.release.document.uuid, "part": "annex"}
    clerk.post(path("held-text-new", plan.plan), sent)
    secret = bring_in(plan.mandate, SECRET, published=None, visibility="restricted")
    hold_text(plan.mandate, instrument=plan.plan, document=secret.document, part="other")
    shown = page(Client(), "instrument", plan.plan)
    assert "an annex" in shown
    assert secret.document.title not in shown
    assert secret.document.title in page(clerk, "instrument-edit", plan.plan)
    clerk.post(path("held-text-remove", HeldText.objects.get(part="annex")))
    assert HeldText.objects.count() == 1


def test_the_state_follows_from_what_is_known(clerk, plan):
    draft = plan.instrument("Draft of a law", "law")
    facts = {"title": "Draft of a law", "kind": "law", "is_draft": "on", "revision": 1}
    clerk.post(path("instrument-facts", draft), facts)
    assert "draft" in _state(page(clerk, "instrument", draft))
    adopt_instrument(plan.mandate, instrument=draft, party=plan.arvenia, date="2020")
    assert "adopted" in _state(page(clerk, "instrument", draft))
    assert "expired" in _state(page(clerk, "instrument", plan.plan))


def _state(shown: str) -> str:
    return shown.partition("<dt>State</dt>")[2].partition("</div>")[0]


def test_who_only_reads_changes_nothing(client, plan):
    reader = mandate(plan.mandate.desk.register, "reader")
    client.force_login(reader.desk.account)
    assert "instrument/new" not in page(client, "instrument", plan.plan)
    for name in ("instrument-edit", "instrument-facts", "adoption-new", "relation-new"):
        assert client.get(path(name, plan.plan)).status_code == 403
