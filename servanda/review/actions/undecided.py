"""What nobody may accept among many: proposals that only may be about a known entry, and what names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from servanda.registers.models import Desk
from servanda.review.actions.matching import Match, likely_matches_of, sure_match
from servanda.review.models import Proposal, ProposalState
from servanda.review.rules import ORDER, names_of, names_told


@dataclass(frozen=True)
class Undecided:
    """Open proposals that a person decides one by one.

    `likely` are those that may be about an entry of the register, with the likeliest; `waiting` those
    that name one of them, which would be accepted with them.
    """

    likely: Sequence[tuple[Proposal, Match]] = ()
    waiting: Sequence[Proposal] = ()

    @property
    def proposals(self) -> list[Proposal]:
        return [*(proposal for proposal, _match in self.likely), *self.waiting]


def undecided(desk: Desk, proposals: Sequence[Proposal]) -> Undecided:
    """Return which open ones of all `proposals` of a reading a person has to decide."""
    matches = likely_matches_of(desk, proposals)
    likely = [
        (proposal, those[0])
        for proposal in _in_order(proposals)
        if (those := matches.get(proposal.pk, [])) and sure_match(those) is None
    ]
    told = _Told()
    for proposal, _match in likely:
        told.add(proposal)
    left = {proposal.pk for proposal, _match in likely}
    waiting = []
    for proposal in _in_order(proposals):
        if proposal.pk not in left and told.is_named_by(proposal):
            told.add(proposal)
            waiting.append(proposal)
    return Undecided(likely, waiting)


class _Told:
    """By what other proposals name some: the names they give, and the numbers of meetings."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._meetings: set[int] = set()

    def add(self, proposal: Proposal) -> None:
        self._names.update(names_of(proposal.found))
        if proposal.kind == "meeting":
            self._meetings.add(proposal.order)

    def is_named_by(self, proposal: Proposal) -> bool:
        is_of_meeting = (
            proposal.kind == "commitment" and proposal.found.get("meeting") in self._meetings
        )
        return is_of_meeting or not self._names.isdisjoint(names_told(proposal.found))


def _in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the open ones, each after what it may name."""
    of_kinds = [p for p in proposals if p.state == ProposalState.OPEN and p.kind in ORDER]
    return sorted(of_kinds, key=lambda p: (ORDER.index(p.kind), p.order))
