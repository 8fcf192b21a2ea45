"""A history as a file, which the script `verify_history.py` verifies without Servanda.

JSON lines in UTF-8: first what the file is, then one record a line, in the order of the chain.
Digests and salts stand in hexadecimal digits, moments as ISO 8601 in UTC.
"""

import json
from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from servanda.history.rules.chain import JsonValue
from servanda.history.rules.verifying import StoredChange, StoredRecord

FORMAT = "servanda-history/1"


def header_line(
    register: UUID, *, key: str, checkpoint: str, handling: Sequence[str], is_sealed: bool
) -> str:
    """Return the first line: of which register, its markings, the public key, the checkpoint of the end."""
    return _line(
        {
            "format": FORMAT,
            "register": str(register),
            "sealed": is_sealed,
            "handling": list(handling),
            "key": key,
            "checkpoint": checkpoint,
        }
    )


def record_line(record: StoredRecord, *, is_sealed: bool) -> str:
    """Return the line of one record; a sealed one tells no reason and no value, only digests."""
    return _line(
        {
            "sequence": record.sequence,
            "at": record.at.astimezone(UTC).isoformat(),
            "actor": str(record.actor) if record.actor else None,
            "action": record.action,
            "reason": "" if is_sealed else record.reason,
            "reason_salt": None if is_sealed else _hex(record.reason_salt),
            "reason_digest": _hex(record.reason_digest),
            "digest": _hex(record.digest),
            "changes": [_change(change, is_sealed=is_sealed) for change in record.changes],
        }
    )


def _change(change: StoredChange, *, is_sealed: bool) -> JsonValue:
    if is_sealed:
        return {"digest": _hex(change.digest)}
    return {
        "kind": change.told.kind,
        "entry": str(change.told.entry),
        "field": change.told.field,
        "before": change.told.before,
        "after": change.told.after,
        "salt": _hex(change.salt),
        "digest": _hex(change.digest),
    }


def _hex(stored: bytes | None) -> str | None:
    return None if stored is None else stored.hex()


def _line(told: JsonValue) -> str:
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"
