"""Holding a chain, as it is stored, against its own digests: the first record that was altered.

What each kind of tampering leaves behind, and what leaves nothing, stands in
docs/explanation/history.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from servanda.history.rules.chain import (
    FIRST,
    FieldChange,
    JsonValue,
    RecordHeader,
    change_digest,
    reason_digest,
    record_digest,
)
from servanda.history.rules.tree import grown, root_of

ERASED = "erased"
"""The field under which a record tells what it erased: [record, kind, entry, field] each."""
REASON = "reason"
"""What stands for kind and field where the reason that a person gave was erased."""

Place = tuple[int, str, str, str]


class FaultKind(StrEnum):
    """What is wrong with a record."""

    MISSING = "missing"
    """Records before it are not there."""
    CHANGE = "change"
    """A field, before or after, is not what was hashed."""
    REASON = "reason"
    """The reason is not what was hashed."""
    RECORD = "record"
    """The record itself, its place, or the number of its changes."""
    EMPTIED = "emptied"
    """Words were removed and no record tells of an erasure."""
    ROOT = "root"
    """The records up to here are not those that a checkpoint was made of."""
    END = "end"
    """The chain does not end where it should: records at its end are missing or added."""


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong: in which record (its number), what, and where in it."""

    sequence: int
    kind: FaultKind
    where: str = ""


@dataclass(frozen=True)
class StoredChange:
    """One change as stored; an erased one has its digest alone."""

    told: FieldChange
    salt: bytes | None
    digest: bytes

    @property
    def fault(self) -> bool:
        """True when the change is not what was hashed."""
        if self.salt is None:
            return self.told.before is not None or self.told.after is not None
        return change_digest(self.told, salt=self.salt) != self.digest


@dataclass(frozen=True)
class StoredRecord:
    """One record as stored, with its changes in their order."""

    sequence: int
    at: datetime
    actor: UUID | None
    action: str
    reason: str
    reason_salt: bytes | None
    reason_digest: bytes | None
    digest: bytes
    changes: Sequence[StoredChange]

    @property
    def is_reason_wrong(self) -> bool:
        """True when the reason is not what was hashed."""
        if self.reason_digest is None or self.reason_salt is None:
            return bool(self.reason)
        return reason_digest(self.reason, salt=self.reason_salt) != self.reason_digest


@dataclass
class Walk:
    """A walk along one chain: where it has come to, and what it still has to find."""

    register: UUID
    size: int = 0
    digest: bytes = FIRST
    peaks: tuple[bytes, ...] = ()
    _emptied: dict[Place, None] = field(default_factory=dict)

    @property
    def root(self) -> bytes:
        """The root over the records walked."""
        return root_of(self.peaks)

    def step(self, record: StoredRecord) -> Fault | None:
        """Take the next record; return what is wrong with it, if anything."""
        fault = self._fault_of(record)
        if fault is None:
            self.peaks = grown(self.peaks, size=self.size, entry=record.digest)
            self.size, self.digest = record.sequence, record.digest
            self._note_erasures(record)
        return fault

    def end(self) -> Fault | None:
        """Return what is wrong once all records were taken: words gone that nobody erased."""
        for place in self._emptied:
            sequence, *where = place
            return Fault(sequence, FaultKind.EMPTIED, " ".join(where))
        return None

    def _fault_of(self, record: StoredRecord) -> Fault | None:
        if record.sequence != self.size + 1:
            return Fault(record.sequence, FaultKind.MISSING, f"{self.size + 1}")
        for stored in record.changes:
            if stored.fault:
                return Fault(record.sequence, FaultKind.CHANGE, _named(stored.told))
        if record.is_reason_wrong:
            return Fault(record.sequence, FaultKind.REASON)
        header = RecordHeader(
            self.register,
            record.sequence,
            record.at,
            record.actor,
            record.action,
            record.reason_digest,
        )
        digests = [stored.digest for stored in record.changes]
        if record_digest(header, previous=self.digest, change_digests=digests) != record.digest:
            return Fault(record.sequence, FaultKind.RECORD)
        return None

    def _note_erasures(self, record: StoredRecord) -> None:
        if record.reason_digest is not None and record.reason_salt is None:
            self._emptied[(record.sequence, REASON, "", "")] = None
        for stored in record.changes:
            told = stored.told
            if stored.salt is None:
                place = (record.sequence, told.kind, str(told.entry), told.field)
                self._emptied[place] = None
            elif told.field == ERASED:
                for erased in places_erased(told.after):
                    self._emptied.pop(erased, None)


def places_erased(told: JsonValue) -> Iterable[Place]:
    """Return the places that a record of an erasure names; what is none is passed over."""
    for place in told if isinstance(told, list) else []:
        if isinstance(place, list) and len(place) == 4:
            number, kind, entry, name = place
            if isinstance(number, int):
                yield number, str(kind), str(entry), str(name)


def _named(change: FieldChange) -> str:
    return f"{change.kind} {change.entry} {change.field}"
