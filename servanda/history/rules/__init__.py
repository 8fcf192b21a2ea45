"""What is hashed, how records are chained, and how an outsider is told where the chain stood."""

from servanda.history.rules.chain import (
    FINGERPRINT,
    FIRST,
    INSTALLATION,
    FieldChange,
    JsonValue,
    RecordHeader,
    canonical,
    change_digest,
    fingerprint,
    reason_digest,
    record_digest,
)
from servanda.history.rules.checkpoints import (
    CheckpointError,
    CheckpointFacts,
    opened,
    public_key,
    signed,
    verifier_key,
)
from servanda.history.rules.exported import header_line, record_line
from servanda.history.rules.tree import EMPTY_ROOT, grown, joined, parted, root_of
from servanda.history.rules.verifying import (
    ERASED,
    REASON,
    Fault,
    FaultKind,
    StoredChange,
    StoredRecord,
    Walk,
)

__all__ = [
    "EMPTY_ROOT",
    "ERASED",
    "FINGERPRINT",
    "FIRST",
    "INSTALLATION",
    "REASON",
    "CheckpointError",
    "CheckpointFacts",
    "Fault",
    "FaultKind",
    "FieldChange",
    "JsonValue",
    "RecordHeader",
    "StoredChange",
    "StoredRecord",
    "Walk",
    "canonical",
    "change_digest",
    "fingerprint",
    "grown",
    "header_line",
    "joined",
    "opened",
    "parted",
    "public_key",
    "reason_digest",
    "record_digest",
    "record_line",
    "root_of",
    "signed",
    "verifier_key",
]
