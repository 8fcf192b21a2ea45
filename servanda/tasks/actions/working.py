"""A worker: takes tasks one after another, keeps hold of each while it works, ends it.

What a task does is a function named in `settings.TASKS` by its dotted path; the task carries that
name. The function gets the task's arguments, does the long part, and gives back the step that
writes the result, or None where it wrote nothing or cannot write twice. The worker calls that step
in one transaction with the end of the task: a worker that is killed has written nothing, and one
that was too slow to keep its lease writes nothing either, so that the work counts once.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import (
    DatabaseError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from servanda.reading.errors import ReadingError
from servanda.tasks.actions.leasing import (
    LeaseLost,
    fail_task,
    finish_task,
    keep_task,
    spare_try,
    take_task,
)
from servanda.tasks.models import LEASE, Task

Arguments = dict[str, str]
Finish = Callable[[], object]
TaskFunction = Callable[[Arguments], Finish | None]

BEATS = 4
"""How often a lease is renewed while it lasts: three beats may be missed."""

logger = logging.getLogger(__name__)


def work_off() -> int:
    """Do the tasks that are free now, and return how many were begun."""
    begun = 0
    while (task := take_task(at=timezone.now())) is not None:
        do_task(task)
        begun += 1
    return begun


def work_until(stop: Event, *, pause: float, meanwhile: Callable[[], None] | None = None) -> None:
    """Do tasks until `stop` is set; look for new ones every `pause` seconds.

    The task in hand is done to its end. `meanwhile` is done whenever there is none.
    """
    while not stop.is_set():
        close_old_connections()
        try:
            task = take_task(at=timezone.now())
            if task is not None:
                do_task(task)
            elif meanwhile is not None:
                meanwhile()
        except OperationalError:
            logger.exception("The database does not answer; trying again.")
            task = None
        if task is None:
            stop.wait(pause)


def do_task(task: Task) -> None:
    """Do a task that was taken, and end it: done, or failed with the sentence why.

    Raises OperationalError where the database does not answer; the task is free again when its
    lease lapses.
    """
    try:
        with override(task.language or get_language()):
            with _kept(task):
                finish = _function_of(task)(task.arguments)
            with transaction.atomic():
                finish_task(task, at=timezone.now())  # first: from here on nobody else takes it
                if finish is not None:
                    finish()
    except LeaseLost:
        logger.warning("Another worker has task %s; what was done here is dropped.", task.uuid)
    except (ReadingError, ValidationError, PermissionDenied, UnknownTask) as error:
        _fail(task, partial(_sentence, error))
    except OperationalError:
        with suppress(DatabaseError):  # it may not answer now either
            spare_try(task)
        raise
    except Exception:
        logger.exception("Task %s (%s) failed.", task.uuid, task.name)
        _fail(task, _unforeseen)


class UnknownTask(Exception):
    """A task names a function that `settings.TASKS` does not allow; holds that name."""


def _function_of(task: Task) -> TaskFunction:
    if task.name not in settings.TASKS:
        raise UnknownTask(task.name)
    return cast("TaskFunction", import_string(task.name))


@contextmanager
def _kept(task: Task) -> Iterator[None]:
    """Renew the lease of a task again and again, on a connection of its own."""
    done = Event()
    beat = Thread(target=_beat, args=(task, done), daemon=True)
    beat.start()
    try:
        yield
    finally:
        done.set()
        beat.join()


def _beat(task: Task, done: Event) -> None:
    pause = LEASE.total_seconds() / BEATS
    try:
        while not done.wait(pause):
            try:
                keep_task(task, at=timezone.now())
            except LeaseLost:
                return
            except DatabaseError:
                logger.warning("The lease of task %s could not be renewed yet.", task.uuid)
    finally:
        connection.close()


def _fail(task: Task, why: Callable[[], str]) -> None:
    try:
        fail_task(task, at=timezone.now(), why=why)
    except LeaseLost:
        logger.warning("Another worker has task %s; its failure here does not count.", task.uuid)


def _unforeseen() -> str:
    return _("Something went wrong that nobody foresaw: the log of the worker tells what.")


def _sentence(error: Exception) -> str:
    """Give the sentence of an error: of the library in the language at hand, else as it was raised."""
    if isinstance(error, UnknownTask):
        unknown = _("No worker of this version does “%(name)s”: update the installation.")
        return unknown % {"name": error}
    if isinstance(error, ReadingError):
        return error.told(_)
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
