"""`servanda worker`: does the work that pages asked for, until it is stopped."""

from __future__ import annotations

import os
import signal
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.utils import timezone

from servanda.commands.installation import add_folder_argument, open_installation
from servanda.commands.table_sizes import Sizes

if TYPE_CHECKING:
    import argparse

SUMMARY = "do the long work that pages ask for: reading documents"
PAUSE = 1.0
"""Seconds between two looks for new work."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder, and whether to end when nothing is left to do."""
    add_folder_argument(parser)
    parser.add_argument("--once", action="store_true", help="do what is there now, then end")
    parser.add_argument("--beside", metavar="PID", type=int, help="end when this process has ended")


def run(options: argparse.Namespace) -> int:
    """Work until a signal comes, or with `--once` until nothing is free."""
    open_installation(options)
    from servanda.sources.actions import remove_orphaned_files  # noqa: PLC0415  needs Django set up
    from servanda.tasks.actions import work_off, work_until  # noqa: PLC0415  needs Django set up

    remove_orphaned_files(at=timezone.now())
    if options.once:
        print(f"Tasks begun: {work_off()}.")
        return 0
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    if options.beside is not None:
        Thread(target=_stop_with, args=(options.beside, stop), daemon=True).start()
    work_until(stop, pause=PAUSE, meanwhile=Sizes().learn_when_due)
    return 0


def _stop_with(parent: int, stop: Event) -> None:
    """Set `stop` when the process that started this one has ended."""
    while not stop.wait(PAUSE):
        if os.getppid() != parent:
            stop.set()
