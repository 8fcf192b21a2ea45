"""Asking for long work, taking it, keeping hold of it, and ending it.

A worker takes a task with a lease and renews it while it works. When the worker is killed the
lease lapses and another takes the task again. What a task does must be bound to its key, so that
doing it twice counts once: the work and `finish_task` share one transaction.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from servanda.tasks.models import LEASE, Task, TaskState

ATTEMPTS = 3
"""How often a task is begun before it counts as failed: a file that kills workers stops here."""


SPARED = 20
"""How many tries are not counted at most: work to which no database ever answers stops as well."""


class LeaseLost(Exception):
    """Another worker has taken the task: stop, and change nothing."""


def ask_for(
    name: str,
    *,
    key: str,
    arguments: dict[str, str],
    at: datetime,
    register: UUID | None = None,
) -> Task:
    """Ask for a piece of work and return its task; the same key is the same task."""
    task, _made = Task.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "arguments": arguments,
            "asked_at": at,
            "register": register,
            "language": get_language() or "",
        },
    )
    return task


def forget_reasons(register: UUID, *, which: Callable[[str], object]) -> None:
    """Empty the reasons given with the work of a register in which something is found."""
    for task in Task.objects.filter(register=register, arguments__has_key="reason"):
        if which(task.arguments["reason"]):
            task.arguments = {**task.arguments, "reason": ""}
            task.save(update_fields=["arguments"])


def take_task(*, at: datetime) -> Task | None:
    """Take the oldest free task under a new lease, or return None when there is none.

    A task that was begun too often is failed on the way.
    """
    if not Task.objects.free(at).exists():
        return None  # the usual case; takes no lock
    with transaction.atomic():
        task = _next_free(at)
        while task is not None and task.attempts >= ATTEMPTS:
            task.state, task.ended_at = TaskState.FAILED, at
            _put_reason(task, partial(_begun_too_often, task.attempts + task.spared))
            task.save()
            task = _next_free(at)
        if task is None:
            return None
        task.state, task.lease, task.leased_until = TaskState.RUNNING, uuid4(), at + LEASE
        task.attempts += 1
        task.save()
        return task


def spare_try(task: Task) -> None:
    """Do not count a try in which the database did not answer, unless it was so SPARED times.

    Mostly that is no fault of the task; but what asks too much of a database gets no answer ever.
    """
    mine = Task.objects.filter(pk=task.pk, lease=task.lease, state=TaskState.RUNNING)
    few = mine.filter(spared__lt=SPARED)
    few.update(attempts=models.F("attempts") - 1, spared=models.F("spared") + 1)


def keep_task(
    task: Task, *, at: datetime, done_parts: int | None = None, all_parts: int | None = None
) -> None:
    """Renew the lease and tell how far the work is, where the parts are given.

    Raises LeaseLost when another has the task.
    """
    told = {"done_parts": done_parts, "all_parts": all_parts}
    parts = {name: number for name, number in told.items() if number is not None}
    kept = Task.objects.filter(pk=task.pk, lease=task.lease, state=TaskState.RUNNING).update(
        leased_until=at + LEASE, **parts
    )
    if not kept:
        raise LeaseLost


def finish_task(task: Task, *, at: datetime) -> None:
    """End a task that was done; stands in the transaction of its work. Raises LeaseLost."""
    _end(task, TaskState.DONE, at=at, message="")


def fail_task(task: Task, *, at: datetime, why: Callable[[], str]) -> None:
    """End a task that could not be done; `why` gives the sentence that a person reads.

    It is asked for in the language of who asked for the work, and in each language of the pages.
    """
    _put_reason(task, why)
    _end(task, TaskState.FAILED, at=at, message=task.message, told=task.told)


def _put_reason(task: Task, why: Callable[[], str]) -> None:
    with override(task.language or get_language()):
        task.message = why()
    task.told = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            task.told[language] = why()


def _begun_too_often(times: int) -> str:
    return _("Begun %(count)s times without coming to an end.") % {"count": times}


def _end(task: Task, state: TaskState, *, at: datetime, **told: object) -> None:
    parts = {"done_parts": models.F("all_parts")} if state == TaskState.DONE else {}
    ended = Task.objects.filter(pk=task.pk, lease=task.lease, state=TaskState.RUNNING).update(
        state=state, ended_at=at, **told, **parts
    )
    if not ended:
        raise LeaseLost


def _next_free(at: datetime) -> Task | None:
    return Task.objects.select_for_update(skip_locked=_can_skip()).free(at).first()


def _can_skip() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)
