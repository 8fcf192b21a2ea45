"""Accepting, changing and rejecting proposals, one or all, in one transaction."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.registers.actions import Mandate, change
from servanda.registers.models import Entry
from servanda.registers.rules import Ability
from servanda.review.actions.acceptance import AS_FOUND, Accept, Acceptance, Decision
from servanda.review.actions.commitments import accept_commitment
from servanda.review.actions.instruments import accept_instrument
from servanda.review.actions.meetings import accept_meeting
from servanda.review.actions.parties import accept_party
from servanda.review.actions.persons import accept_person
from servanda.review.models import Proposal, ProposalState, ReadingRun
from servanda.review.rules import ORDER

ACCEPT: Mapping[str, Accept] = {
    "party": accept_party,
    "body": accept_party,
    "person": accept_person,
    "instrument": accept_instrument,
    "meeting": accept_meeting,
    "commitment": accept_commitment,
}


class AlreadyDecided(ValidationError):
    """Somebody has decided on the proposal already."""


def accept_proposal(
    mandate: Mandate, *, proposal: Proposal, decision: Decision = AS_FOUND, revision: int
) -> Entry:
    """Accept a proposal as found, changed, or as an entry that exists; return the entry.

    The parties, persons and meetings it names are accepted or matched first, in the same
    transaction. Raises EditConflict for a stale `revision`, AlreadyDecided for one decided.
    """
    with _acceptance(mandate, "accept_proposal", proposal.run) as acceptance:
        ours = next(p for p in acceptance.proposals if p.pk == proposal.pk)
        _require_open(ours, revision)
        return _accept(acceptance, ours, decision)


def accept_all(mandate: Mandate, *, run: ReadingRun, kind: str | None = None) -> Counter[str]:
    """Accept every open proposal of a reading, or of one kind; return how many of each kind."""
    accepted: Counter[str] = Counter()
    with _acceptance(mandate, "accept_all", run) as acceptance:
        for name in ORDER if kind is None else (kind,):
            for proposal in acceptance.of_kind(name):
                if proposal.state == ProposalState.OPEN:
                    _accept(acceptance, proposal, AS_FOUND)
                accepted[name] += 1
    return accepted


def reject_proposal(mandate: Mandate, *, proposal: Proposal, reason: str, revision: int) -> None:
    """Reject a proposal with a reason; it stays and can be opened again."""
    _require_open(proposal, revision)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the proposal is rejected.")})
    proposal.state, proposal.reason = ProposalState.REJECTED, reason.strip()
    proposal.decided_by, proposal.decided_at = mandate.desk.account, timezone.now()
    with change(mandate, "reject_proposal", Ability.EDIT) as changes:
        changes.update(proposal, revision=revision)


def reopen_proposal(mandate: Mandate, *, proposal: Proposal, revision: int) -> None:
    """Open a rejected proposal again."""
    if proposal.state != ProposalState.REJECTED:
        raise AlreadyDecided(_("Only a rejected proposal is opened again."))
    proposal.state, proposal.reason = ProposalState.OPEN, ""
    proposal.decided_by = proposal.decided_at = None
    with change(mandate, "reopen_proposal", Ability.EDIT) as changes:
        changes.update(proposal, revision=revision)


@contextmanager
def _acceptance(mandate: Mandate, action: str, run: ReadingRun) -> Iterator[Acceptance]:
    with change(mandate, action, Ability.EDIT) as changes:
        proposals = list(run.proposals.select_for_update().order_by("kind", "order"))
        for proposal in proposals:
            proposal.run = run
        yield Acceptance(mandate, changes, run, proposals)


def _accept(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Entry:
    try:
        return ACCEPT[proposal.kind](acceptance, proposal, decision)
    except ObjectDoesNotExist as error:
        raise ValidationError(
            {"match": _("The entry chosen is not in this register: choose another or a new one.")}
        ) from error


def _require_open(proposal: Proposal, revision: int) -> None:
    if proposal.state != ProposalState.OPEN or proposal.revision != revision:
        told = {"state": proposal.get_state_display()}
        raise AlreadyDecided(_("This proposal has been decided: it is %(state)s.") % told)
