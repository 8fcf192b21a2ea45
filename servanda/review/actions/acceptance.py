"""What one acceptance carries along: the document, the reading's other proposals, the citations."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from servanda.registers.actions import Changes, Mandate
from servanda.registers.models import Desk, Entry
from servanda.review.actions.differing import note_differences
from servanda.review.actions.labels import Namer
from servanda.review.actions.matching import Wanted
from servanda.review.models import Proposal, ProposalState, ReadingRun
from servanda.review.rules import FIELDS, Found, names_of, several, supported_fields
from servanda.sources.actions import Place, cite
from servanda.sources.models import Document, Version


@dataclass(frozen=True)
class Decision:
    """What a person made of a proposal.

    `changed` holds only the fields they changed. `match` is the entry they chose as the same
    thing; `as_new` makes a new entry even where one looks the same.
    """

    changed: Mapping[str, object] = field(default_factory=dict)
    match: UUID | None = None
    as_new: bool = False

    def fields(self, proposal: Proposal) -> Found:
        """Return the proposal's fields as the person accepts them."""
        return {**proposal.found, **self.changed}


AS_FOUND = Decision()


class Accept(Protocol):
    """How one kind of proposal becomes an entry."""

    def __call__(self, acceptance: "Acceptance", proposal: Proposal, decision: Decision) -> Entry:
        """Return the entry that the proposal is from now on."""


@dataclass
class Acceptance:
    """One acceptance, of one proposal or of all: everything in one change."""

    mandate: Mandate
    changes: Changes
    run: ReadingRun
    proposals: list[Proposal]

    @property
    def desk(self) -> Desk:
        return self.mandate.desk

    @property
    def version(self) -> Version:
        return self.run.version

    @property
    def document(self) -> Document:
        return self.run.version.document

    @property
    def namer(self) -> Namer:
        return Namer(self.desk, self.document)

    def of_kind(self, *kinds: str) -> list[Proposal]:
        """Return the reading's proposals of these kinds, rejected ones left out."""
        return [
            p for p in self.proposals if p.kind in kinds and p.state != ProposalState.REJECTED.value
        ]

    def named(self, name: str, *kinds: str) -> Proposal | None:
        """Return the proposal of these kinds that bears exactly this name."""
        for proposal in self.of_kind(*kinds):
            if name in names_of(proposal.found):
                return proposal
        return None

    def is_rejected(self, name: str, *kinds: str) -> bool:
        """Tell whether a person rejected what bears this name: it is then not made from the name."""
        if self.named(name, *kinds) is not None:
            return False
        return any(p.kind in kinds and name in names_of(p.found) for p in self.proposals)

    def names_told(self, proposal: Proposal, decision: Decision, name: str) -> list[str]:
        """Return the names in a field that count: rejected ones do not, unless typed by hand."""
        kinds = ("person",) if name == "people" else ("party", "body")
        found = several(proposal.found, name)
        return [
            told
            for told in several(decision.fields(proposal), name)
            if told not in found or not self.is_rejected(told, *kinds)
        ]

    def may_add_to(self, *entries: Entry) -> bool:
        """Tell whether all who see the entries see the document too.

        What a hidden document tells of an entry that more people see is not put on the entry.
        """
        today = self.desk.today
        return not any(self.document.is_more_hidden_than(entry, today) for entry in entries)

    def wanted(self, proposal: Proposal, decision: Decision) -> Wanted:
        """Return what an entry is looked for by, where the person chose none."""
        own = frozenset(p.entry for p in self.proposals if p.entry is not None)
        day = self.document.published_latest
        return Wanted(proposal.kind, decision.fields(proposal), own=own, day=day)

    def settle(
        self, proposal: Proposal, entry: Entry, decision: Decision, *, other: Collection[str] = ()
    ) -> Entry:
        """Mark a proposal as accepted into an entry and cite its words, field by field.

        `other` names the fields in which a known entry says something else: they are not cited.
        """
        fields = decision.fields(proposal)
        supported = [
            name
            for name in supported_fields(proposal.found, fields)
            if name in FIELDS[proposal.kind] and name not in other
        ]
        proposal.state = ProposalState.CHANGED if decision.changed else ProposalState.ACCEPTED
        proposal.accepted = fields
        proposal.decided_by, proposal.decided_at = self.desk.account, timezone.now()
        proposal.entry_kind, proposal.entry = entry.KIND, entry.uuid
        self.changes.update(proposal)
        self.cite(entry, proposal, supported)
        note_differences(self, proposal, entry, fields)
        return entry

    def cite(self, entry: Entry, proposal: Proposal, fields: list[str]) -> None:
        """Let fields of an entry stand on the words of a proposal."""
        places = [Place(name, proposal.start, proposal.end) for name in fields]
        cite(self.mandate, entry=entry, version=self.version, places=places)
