"""Accepting on the review page: one, all, what is known, who comes second."""

import re

import pytest
from django.urls import reverse

from servanda.parties.actions import create_person
from servanda.parties.models import Party, Person
from servanda.registers.tests.factories import mandate
from servanda.review.actions import accept_all, reject_proposal
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    SIDES,
    TALKS,
    TURKMENISTAN,
    make_run,
    the,
)
from servanda.review.tests.page.asking import act, messages_of, page_of, told

pytestmark = pytest.mark.django_db


def test_accepting_goes_on_to_the_next_open_proposal_and_links_the_entry(client, run):
    first, second = run.proposals.in_text_order()[:2]
    response = client.post(act("accept", first), {"revision": first.revision})
    assert response.status_code == 302
    assert response.url == f"{page_of(run)}#proposal-{second.uuid}"
    party = Party.objects.get(label="Turkmenistan")
    content = client.get(page_of(run)).content.decode()
    assert f"/party/{party.uuid}/" in content
    assert "Accepted:" in content


def test_what_was_accepted_with_it_is_told(client, run):
    proposal = the(run, "commitment")
    client.post(act("accept", proposal), {"revision": 1})
    assert "with it 5 proposals that it names" in messages_of(client, page_of(run))


def test_after_the_last_one_the_page_says_that_everything_is_decided(client, clerk):
    run = make_run(clerk, items=[TURKMENISTAN])
    response = client.post(act("accept", the(run, "party")), {"revision": 1})
    assert response.url.endswith("#proposals")
    assert "Everything is decided." in told(client.get(page_of(run)))


def test_a_known_entry_is_the_first_choice(client, clerk, run):
    accept_all(clerk, run=run)
    again = make_run(clerk, f"Again: {TALKS}", [IOM])
    content = told(client.get(page_of(again)))
    party = Party.objects.get(label=SIDES[1])
    assert "Looks like an entry of the register" in content
    assert re.search(rf'value="{party.uuid}"[^>]* checked', content)
    assert "Add this source" in content


def test_the_entry_offered_is_taken_and_another_can_be_made(client, clerk, run):
    accept_all(clerk, run=run)
    party = Party.objects.get(label=SIDES[1])
    for choice, count in ((str(party.uuid), 2), ("new", 3)):
        again = make_run(clerk, f"{choice}: {TALKS}", [IOM])
        client.post(act("accept", the(again, "party")), {"revision": 1, "match": choice})
        assert (
            Party.objects.filter(kind__in=["state", "international_organization"]).count() == count
        )


@pytest.mark.parametrize("choice", ["nonsense", "0198f000-0000-7000-8000-000000000000"])
def test_a_choice_that_is_none_is_said(client, run, choice):
    client.post(act("accept", the(run, "party")), {"revision": 1, "match": choice})
    assert "choose" in messages_of(client, page_of(run)).casefold()
    assert not Party.objects.exists()


def test_who_comes_second_sees_what_the_other_decided(client, clerk, run):
    other = mandate(run.register, "editor")
    proposal = the(run, "party")
    reject_proposal(other, proposal=proposal, reason="A setting only", revision=1)
    response = client.post(act("accept", proposal), {"revision": 1})
    assert response.url.endswith(f"#proposal-{proposal.uuid}")
    message = messages_of(client, page_of(run))
    assert "A setting only" in message
    assert str(other.desk.account) in message
    assert not Party.objects.exists()


def test_pressed_twice_it_is_accepted_once(client, run):
    proposal = the(run, "party")
    for _time in range(2):
        client.post(act("accept", proposal), {"revision": 1})
    assert Party.objects.count() == 1


def test_all_of_a_kind_are_accepted_and_then_all(client, run):
    url = reverse("review-accept-all", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})
    client.post(url, {"kind": "party"})
    assert "2 proposals were accepted." in messages_of(client, page_of(run))
    client.post(url, {"kind": ""})
    assert not run.proposals.open().exists()
    assert client.post(url, {"kind": "nonsense"}).status_code == 302


def test_all_but_what_may_be_known_are_accepted_and_the_page_says_what_is_left(client, clerk, run):
    create_person(clerk, name="Rashid Meredof", language="en", visibility="register")
    url = reverse("review-accept-all", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})
    client.post(url, {"kind": ""})
    # the meeting names him, and the point was agreed there
    left = set(run.proposals.open().values_list("kind", flat=True))
    assert left == {"person", "meeting", "commitment"}
    assert run.proposals.open().count() == 3
    assert "3 proposals are left open" in messages_of(client, page_of(run))
    assert Person.objects.filter(label__startswith="Rashid").count() == 1


def test_what_keeps_all_from_being_accepted_is_named(client, clerk):
    bad = ("commitment", LAUNCH[1], {**LAUNCH[2], "due": "2021-02-30", "meeting": None})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, bad])
    url = reverse("review-accept-all", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})
    client.post(url, {"kind": ""})
    assert "agreed to launch a network" in messages_of(client, page_of(run))
    assert not Party.objects.exists()
