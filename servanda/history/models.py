"""Who changed what, when and why: one record an action, chained for each register."""

from uuid import UUID

from django.db import models
from typing_extensions import override
from uuid_utils.compat import uuid7


class Chain(models.Model):
    """The end of the chain of one register, or of the installation; its row is the lock."""

    register = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.BinaryField(max_length=32)

    @override
    def __str__(self) -> str:
        return f"{self.register} at {self.sequence}"


class RecordQuerySet(models.QuerySet["Record"]):
    """Records, newest first."""

    def of_register(self, register: UUID) -> "RecordQuerySet":
        return self.filter(register=register)

    def of_entry(self, entry: UUID) -> "RecordQuerySet":
        """Return the records that changed one entry."""
        return self.filter(changes__entry=entry).distinct()


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
