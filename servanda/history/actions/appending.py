"""Writing the history; called once by every action of every room, in its transaction."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from servanda.history.models import Chain, Change, Record
from servanda.history.rules import (
    FIRST,
    FieldChange,
    RecordHeader,
    change_digest,
    grown,
    joined,
    parted,
    reason_digest,
    record_digest,
)


@dataclass(frozen=True)
class Deed:
    """What was done: in which chain, when, by whom, its name and the person's own reason."""

    register: UUID
    at: datetime
    actor: UUID | None
    action: str
    reason: str = ""


def append_record(deed: Deed, changes: Iterable[FieldChange]) -> Record:
    """Append one record to the chain of the register and return it.

    Must stand in the transaction of the change itself. The row of the chain is locked until
    that transaction ends, so two records never hold on to the same one.
    """
    with transaction.atomic():
        Chain.objects.get_or_create(register=deed.register, defaults={"digest": FIRST})
        chain = Chain.objects.select_for_update().get(register=deed.register)
        record = _record(deed, chain.sequence + 1)
        rows = [_salted(change) for change in changes]
        record.digest = record_digest(
            _header(record),
            previous=bytes(chain.digest),
            change_digests=[bytes(row.digest) for row in rows],
        )
        record.save(force_insert=True)
        for row in rows:
            row.record = record
        Change.objects.bulk_create(rows)
        peaks = grown(parted(bytes(chain.peaks)), size=chain.sequence, entry=record.digest)
        Chain.objects.filter(register=deed.register).update(
            sequence=record.sequence, digest=record.digest, peaks=joined(peaks)
        )
        return record


def _record(deed: Deed, sequence: int) -> Record:
    salt = _salt() if deed.reason else None
    return Record(
        register=deed.register,
        sequence=sequence,
        recorded_at=deed.at,
        actor=deed.actor,
        action=deed.action,
        reason=deed.reason,
        reason_salt=salt,
        reason_digest=reason_digest(deed.reason, salt=salt) if salt else None,
    )


def _header(record: Record) -> RecordHeader:
    return RecordHeader(
        register=record.register,
        sequence=record.sequence,
        recorded_at=record.recorded_at,
        actor=record.actor,
        action=record.action,
        reason=None if record.reason_digest is None else bytes(record.reason_digest),
    )


def _salted(change: FieldChange) -> Change:
    salt = _salt()
    return Change(
        kind=change.kind,
        entry=change.entry,
        field=change.field,
        before=change.before,
        after=change.after,
        salt=salt,
        digest=change_digest(change, salt=salt),
    )


def _salt() -> bytes:
    return secrets.token_bytes(16)
