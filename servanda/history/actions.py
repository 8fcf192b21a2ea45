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
        salt = _salt() if deed.reason else None
        header = RecordHeader(
            register=deed.register,
            sequence=chain.sequence + 1,
            recorded_at=deed.at,
            actor=deed.actor,
            action=deed.action,
            reason=reason_digest(deed.reason, salt=salt) if salt else None,
        )
        rows = [_salted(change) for change in changes]
        digest = record_digest(
            header, previous=bytes(chain.digest), change_digests=[bytes(r.digest) for r in rows]
        )
        record = Record.objects.create(
            register=deed.register,
            sequence=header.sequence,
            digest=digest,
            recorded_at=deed.at,
            actor=deed.actor,
            action=deed.action,
            reason=deed.reason,
            reason_salt=salt,
            reason_digest=header.reason,
        )
        for row in rows:
            row.record = record
        Change.objects.bulk_create(rows)
        Chain.objects.filter(register=deed.register).update(sequence=header.sequence, digest=digest)
        return record


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
