"""Work that takes long: taken by one worker at a time, taken again when that worker dies."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from uuid_utils.compat import uuid7

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before another takes its task."""


class TaskState(models.TextChoices):
    """Where a task stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class TaskQuerySet(models.QuerySet["Task"]):
    """Named selections of tasks."""

    def free(self, moment: datetime) -> "TaskQuerySet":
        """Return tasks that wait, and those whose worker has been silent for longer than its lease.

        A lease of longer than twice what any is given for is from before the clock was set back.
        """
        return self.filter(
            models.Q(state=TaskState.WAITING)
            | models.Q(state=TaskState.RUNNING, leased_until__lt=moment)
            | models.Q(state=TaskState.RUNNING, leased_until__gt=moment + 2 * LEASE)
        ).order_by("id")


class Task(models.Model):
    """One piece of work. Unique: its key, so that the same work is asked for once."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    # what
    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=dict)
    register = models.UUIDField(null=True)
    asked_by = models.UUIDField(null=True)
    # life
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    asked_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    spared = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    # progress, in parts of a whole
    done_parts = models.PositiveIntegerField(default=0)
    all_parts = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    # who reads of it
    language = models.CharField(max_length=10, blank=True)
    told = models.JSONField(default=dict)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "leased_until"], name="task_state")]

    @override
    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def why(self) -> str:
        """Why it failed, in the language of the page; in that of who asked where it is known in no other."""
        found = self.told.get(get_language() or "") if isinstance(self.told, dict) else None
        return found if isinstance(found, str) else self.message
