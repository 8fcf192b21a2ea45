"""What accepted parties and persons become, and on which words each field stands."""

from datetime import date

import pytest

from servanda.instruments.models import Responsibility
from servanda.meetings.models import Participation
from servanda.parties.models import Party, Person, Post, Tenure
from servanda.review.actions import accept_all, reject_proposal
from servanda.review.tests.acceptance.accepting import accept, cited
from servanda.review.tests.factories import (
    IOM,
    LAUNCH,
    MEREDOV,
    MET,
    SIDES,
    TURKMENISTAN,
    accepted_of,
    make_run,
    the,
)
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


def reject(clerk, proposal):
    reject_proposal(clerk, proposal=proposal, reason="wrong", revision=proposal.revision)


def test_a_party_gets_its_names_and_cites_its_words(clerk):
    party = accept(clerk, the(make_run(clerk), "party", 1))
    assert (party.label, party.kind) == (SIDES[1], "international_organization")
    assert set(party.names.values_list("text", flat=True)) == {SIDES[1], "IOM"}
    assert cited(party) == {"name": [IOM[1]], "kind": [IOM[1]], "aliases": [IOM[1]]}


def test_every_passage_is_exactly_its_part_of_the_text(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    citations = Citation.objects.select_related("passage__version")
    assert citations.exists()
    for citation in citations:
        passage = citation.passage
        assert passage.version.text[passage.start : passage.end] == passage.quote


def test_no_citation_names_the_rule_or_what_is_no_field(clerk):
    accept_all(clerk, run=make_run(clerk))
    fields = set(Citation.objects.values_list("field", flat=True))
    assert not fields & {"rule", "verb", "strength", "date_words", "speaker"}


def test_what_a_person_changed_stands_without_a_source(clerk):
    run = make_run(clerk)
    entry = accept(clerk, the(run, "party", 1), changed={"kind": "other"})
    assert entry.kind == "other"
    assert "kind" not in cited(entry)
    assert "name" in cited(entry)
    proposal = the(run, "party", 1)
    assert proposal.state == "changed"
    assert proposal.found["kind"] == "international_organization"
    assert accepted_of(proposal)["kind"] == "other"


def test_the_proposal_tells_who_decided_and_into_what(clerk):
    run = make_run(clerk)
    party = accept(clerk, the(run, "party"))
    proposal = the(run, "party")
    assert (proposal.entry, proposal.entry_kind) == (party.uuid, "party")
    assert proposal.decided_by == clerk.desk.account
    assert proposal.decided_at is not None


def test_a_person_at_a_meeting_is_known_in_the_post_from_its_day(clerk):
    accept_all(clerk, run=make_run(clerk))
    tenure = Tenure.objects.get(person__label="Rashid Meredov")
    assert tenure.known_from == tenure.known_until == date(2020, 2, 29)
    assert str(tenure.post.organization) == "Turkmenistan"
    assert cited(tenure) == {"post": [MEREDOV[1]]}
    seat = Participation.objects.get(person__label="Rashid Meredov")
    assert (str(seat.party), str(seat.post)) == ("Turkmenistan", "Minister of Foreign Affairs")


def test_a_person_beside_a_planned_meeting_is_known_from_the_document(clerk):
    met = ("meeting", MET[1], {**MET[2], "status": "planned", "date": "2020-05"})
    accept_all(clerk, run=make_run(clerk, items=[TURKMENISTAN, IOM, MEREDOV, met]))
    assert Tenure.objects.get(person__label="Rashid Meredov").known_from == date(2020, 3, 2)


def test_a_person_without_a_post_holds_none(clerk):
    who = ("person", "Rashid Meredov", {"name": "Rashid Meredov"})
    accept_all(clerk, run=make_run(clerk, items=[who]))
    assert not Post.objects.exists()


def test_a_body_keeps_since_when_it_exists_with_the_words(clerk):
    text = "A Working Group on Migration has been in operation since May 2020."
    body = (
        "body",
        text[2:-1],
        {
            "name": "Working Group on Migration",
            "since": "2020-05",
            "date_words": {"since": "since May 2020"},
        },
    )
    accept_all(clerk, run=make_run(clerk, text, [body]))
    party = Party.objects.get()
    assert (party.kind, party.body_kind) == ("body", "working_group")
    assert (party.since, party.since_words) == ("2020-05", "since May 2020")
    assert cited(party)["since"] == [text[2:-1]]


def test_a_rejected_party_is_not_made_from_its_name(clerk):
    run = make_run(clerk)
    reject(clerk, the(run, "party", 1))
    point = accept(clerk, the(run, "commitment"))
    assert list(Party.objects.values_list("label", flat=True)) == ["Turkmenistan"]
    answering = Responsibility.objects.filter(wording__provision=point)
    assert [str(one.party) for one in answering] == ["Turkmenistan"]


def test_a_rejected_person_takes_no_seat(clerk):
    run = make_run(clerk)
    reject(clerk, the(run, "person", 1))
    accept(clerk, the(run, "meeting"))
    assert list(Person.objects.values_list("label", flat=True)) == ["Rashid Meredov"]


def test_a_name_typed_by_hand_becomes_a_party_that_cites_the_sentence(clerk):
    run = make_run(clerk)
    point = accept(clerk, the(run, "commitment"), changed={"by": ["Republic of Elsewhere"]})
    made = Party.objects.get(label="Republic of Elsewhere")
    assert made.kind == "other"
    assert cited(made) == {"name": [LAUNCH[1]]}
    assert "by" not in cited(point)


def test_one_party_under_two_names_answers_once(clerk):
    both = ("commitment", LAUNCH[1], {**LAUNCH[2], "by": ["IOM", SIDES[1]], "meeting": None})
    accept_all(clerk, run=make_run(clerk, items=[IOM, both]))
    assert Responsibility.objects.count() == 1
