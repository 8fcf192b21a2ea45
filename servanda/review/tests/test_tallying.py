"""How often what reading found was right, and what was not as test cases."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from servanda.reading import read
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.review.actions import (
    Decision,
    accept_all,
    accept_proposal,
    cases_of,
    read_version,
    reject_proposal,
)
from servanda.review.rules import Tally, tallies
from servanda.review.rules.cases import paragraph_of
from servanda.review.tests.factories import IOM, TURKMENISTAN, make_run, the
from servanda.review.views.tallying import tallies_of
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

TEXT = (
    "The lake was calm.\n\nPeru agreed to build a pier by 2021. Chile took part in the talks.\n\n"
    "The papers were long."
)


@pytest.fixture
def clerk(db):
    return administrator(make_register())


@pytest.fixture
def client(clerk) -> Client:
    client = Client()
    client.force_login(person(clerk.desk.register, "editor"))
    return client


def rejected(clerk, text: str = TEXT, *, visibility: str = "public", why: str = "No undertaking"):
    facts = DocumentFacts(
        title="Note", published="2020-01-02", language="en", visibility=visibility, handling="ДСП"
    )
    run = read_version(clerk, version=make_version(clerk, text, facts=facts))
    proposal = the(run, "commitment")
    reject_proposal(clerk, proposal=proposal, reason=why, revision=proposal.revision)
    return proposal


def cases(desk: Desk) -> list[dict[str, Any]]:
    """Return the cases as they stand in the file."""
    return [json.loads(json.dumps(case)) for case in cases_of(desk)]


def page(client: Client, name: str, clerk) -> str:
    answer = client.get(reverse(name, kwargs={"slug": clerk.desk.register.slug}))
    assert answer.status_code == 200
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def test_what_is_open_counts_for_nothing():
    counted = [
        ("party", "a", "open", 4),
        ("party", "a", "accepted", 2),
        ("party", "b", "changed", 1),
    ]
    found = tallies(counted)
    assert found.by_kind == {"party": Tally(accepted=2, changed=1)}
    assert found.by_rule["party", "a"] == Tally(accepted=2)
    assert found.by_rule["party", "a"].decided == 2


def test_decisions_are_counted_by_kind_and_by_rule(clerk):
    run = make_run(clerk, items=[TURKMENISTAN, IOM])
    changed = Decision(changed={"name": "Republic of Turkmenistan"})
    accept_proposal(clerk, proposal=the(run, "party"), decision=changed, revision=1)
    reject_proposal(clerk, proposal=the(run, "party", 1), reason="Known", revision=1)
    so_far = tallies_of(clerk.desk)
    assert so_far.by_kind == {"party": Tally(changed=1, rejected=1)}
    assert so_far.by_rule == {("party", "by hand"): Tally(changed=1, rejected=1)}


def test_counting_takes_one_query_however_much_was_decided(clerk, django_assert_num_queries):
    for number in range(3):
        run = make_run(clerk, f"Turkmenistan {number}", [TURKMENISTAN])
        accept_all(clerk, run=run)
    with django_assert_num_queries(1):
        assert tallies_of(clerk.desk).by_kind["party"] == Tally(accepted=3)


def test_another_register_does_not_count(clerk):
    other = administrator(make_register("another"))
    accept_all(other, run=make_run(other, items=[TURKMENISTAN]))
    assert tallies_of(clerk.desk).by_kind == {}


def test_what_a_person_may_not_see_does_not_count_for_them(clerk):
    ours = mandate(clerk.desk.register, "editor", side="ours")
    theirs = mandate(clerk.desk.register, "editor", side="theirs")
    hidden = DocumentFacts(title="Hidden", language="en", visibility="own_side")
    run = make_run(ours, items=[TURKMENISTAN], facts=hidden)
    reject_proposal(ours, proposal=the(run, "party"), reason="Known", revision=1)
    assert len(cases(ours.desk)) == 1
    assert tallies_of(theirs.desk).by_kind == {}
    assert cases(theirs.desk) == []


def test_the_page_tells_kinds_and_rules_and_leads_to_the_file(client, clerk):
    rejected(clerk)
    content = page(client, "review-tally", clerk)
    assert "What follows “agree” is undertaken." in content
    assert reverse("review-cases", kwargs={"slug": clerk.desk.register.slug}) in content


def test_the_page_says_where_nothing_was_decided(client, clerk):
    assert "Nothing was decided so far" in page(client, "review-tally", clerk)


def test_the_review_page_shows_the_tally_of_each_kind(client, clerk):
    proposal = rejected(clerk)
    address = {"slug": clerk.desk.register.slug, "uuid": proposal.run.version.uuid}
    content = client.get(reverse("review", kwargs=address)).content.decode()
    assert "How often this was right so far" in content
    row = re.search(r'<th scope="row">Commitment</th>(.*?)</tr>', content)
    assert row
    assert re.findall(r">(\d+)</td>", row[1]) == ["0", "0", "1"]


def test_a_rejected_proposal_becomes_a_case_with_its_paragraph_and_the_reason(clerk):
    rejected(clerk)
    (case,) = cases(clerk.desk)
    assert case["text"] == "Peru agreed to build a pier by 2021. Chile took part in the talks."
    assert (case["list"], case["decision"], case["decided"]) == ("commitments", "rejected", None)
    assert (case["language"], case["published"]) == ("en", "2020-01-02")
    assert case["reason"] == "No undertaking"
    assert case["document"]["handling"] == "ДСП"


def test_the_words_of_a_case_stand_at_their_place_in_its_text(clerk):
    rejected(clerk)
    (case,) = cases(clerk.desk)
    told = case["proposed"]
    assert case["text"][told["start"] : told["end"]] == told["quote"]
    assert set(told) == {"text", "by", "status", "due", "quote", "start", "end"}


def test_the_text_of_a_case_read_again_gives_what_was_rejected(clerk):
    rejected(clerk)
    (case,) = cases(clerk.desk)
    again = read(case["text"], published=case["published"], language=case["language"])
    assert case["proposed"]["quote"] in {found.quote for found in again.commitments}


def test_the_paragraph_is_found_far_into_a_long_text(clerk):
    filling = "The pages before this one tell of the harbour.\n\n" * 100
    rejected(clerk, f"{filling}{TEXT}\n\n{filling}")
    (case,) = cases(clerk.desk)
    assert case["text"] == "Peru agreed to build a pier by 2021. Chile took part in the talks."


def test_what_a_person_changed_is_told_beside_what_was_found(clerk):
    run = make_run(clerk, items=[TURKMENISTAN])
    changed = Decision(changed={"kind": "other"})
    accept_proposal(clerk, proposal=the(run, "party"), decision=changed, revision=1)
    (case,) = cases(clerk.desk)
    assert case["decision"] == "changed"
    assert (case["proposed"]["kind"], case["decided"]["kind"]) == ("state", "other")


def test_what_was_accepted_as_it_was_found_is_no_case(clerk):
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN]))
    assert list(cases_of(clerk.desk)) == []


def test_who_may_not_review_gets_no_cases(clerk):
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        cases_of(reader.desk)


def test_the_file_is_json_with_every_case(client, clerk):
    for number in range(2):
        rejected(clerk, f"{TEXT} {number}")
    told = json.loads(page(client, "review-cases", clerk))
    assert told["register"] == clerk.desk.register.slug
    assert [case["decision"] for case in told["cases"]] == ["rejected", "rejected"]


def test_cases_are_given_by_one_query(clerk, django_assert_num_queries):
    for number in range(3):
        rejected(clerk, f"{TEXT} {number}")
    with django_assert_num_queries(1):
        assert len(cases(clerk.desk)) == 3


def test_a_paragraph_ends_at_the_gaps_around_it():
    assert paragraph_of("one\n\ntwo three\n \nfour", 5, 8) == (5, 14)
    assert paragraph_of("alone", 0, 5) == (0, 5)
