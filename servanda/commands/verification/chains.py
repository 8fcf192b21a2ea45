"""Walking one chain from its first record, past every checkpoint that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from servanda.history.actions import signing_key
from servanda.history.models import Chain, Checkpoint, Record
from servanda.history.rules import (
    CheckpointError,
    CheckpointFacts,
    Fault,
    FaultKind,
    Walk,
    opened,
    parted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from servanda.history.rules import StoredRecord


@dataclass(frozen=True)
class ChainFound:
    """What walking a chain found: how far it holds, its root there, and the first fault, if any."""

    register: UUID
    size: int
    root: bytes
    checkpoints: int
    fault: Fault | None


def verify_chain(register: UUID, *, outside: Iterable[CheckpointFacts] = ()) -> ChainFound:
    """Verify the chain of a register against its digests and every checkpoint of it.

    `outside` are checkpoints that came back from elsewhere, opened already; those kept here are
    opened with the key of this installation.
    """
    newest = Record.objects.of_register(register).aggregate(newest=Max("sequence"))["newest"] or 0
    chain = Chain.objects.filter(register=register).first()
    end = chain.sequence if chain else 0
    walk = Walk(register)
    try:
        known = [*_kept(register), *(facts for facts in outside if facts.register == register)]
    except CheckpointError as error:
        fault: Fault | None = Fault(end, FaultKind.ROOT, str(error))
        return ChainFound(register, 0, walk.root, 0, fault)
    records = Record.objects.told_in_order(register, up_to=end)
    fault = _walked(walk, records, known) or walk.end() or _end(walk, chain, newest, known)
    return ChainFound(register, walk.size, walk.root, len(known), fault)


def _kept(register: UUID) -> Iterable[CheckpointFacts]:
    key = signing_key().public_key()
    for note in Checkpoint.objects.of_register(register).values_list("note", flat=True):
        yield opened(note, key)


def _walked(
    walk: Walk, records: Iterable[StoredRecord], known: Iterable[CheckpointFacts]
) -> Fault | None:
    """Take each record in turn; stop at the first fault, or where a checkpoint tells another root."""
    roots: dict[int, set[bytes]] = {}
    for facts in known:
        roots.setdefault(facts.size, set()).add(facts.root)
    if roots.get(0, {walk.root}) != {walk.root}:
        return Fault(0, FaultKind.ROOT)
    for record in records:
        fault = walk.step(record)
        if fault is not None:
            return fault
        if record.sequence in roots and roots[record.sequence] != {walk.root}:
            return Fault(record.sequence, FaultKind.ROOT)
    return None


def _end(
    walk: Walk, chain: Chain | None, newest: int, known: Iterable[CheckpointFacts]
) -> Fault | None:
    """Compare where the walk ended with where the chain, its records and checkpoints say it does."""
    told = (chain.sequence, bytes(chain.digest), parted(bytes(chain.peaks))) if chain else None
    longest = max((facts.size for facts in known), default=0)
    walked = (walk.size, walk.digest, walk.peaks)
    if told not in (walked, None) or longest > walk.size or newest > walk.size:
        return Fault(walk.size + 1, FaultKind.END)
    return None
