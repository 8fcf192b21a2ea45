"""Accepting as an action: what comes with it, one record, what is refused."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.instruments.models import Instrument, Provision, Responsibility, Timing
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.tests.factories import administrator, make_register
from servanda.review.actions import accept_all
from servanda.review.models import Proposal
from servanda.review.tests.acceptance.accepting import accept
from servanda.review.tests.factories import (
    SIDES,
    make_run,
    the,
)
from servanda.sources.actions import DocumentFacts
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


def test_accepting_a_commitment_accepts_the_parties_and_the_meeting_it_names(clerk):
    run = make_run(clerk)
    point = accept(clerk, the(run, "commitment"))
    assert not run.proposals.open().exists()
    assert point.kind == "point"
    assert point.instrument.kind == "record"
    assert Meeting.objects.get().record == point.instrument
    answering = Responsibility.objects.filter(wording__provision=point)
    assert [str(one.party) for one in answering.order_by("id")] == SIDES
    assert Timing.objects.get().due == "../2021-12-31"


def test_an_action_is_one_record_of_the_history(clerk):
    run = make_run(clerk)
    before = Record.objects.count()
    accept(clerk, the(run, "commitment"))
    records = Record.objects.order_by("id")[before:]
    assert [record.action for record in records] == ["accept_proposal"]


def test_accepting_all_is_one_record_too_and_counts_each_kind(clerk):
    run = make_run(clerk)
    before = Record.objects.count()
    counted = accept_all(clerk, run=run)
    assert counted == {"party": 2, "person": 2, "meeting": 1, "commitment": 1}
    assert Record.objects.count() == before + 1


def test_accepting_all_twice_accepts_nothing_more(clerk):
    run = make_run(clerk)
    accept_all(clerk, run=run)
    assert accept_all(clerk, run=run).total() == 0


def test_accepting_a_kind_counts_what_it_names_too(clerk):
    counted = accept_all(clerk, run=make_run(clerk), kind="person")
    assert counted == {"person": 2, "party": 2}


def test_a_date_that_is_none_is_said_at_its_field_and_nothing_is_accepted(clerk):
    run = make_run(clerk)
    with pytest.raises(ValidationError) as refused:
        accept(clerk, the(run, "commitment"), changed={"due": "2021-02-30"})
    assert "due" in refused.value.message_dict
    assert not Party.objects.exists()
    assert not Citation.objects.exists()
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_an_entry_of_another_register_cannot_be_chosen(clerk):
    elsewhere = administrator(make_register("elsewhere"))
    foreign = accept(elsewhere, the(make_run(elsewhere), "party"))
    with pytest.raises(ValidationError) as refused:
        accept(clerk, the(make_run(clerk), "party"), match=foreign.uuid)
    assert "match" in refused.value.message_dict


def test_an_entry_is_as_hidden_as_its_document(clerk):
    facts = DocumentFacts(title="Note", visibility="restricted", published="2020-03-02")
    accept_all(clerk, run=make_run(clerk, facts=facts))
    for model in (Party, Person, Meeting, Provision, Instrument, Proposal):
        found = set(model.objects.values_list("effective_visibility", flat=True))
        assert found == {"restricted"}, model
