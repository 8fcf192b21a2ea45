"""The likely entries for all proposals of one reading at once: a few queries for any number."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from servanda.meetings.models import Meeting
from servanda.registers.models import Desk
from servanda.review.actions.matching.commitments import commitments_alike
from servanda.review.actions.matching.found import Match, Wanted
from servanda.review.actions.matching.meetings import meetings_alike
from servanda.review.actions.matching.names import (
    instruments_alike,
    parties_alike,
)
from servanda.review.actions.matching.persons import persons_alike
from servanda.review.models import Proposal, ProposalState
from servanda.review.rules import names_of, several

PARTIES = ("party", "body")
Found = dict[int, list[Match]]
"""By the key of a proposal: the entries it may be about, the likeliest first."""


def likely_matches(desk: Desk, proposal: Proposal) -> list[Match]:
    """Return the entries a person is offered first, the likeliest first; empty when none."""
    return likely_matches_of(desk, list(proposal.run.proposals.all())).get(proposal.pk, [])


def likely_matches_of(desk: Desk, proposals: Sequence[Proposal]) -> Found:
    """Return the likely entries of the open proposals among all `proposals` of one reading.

    Proposals that are decided help: what they have become says which parties and meetings the
    others name. The number of queries does not depend on that of proposals.
    """
    kept = [p for p in proposals if p.state != ProposalState.REJECTED]
    own = frozenset(p.entry for p in kept if p.entry is not None)
    found, parties = _parties(desk, kept)
    for kind, alike in (("person", persons_alike), ("instrument", instruments_alike)):
        those = _open(kept, kind)
        wanted = [_wanted(p, own) for p in those]
        found |= _paired(those, alike(desk, wanted) if wanted else [])
    found |= _meetings(desk, kept, parties, own)
    found |= _commitments(desk, kept, found, parties)
    return {p.pk: found[p.pk] for p in kept if p.state == ProposalState.OPEN}


def sure_match(matches: Sequence[Match]) -> UUID | None:
    """Return the entry that is taken without asking, None where none is sure."""
    return next((match.uuid for match in matches if match.is_sure), None)


def _wanted(proposal: Proposal, own: frozenset[UUID]) -> Wanted:
    document = proposal.run.version.document
    day, language = document.published_latest, document.language
    return Wanted(proposal.kind, proposal.found, own=own, day=day, language=language)


def _open(proposals: Sequence[Proposal], *kinds: str) -> list[Proposal]:
    return [p for p in proposals if p.kind in kinds and p.state == ProposalState.OPEN]


def _paired(proposals: Sequence[Proposal], matches: Sequence[list[Match]]) -> Found:
    return {p.pk: those for p, those in zip(proposals, matches, strict=True)}


def _parties(desk: Desk, proposals: Sequence[Proposal]) -> tuple[Found, dict[str, UUID]]:
    """Return the matches of parties and bodies, and which party each name in the text means."""
    those = _open(proposals, *PARTIES)
    named = {name for p in proposals if p.kind in PARTIES for name in names_of(p.found)}
    told = {name for p in _open(proposals, "meeting") for name in several(p.found, "parties")}
    told |= {name for p in _open(proposals, "commitment") for name in several(p.found, "by")}
    further = sorted(told - named)
    wanted = [_wanted(p, frozenset()) for p in those]
    wanted += [Wanted("party", {"name": name}) for name in further]
    alike = parties_alike(desk, wanted) if wanted else []
    found = _paired(those, alike[: len(those)])
    known: dict[str, UUID] = {}
    for name, matches in zip(further, alike[len(those) :], strict=True):
        sure = sure_match(matches)
        known |= {name: sure} if sure else {}
    for p in proposals:
        uuid = p.entry or sure_match(found.get(p.pk, ()))
        if p.kind in PARTIES and uuid is not None:
            known |= dict.fromkeys(names_of(p.found), uuid)
    return found, known


def _with_parties(wanted: Wanted, parties: dict[str, UUID], *, field: str) -> Wanted:
    """Return what is wanted with the known parties that a field names."""
    names = several(wanted.fields, field)
    known = frozenset(parties[name] for name in names if name in parties)
    are_known = bool(names) and all(name in parties for name in names)
    return replace(wanted, parties=known if are_known else None, some_parties=known)


def _meetings(
    desk: Desk, proposals: Sequence[Proposal], parties: dict[str, UUID], own: frozenset[UUID]
) -> Found:
    those = _open(proposals, "meeting")
    wanted = [_with_parties(_wanted(p, own), parties, field="parties") for p in those]
    return _paired(those, meetings_alike(desk, wanted) if wanted else [])


def _commitments(
    desk: Desk, proposals: Sequence[Proposal], found: Found, parties: dict[str, UUID]
) -> Found:
    own = frozenset(p.entry for p in proposals if p.entry is not None)
    those = _open(proposals, "commitment")
    if not those:
        return {}
    meetings = {
        p.order: p.entry or sure_match(found.get(p.pk, ()))
        for p in proposals
        if p.kind == "meeting"
    }
    records = dict(
        Meeting.objects.visible_to(desk)
        .filter(uuid__in=[uuid for uuid in meetings.values() if uuid])
        .values_list("uuid", "record_id")
    )
    wanted = []
    for p in those:
        number = p.found.get("meeting")
        uuid = meetings.get(number) if isinstance(number, int) else None
        record = records.get(uuid) if uuid else None
        asked = _with_parties(_wanted(p, own), parties, field="by")
        wanted.append(replace(asked, record=record))
    return _paired(those, commitments_alike(desk, wanted))
