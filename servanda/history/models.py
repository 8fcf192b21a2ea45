"""Who changed what, when and why: one record an action, chained for each register."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from typing_extensions import override
from uuid_utils.compat import uuid7

from servanda.history.rules import FieldChange, JsonValue, StoredChange, StoredRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 2_000
_RECORD_TOLD = (
    "sequence",
    "recorded_at",
    "actor",
    "action",
    "reason",
    "reason_salt",
    "reason_digest",
    "digest",
)
_CHANGE_TOLD = ("record__sequence", "kind", "entry", "field", "before", "after", "salt", "digest")


class Chain(models.Model):
    """The end of the chain of one register, or of the installation; its row is the lock."""

    register = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.BinaryField(max_length=32)
    peaks = models.BinaryField(
        default=b"", help_text="Of the tree over the records: 32 bytes each, the largest first"
    )

    @override
    def __str__(self) -> str:
        return f"{self.register} at {self.sequence}"


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    """Checkpoints, newest first."""

    def of_register(self, register: UUID) -> "CheckpointQuerySet":
        return self.filter(register=register)


class Checkpoint(models.Model):
    """Where a chain stood at a time, signed. Unique: one for each size of a chain.

    `note` is what leaves the machine, and all that an outsider needs beside the public key.
    """

    register = models.UUIDField()
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField()

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["-size"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "size"],
                name="history_checkpoint_size",
                violation_error_message="There is a checkpoint of this size.",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.register} at {self.size}"


class RecordQuerySet(models.QuerySet["Record"]):
    """Records, newest first."""

    def of_register(self, register: UUID) -> "RecordQuerySet":
        return self.filter(register=register)

    def of_entry(self, entry: UUID) -> "RecordQuerySet":
        """Return the records that changed one entry."""
        return self.filter(changes__entry=entry).distinct()

    def told_in_order(self, register: UUID, *, up_to: int) -> "Iterator[StoredRecord]":
        """Yield the records of a chain from the first to a number, each with its changes.

        Two queries, read along side by side; memory does not grow with the chain.
        """
        chosen = self.filter(register=register, sequence__lte=up_to)
        records = chosen.order_by("sequence").values_list(*_RECORD_TOLD)
        rows = Change.objects.filter(record__register=register, record__sequence__lte=up_to)
        changes = rows.order_by("record__sequence", "id").values_list(*_CHANGE_TOLD)
        grouped = groupby(changes.iterator(chunk_size=_CHUNK), key=itemgetter(0))
        number, group = next(grouped, (0, iter(())))
        for record in records.iterator(chunk_size=_CHUNK):
            sequence = record[0]
            while number and number < sequence:
                number, group = next(grouped, (0, iter(())))
            told = [_stored_change(row) for row in group] if number == sequence else []
            yield _stored_record(record, told)


class Record(models.Model):
    """One action. Unique: its number in the chain of its register.

    The reason and its salt are empty where none was given, and once erased.
    """

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    # place in the chain
    register = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32)
    # what was done
    recorded_at = models.DateTimeField()
    actor = models.UUIDField(null=True, help_text="The account that acted; none: the installation")
    action = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    reason_salt = models.BinaryField(max_length=16, null=True)
    reason_digest = models.BinaryField(max_length=32, null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "sequence"],
                name="history_record_sequence",
                violation_error_message="This place in the chain is taken.",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.action} {self.sequence}"


class Change(models.Model):
    """One field of one entry, before and after. Values and salt are empty once erased."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="changes")
    # which entry
    kind = models.CharField(max_length=40)
    entry = models.UUIDField(db_index=True)
    # what changed
    field = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    # proof
    salt = models.BinaryField(max_length=16, null=True)
    digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.field}"


def _stored_record(
    told: tuple[int, datetime, UUID | None, str, str, bytes | None, bytes | None, bytes],
    changes: list[StoredChange],
) -> StoredRecord:
    sequence, at, actor, action, reason, salt, reason_digest, digest = told
    return StoredRecord(
        sequence=sequence,
        at=at,
        actor=actor,
        action=action,
        reason=reason,
        reason_salt=_bytes(salt),
        reason_digest=_bytes(reason_digest),
        digest=bytes(digest),
        changes=changes,
    )


def _stored_change(
    told: tuple[int, str, UUID, str, JsonValue, JsonValue, bytes | None, bytes],
) -> StoredChange:
    _number, kind, entry, field, before, after, salt, digest = told
    return StoredChange(FieldChange(kind, entry, field, before, after), _bytes(salt), bytes(digest))


def _bytes(stored: bytes | None) -> bytes | None:
    return None if stored is None else bytes(stored)
