"""What became of parties: on their pages, and in what they answer for."""

import pytest
from django.test import Client
from django.urls import reverse

from servanda.parties.actions import NewSuccession, succeed_party
from servanda.parties.models import Membership, Succession
from servanda.progress.tests.factories import Plan
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return Plan(administrator(make_register(is_public=True)))


@pytest.fixture
def clerk(plan) -> Client:
    client = Client()
    client.force_login(plan.mandate.desk.account)
    return client


def path(name: str, entry) -> str:
    return reverse(name, kwargs={"slug": "r", "uuid": entry.uuid})


def page(client: Client, name: str, entry) -> str:
    answer = client.get(path(name, entry))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_successor_answers_from_the_day_and_the_text_keeps_the_old_name(clerk, plan):
    service = plan.party("Mobility Service", "government_agency")
    sent = {
        "kind": "renamed",
        "successor": service.uuid,
        "date": "2021",
        "document": plan.release.document.uuid,
        "quotation": "The parties agreed",
    }
    assert clerk.post(path("succession-new", plan.office), sent).status_code == 302
    who = page(clerk, "provision", plan.line).partition("<dt>Who</dt>")[2].partition("</div>")[0]
    assert who.index("Office for Mobility") < who.index("Mobility Service")
    assert "now in the place of Office for Mobility" in who
    tree = page(clerk, "instrument", plan.plan).partition("<details open>")[2]
    assert tree.index("Office for Mobility") < tree.index("Mobility Service")
    assert "(now in the place of Office for Mobility)" in tree
    assert "Open a telephone line" in page(clerk, "party", service)
    assert "Renamed to" in page(clerk, "party", plan.office)
    assert "Named before" in page(clerk, "party", service)


def test_what_is_still_to_come_changes_nobody_who_answers(clerk, plan):
    service = plan.party("Mobility Service", "government_agency")
    new = NewSuccession("merged", "2999")
    succeed_party(plan.mandate, party=plan.office, successor=service, new=new)
    assert "now in the place of" not in page(clerk, "provision", plan.line)
    assert "now in the place of" not in page(clerk, "instrument", plan.plan)
    assert "Open a telephone line" not in page(clerk, "party", service)


def test_of_a_hidden_successor_nothing_is_told(client, plan):
    plan.visibility = "restricted"
    secret = plan.party("Secret Service", "government_agency")
    new = NewSuccession("merged", "2021")
    succeed_party(plan.mandate, party=plan.office, successor=secret, new=new)
    for name, entry in (
        ("provision", plan.line),
        ("instrument", plan.plan),
        ("party", plan.office),
    ):
        shown = page(client, name, entry)
        assert "Secret Service" not in shown
        assert "Merged into" not in shown


def test_a_party_that_was_renamed_needs_a_successor(clerk, plan):
    answer = clerk.post(path("succession-new", plan.office), {"kind": "renamed"})
    assert answer.status_code == 422
    assert "Say which party acts in its place." in answer.content.decode()


def test_a_succession_is_taken_back_on_the_page_of_the_party(clerk, plan):
    new = NewSuccession("abolished", "2021")
    said = succeed_party(plan.mandate, party=plan.office, successor=None, new=new)
    assert "Take back: abolished" in page(clerk, "party", plan.office)
    clerk.post(path("succession-remove", said))
    assert not Succession.objects.exists()


def test_a_new_chair_ends_the_time_of_the_former_one(clerk, plan):
    sent = {"chair": plan.office.uuid, "since": "2026-02"}
    assert clerk.post(path("chair-new", plan.group), sent).status_code == 302
    former = Membership.objects.get(party=plan.arvenia, body=plan.group)
    assert (former.role, former.until) == ("chair", "2026-02")
    assert clerk.get(path("chair-new", plan.office)).status_code == 404


def test_the_words_for_the_day_of_a_chair_are_kept_and_shown_again_where_refused(clerk, plan):
    sent = {"chair": plan.office.uuid, "since": "in February 2026"}
    assert clerk.post(path("chair-new", plan.group), sent).status_code == 302
    held = Membership.objects.get(party=plan.office, body=plan.group, role="chair")
    assert (held.since, held.since_words) == ("2026-02", "in February 2026")
    sent = {"chair": plan.arvenia.uuid, "since": "after the next session"}
    answer = clerk.post(path("chair-new", plan.group), sent)
    assert answer.status_code == 422
    assert "Say from which day" in answer.content.decode()
    assert "after the next session" in answer.content.decode()
