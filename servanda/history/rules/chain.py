"""The arithmetic of the chain: what is hashed, and how one record holds on to the one before.

A change is hashed with a salt of its own, and so is the reason that a person gave. When a person
must be erased by law, the words and the salt are removed and the digest stays, so the chain still
verifies and nothing can be guessed back from it (DESIGN, decision 5).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]

INSTALLATION = UUID(int=0)
"""The chain of what belongs to no register: accounts, the making of registers."""

FIRST = b"\0" * 32
"""What the first record of a chain holds on to."""


@dataclass(frozen=True)
class FieldChange:
    """One field of one entry, before and after; `None` before is a new entry or an empty field."""

    kind: str
    entry: UUID
    field: str
    before: JsonValue
    after: JsonValue


@dataclass(frozen=True)
class RecordHeader:
    """What a record says beside its changes; `reason` is the digest of the person's own words."""

    register: UUID
    sequence: int
    recorded_at: datetime
    actor: UUID | None
    action: str
    reason: bytes | None


def canonical(value: JsonValue) -> bytes:
    """Return JSON that is the same for the same value: sorted keys, no spaces, UTF-8.

    A whole number is told without point and exponent, since databases write it in either way.
    Raises ValueError for what JSON has no word for: NaN, infinity, half of a pair of surrogates.
    """
    return json.dumps(
        _plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def _plain(value: JsonValue) -> JsonValue:
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(repr(value)))
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


FINGERPRINT = "sha256:"


def fingerprint(value: JsonValue) -> str:
    """Return what the history keeps of a long value: `sha256:` and the hash of its JSON, in hex."""
    return FINGERPRINT + hashlib.sha256(canonical(value)).hexdigest()


def change_digest(change: FieldChange, *, salt: bytes) -> bytes:
    """Return SHA-256 of the salt and the change."""
    told = canonical(
        [change.kind, str(change.entry), change.field, change.before, change.after],
    )
    return hashlib.sha256(salt + told).digest()


def reason_digest(reason: str, *, salt: bytes) -> bytes:
    """Return SHA-256 of the salt and the reason that a person gave."""
    return hashlib.sha256(salt + canonical(reason)).digest()


def record_digest(
    header: RecordHeader, *, previous: bytes, change_digests: Sequence[bytes]
) -> bytes:
    """Return SHA-256 of the record before, this record's header, and its changes in order."""
    told = canonical(
        [
            str(header.register),
            header.sequence,
            header.recorded_at.astimezone(UTC).isoformat(),
            str(header.actor) if header.actor else None,
            header.action,
            header.reason.hex() if header.reason else None,
            [digest.hex() for digest in change_digests],
        ]
    )
    return hashlib.sha256(previous + told).digest()
