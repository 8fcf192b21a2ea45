"""Workers for the tests, in processes of their own: `python dying_worker.py ask|work|count`.

The task writes one row; the first worker to do so then says it is there, and waits to be killed.
"""

import sys
import time
from datetime import timedelta
from pathlib import Path

import django

NAME = "servanda.tasks.tests.dying_worker.write_once"
MARKER = Path("written.txt")


def write_once(arguments):
    """Give back the step that writes the row; the first time it does not come to its end."""
    from django.contrib.auth.models import Group  # noqa: PLC0415  Django is set up by then

    def finish() -> None:
        Group.objects.create(name=f"{arguments['word']} {Group.objects.count()}")
        if not MARKER.exists():
            MARKER.touch()
            time.sleep(60)

    return finish


def ask() -> None:
    from django.utils import timezone  # noqa: PLC0415

    from servanda.tasks.actions import ask_for  # noqa: PLC0415

    for _ in range(2):
        ask_for(NAME, key="once", arguments={"word": "result"}, at=timezone.now())


def work() -> None:
    from django.conf import settings  # noqa: PLC0415

    from servanda.tasks.actions import leasing, work_off  # noqa: PLC0415

    settings.TASKS = (NAME,)
    setattr(leasing, "LEASE", timedelta(seconds=1))  # noqa: B010  a name of another module
    while not work_off():
        time.sleep(0.05)


def count() -> None:
    from django.contrib.auth.models import Group  # noqa: PLC0415

    from servanda.tasks.models import Task  # noqa: PLC0415

    task = Task.objects.get()
    print(Group.objects.count(), task.state, task.attempts)  # noqa: T201


if __name__ == "__main__":
    django.setup()
    {"ask": ask, "work": work, "count": count}[sys.argv[1]]()
