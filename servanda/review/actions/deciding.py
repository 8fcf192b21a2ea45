"""Accepting, changing and rejecting proposals, one or all, in one transaction."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.registers.actions import EditConflict, Mandate, change
from servanda.registers.models import Entry, Register
from servanda.registers.rules import Ability
from servanda.review.actions.acceptance import AS_FOUND, Accept, Acceptance, Decision
from servanda.review.actions.commitments import accept_commitment
from servanda.review.actions.instruments import accept_instrument
from servanda.review.actions.meetings import accept_meeting
from servanda.review.actions.parties import accept_party
from servanda.review.actions.persons import accept_person
from servanda.review.actions.undecided import Undecided, undecided
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
    """Somebody has decided on the proposal already. Holds the proposal as it is now."""

    def __init__(self, proposal: Proposal, told: str) -> None:
        super().__init__(told)
        self.proposal = proposal


class NotAcceptable(ValidationError):
    """One of many proposals cannot be accepted as it is: the message names it and says why."""


def accept_proposal(
    mandate: Mandate, *, proposal: Proposal, decision: Decision = AS_FOUND, revision: int
) -> Entry:
    """Accept a proposal as found, changed, or as an entry that exists; return the entry.

    The parties, persons and meetings it names are accepted or matched first, in the same
    transaction. Raises EditConflict for a stale `revision`, AlreadyDecided for one decided,
    ValidationError, by field, for what cannot stand.
    """
    with _acceptance(mandate, "accept_proposal", proposal.run) as acceptance:
        ours = next(p for p in acceptance.proposals if p.pk == proposal.pk)
        _require_open(proposal, ours, revision)
        return _accept(acceptance, ours, decision)


def accept_all(mandate: Mandate, *, run: ReadingRun, kind: str | None = None) -> Counter[str]:
    """Accept every open proposal of a reading, or of one kind; return how many of each kind.

    What they name is accepted with them and counted too. Raises NotAcceptable, and accepts
    nothing, where one of them cannot stand as it is.
    """
    with _acceptance(mandate, "accept_all", run) as acceptance:
        return _accept_open(acceptance, kind, but=set())


def accept_sure(
    mandate: Mandate, *, run: ReadingRun, kind: str | None = None
) -> tuple[Counter[str], Undecided]:
    """Accept as `accept_all` does, but leave to a person what only may be about a known entry.

    Return how many of each kind were accepted, and what is left, whatever its kind.
    """
    with _acceptance(mandate, "accept_all", run) as acceptance:
        left = undecided(mandate.desk, acceptance.proposals)
        return _accept_open(acceptance, kind, but={p.pk for p in left.proposals}), left


def _accept_open(acceptance: Acceptance, kind: str | None, *, but: set[int]) -> Counter[str]:
    were_open = [p for p in acceptance.proposals if p.state == ProposalState.OPEN]
    for name in ORDER if kind is None else (kind,):
        for proposal in acceptance.of_kind(name):
            if proposal.state == ProposalState.OPEN and proposal.pk not in but:
                _accept_among_many(acceptance, proposal)
    return Counter(p.kind for p in were_open if p.state != ProposalState.OPEN)


def reject_proposal(mandate: Mandate, *, proposal: Proposal, reason: str, revision: int) -> None:
    """Reject a proposal with a reason; it stays and can be opened again."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the proposal is rejected.")})
    with change(mandate, "reject_proposal", Ability.EDIT) as changes:
        stored = Proposal.objects.select_for_update().get(pk=proposal.pk)
        _require_open(proposal, stored, revision)
        stored.state, stored.reason = ProposalState.REJECTED, reason.strip()
        stored.decided_by, stored.decided_at = mandate.desk.account, timezone.now()
        changes.update(stored, revision=revision)


def reopen_proposal(mandate: Mandate, *, proposal: Proposal, revision: int) -> None:
    """Open a rejected proposal again."""
    with change(mandate, "reopen_proposal", Ability.EDIT) as changes:
        stored = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if stored.state != ProposalState.REJECTED:
            raise AlreadyDecided(stored, _("Only a rejected proposal is opened again."))
        stored.state, stored.reason = ProposalState.OPEN, ""
        stored.decided_by = stored.decided_at = None
        changes.update(stored, revision=revision)


@contextmanager
def _acceptance(mandate: Mandate, action: str, run: ReadingRun) -> Iterator[Acceptance]:
    """Open a change of one reading; only one at a time in a register, so that no twin is made."""
    with change(mandate, action, Ability.EDIT) as changes:
        Register.objects.select_for_update().get(pk=run.register_id)
        proposals = list(run.proposals.select_for_update().order_by("kind", "order"))
        for proposal in proposals:
            proposal.run = run
        acceptance = Acceptance(mandate, changes, run, proposals)
        document = acceptance.document
        if document.is_kept_back(mandate.desk.today):
            changes.keep_back_until = document.effective_embargo
        yield acceptance


def _accept(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Entry:
    try:
        return ACCEPT[proposal.kind](acceptance, proposal, decision)
    except ObjectDoesNotExist as error:
        raise ValidationError(
            {"match": _("The entry chosen is not in this register: choose another or a new one.")}
        ) from error


def _accept_among_many(acceptance: Acceptance, proposal: Proposal) -> None:
    try:
        _accept(acceptance, proposal, AS_FOUND)
    except ValidationError as error:
        told = {"quote": proposal.quote[:80], "why": " ".join(error.messages)}
        raise NotAcceptable(
            _("“%(quote)s” cannot be accepted as it is: %(why)s Change or reject it first.") % told
        ) from error


def _require_open(seen: Proposal, stored: Proposal, revision: int) -> None:
    """Refuse what somebody has decided on, and what changed since the person saw it."""
    if stored.state != ProposalState.OPEN:
        told = {"state": stored.get_state_display()}
        raise AlreadyDecided(stored, _("This proposal has been decided: it is %(state)s.") % told)
    if stored.revision != revision:
        raise EditConflict(seen, stored)
