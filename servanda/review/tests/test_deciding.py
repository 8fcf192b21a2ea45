"""Who decides, on what they saw, once; and what happens when a step fails."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Record
from servanda.meetings.models import Meeting
from servanda.parties.models import Party
from servanda.registers.actions import EditConflict
from servanda.registers.tests.factories import NotAllowed, mandate
from servanda.review.actions import (
    AlreadyDecided,
    NotAcceptable,
    accept_all,
    accept_proposal,
    reject_proposal,
    reopen_proposal,
)
from servanda.review.models import Proposal
from servanda.review.tests.factories import IOM, LAUNCH, MET, TURKMENISTAN, make_run, the
from servanda.sources.models import Citation

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(clerk):
    return make_run(clerk)


def test_a_proposal_is_accepted_once(clerk, run):
    seen = the(run, "party")
    accept_proposal(clerk, proposal=seen, revision=seen.revision)
    with pytest.raises(AlreadyDecided):
        accept_proposal(clerk, proposal=seen, revision=seen.revision)
    assert Party.objects.count() == 1


def test_who_comes_second_is_told_what_the_first_decided(clerk, run):
    seen = the(run, "party")
    colleague = mandate(run.register, "editor")
    reject_proposal(colleague, proposal=the(run, "party"), reason="a setting only", revision=1)
    with pytest.raises(AlreadyDecided) as refused:
        accept_proposal(clerk, proposal=seen, revision=seen.revision)
    decided = refused.value.proposal
    assert (decided.state, decided.reason) == ("rejected", "a setting only")
    assert decided.decided_by == colleague.desk.account


def test_an_accepted_proposal_is_not_rejected(clerk, run):
    seen = the(run, "party")
    accept_all(clerk, run=run)
    with pytest.raises(AlreadyDecided):
        reject_proposal(clerk, proposal=seen, reason="wrong", revision=seen.revision)
    assert the(run, "party").state == "accepted"


def test_a_proposal_opened_again_is_decided_on_what_it_is_now(clerk, run):
    seen = the(run, "party")
    reject_proposal(clerk, proposal=seen, reason="wrong", revision=1)
    reopen_proposal(clerk, proposal=the(run, "party"), revision=2)
    with pytest.raises(EditConflict):
        accept_proposal(clerk, proposal=seen, revision=1)
    with pytest.raises(EditConflict):
        reject_proposal(clerk, proposal=seen, reason="wrong", revision=1)
    now = the(run, "party")
    accept_proposal(clerk, proposal=now, revision=now.revision)


def test_rejecting_asks_for_a_reason(clerk, run):
    with pytest.raises(ValidationError) as refused:
        reject_proposal(clerk, proposal=the(run, "party"), reason="  ", revision=1)
    assert "reason" in refused.value.message_dict
    assert the(run, "party").state == "open"


def test_only_a_rejected_proposal_is_opened_again(clerk, run):
    accept_all(clerk, run=run)
    accepted = the(run, "party")
    with pytest.raises(AlreadyDecided):
        reopen_proposal(clerk, proposal=accepted, revision=accepted.revision)


def test_a_rejected_proposal_opened_again_forgets_the_decision(clerk, run):
    reject_proposal(clerk, proposal=the(run, "party"), reason="wrong", revision=1)
    reopen_proposal(clerk, proposal=the(run, "party"), revision=2)
    proposal = the(run, "party")
    assert (proposal.state, proposal.reason, proposal.decided_by) == ("open", "", None)


def test_rejected_proposals_are_left_out_when_all_are_accepted(clerk, run):
    reject_proposal(clerk, proposal=the(run, "person"), reason="wrong", revision=1)
    assert accept_all(clerk, run=run)["person"] == 1
    assert the(run, "person").state == "rejected"


@pytest.mark.parametrize("role", ["reader", "focal_point", None])
def test_who_may_not_edit_decides_nothing(run, role):
    other = mandate(run.register, role)
    proposal = the(run, "party")
    with pytest.raises(NotAllowed):
        accept_proposal(other, proposal=proposal, revision=1)
    with pytest.raises(NotAllowed):
        accept_all(other, run=run)
    with pytest.raises(NotAllowed):
        reject_proposal(other, proposal=proposal, reason="wrong", revision=1)
    with pytest.raises(NotAllowed):
        reopen_proposal(other, proposal=proposal, revision=1)
    assert the(run, "party").state == "open"
    assert not Party.objects.exists()


def test_nothing_is_half_accepted_when_a_step_fails(clerk):
    bad = ("commitment", LAUNCH[1], {**LAUNCH[2], "due": "2021-02-30"})
    run = make_run(clerk, items=[TURKMENISTAN, IOM, MET, bad])
    records = Record.objects.count()
    with pytest.raises(NotAcceptable) as refused:
        accept_all(clerk, run=run)
    assert LAUNCH[1][:40] in refused.value.messages[0]
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}
    for model in (Party, Meeting, Citation):
        assert not model.objects.exists()
    assert Record.objects.count() == records
    assert clerk.open_change is None


def test_a_fault_in_the_middle_leaves_nothing_behind(clerk, run, monkeypatch):
    def fail(*_arguments, **_named):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("servanda.review.actions.commitments.add_provision", fail)
    with pytest.raises(RuntimeError):
        accept_proposal(clerk, proposal=the(run, "commitment"), revision=1)
    assert not Party.objects.exists()
    assert not Meeting.objects.exists()
    assert the(run, "commitment").state == "open"
