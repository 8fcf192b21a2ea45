"""What the demonstration's user decides on the proposals of a reading, as a person would."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from servanda.commands.demonstration.entries import NotThere
from servanda.commands.demonstration.manifest import FOLDER
from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.actions import Mandate
from servanda.registers.models import Entry
from servanda.review.actions import Decision, accept_all, accept_proposal, reject_proposal
from servanda.review.models import Proposal, ReadingRun
from servanda.review.rules import ORDER


@dataclass(frozen=True)
class DecidedProposal:
    """A decision on the proposals of one kind whose words hold `quotation`, in one document.

    With `reason` they are rejected; else accepted, with the fields `changed`, and where `match`
    is given as the entry of that name (of a meeting: of that date) which is there.
    """

    document: str
    kind: str
    quotation: str
    reason: str = ""
    changed: dict[str, object] = field(default_factory=dict)
    match: str = ""


@dataclass(frozen=True)
class ToldRhythm:
    """How often the two sides meet and at which level, by the words of a document."""

    document: str
    quotation: str
    rhythm: str
    level: str
    counted_from: str


@dataclass(frozen=True)
class Decisions:
    """All that the demonstration's user decides; `apart` are days of meetings outside the series."""

    proposals: list[DecidedProposal]
    apart: list[str]
    rhythm: ToldRhythm


def decisions() -> Decisions:
    """Read the decisions that are shipped with the package."""
    read = tomllib.loads((FOLDER / "decisions.toml").read_text(encoding="utf-8"))
    proposals = [DecidedProposal(**row) for row in read["decision"]]
    return Decisions(proposals, read["apart"], ToldRhythm(**read["rhythm"]))


def decide(mandate: Mandate, *, run: ReadingRun, told: Sequence[DecidedProposal]) -> None:
    """Reject what is to be rejected, accept what is changed or matched, then all the rest."""
    for one in told:
        if one.reason:
            for proposal in _meant(run, one):
                reject_proposal(
                    mandate, proposal=proposal, reason=one.reason, revision=proposal.revision
                )
    for kind in ORDER:
        for one in told:
            if one.kind == kind and not one.reason:
                _accept(mandate, run, one)
        accept_all(mandate, run=run, kind=kind)


def _accept(mandate: Mandate, run: ReadingRun, told: DecidedProposal) -> None:
    for proposal in _meant(run, told):
        match = _entry(mandate, told).uuid if told.match else None
        decision = Decision(changed=told.changed, match=match)
        accept_proposal(mandate, proposal=proposal, decision=decision, revision=proposal.revision)


def _meant(run: ReadingRun, told: DecidedProposal) -> Iterator[Proposal]:
    for proposal in run.proposals.open().filter(kind=told.kind).order_by("order"):
        if told.quotation in proposal.quote:
            yield proposal


def _entry(mandate: Mandate, told: DecidedProposal) -> Entry:
    desk, name = mandate.desk, told.match
    found: Entry | None
    if told.kind in {"party", "body"}:
        found = Party.objects.visible_to(desk).filter(label=name).first()
    elif told.kind == "person":
        found = Person.objects.visible_to(desk).filter(label=name).first()
    elif told.kind == "instrument":
        found = Instrument.objects.visible_to(desk).agreed_texts().filter(label=name).first()
    elif told.kind == "meeting":
        found = Meeting.objects.visible_to(desk).filter(date=name).first()
    else:
        found = Provision.objects.visible_to(desk).filter(label=name).first()
    if found is None:
        raise NotThere(f"The register has no {told.kind} {name}, which a decision names.")
    return found
