"""How long it takes to verify a history, against hashing the same records without a database."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import installation  # noqa: F401  sets Django up, before what needs it
from django.db import connection
from measuring import print_table, sizes

from servanda.commands.verification.chains import verify_chain
from servanda.history.models import Chain, Change, Record
from servanda.history.rules import (
    FIRST,
    FieldChange,
    RecordHeader,
    change_digest,
    grown,
    joined,
    reason_digest,
    record_digest,
)

REGISTER = UUID(int=1)
START = datetime(2020, 1, 1, tzinfo=UTC)
CHANGES = 3
CHUNK = 10_000
SALT = b"0123456789abcdef"


def main() -> None:
    """Print, for histories of several lengths, both times and their ratio."""
    rows = [measured(length) for length in sizes([10_000, 100_000, 1_000_000], small=[200])]
    head = [f"records ({connection.vendor})", "changes", "hashing, s", "verifying, s", "ratio"]
    print_table(head, rows)
    sys.stdout.write("ratio: verifying what is stored to hashing the same records in memory\n")


def measured(length: int) -> list[str]:
    """Return the row of one length; the chain is stored first and removed afterwards."""
    hashing = store(length)
    start = time.perf_counter()
    found = verify_chain(REGISTER)
    verifying = time.perf_counter() - start
    assert found.fault is None
    assert found.size == length
    Change.objects.all().delete()
    Record.objects.all().delete()
    Chain.objects.all().delete()
    told = [hashing, verifying, verifying / hashing]
    return [f"{length:,}", f"{length * CHANGES:,}", *(f"{value:.2f}" for value in told)]


def store(length: int) -> float:
    """Store a chain of some length and return the seconds that its hashes alone took."""
    hashing, previous, peaks = 0.0, FIRST, tuple[bytes, ...]()
    for first in range(0, length, CHUNK):
        told = list(records(first, min(CHUNK, length - first)))
        start = time.perf_counter()
        for record, rows in told:
            previous, peaks = hashed(record, rows, previous=previous, peaks=peaks)
        hashing += time.perf_counter() - start
        saved = Record.objects.bulk_create([record for record, _rows in told])
        for record, (_record, rows) in zip(saved, told, strict=True):
            for row in rows:
                row.record = record
        Change.objects.bulk_create([row for _record, rows in told for row in rows])
    Chain.objects.create(register=REGISTER, sequence=length, digest=previous, peaks=joined(peaks))
    return hashing


def hashed(
    record: Record, rows: list[Change], *, previous: bytes, peaks: tuple[bytes, ...]
) -> tuple[bytes, tuple[bytes, ...]]:
    """Hash a record as the chain does, and return its digest and the peaks of the tree."""
    record.reason_digest = reason_digest(record.reason, salt=SALT)
    for row in rows:
        told = FieldChange(row.kind, row.entry, row.field, row.before, row.after)
        row.digest = change_digest(told, salt=SALT)
    header = RecordHeader(
        REGISTER, record.sequence, record.recorded_at, record.actor, record.action,
        record.reason_digest,
    )  # fmt: skip
    digests = [bytes(row.digest) for row in rows]
    record.digest = record_digest(header, previous=previous, change_digests=digests)
    return record.digest, grown(peaks, size=record.sequence - 1, entry=record.digest)


def records(first: int, count: int) -> Iterator[tuple[Record, list[Change]]]:
    """Yield updates as people enter them: a value, some words, a day."""
    for number in range(first + 1, first + count + 1):
        record = Record(
            register=REGISTER,
            sequence=number,
            recorded_at=START + timedelta(minutes=number),
            actor=UUID(int=number % 50 + 1),
            action="add_update",
            reason="Told at the meeting",
            reason_salt=SALT,
        )
        entry = UUID(int=number)
        words = f"Of the {number % 900} officers to be trained, {number % 700} were trained."
        fields = {"value": str(UUID(int=7)), "narrative": words, "stated_on": "2024-05-17"}
        yield (
            record,
            [
                Change(kind="update", entry=entry, field=name, after=value, salt=SALT)
                for name, value in fields.items()
            ],
        )


if __name__ == "__main__":
    main()
