"""What several commands are told alike: the folder of the installation, and in whose name they act."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError

if TYPE_CHECKING:
    import argparse

DATA = "SERVANDA_DATA"
FOLDER = "servanda-data"


def add_folder_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command name the folder of the installation."""
    parser.add_argument(
        "--data",
        metavar="DIR",
        help=f"folder of the installation (default: ${DATA}, else ./{FOLDER})",
    )


def add_person_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command act in the name of somebody else than the operator."""
    parser.add_argument(
        "--as",
        dest="person",
        metavar="USER",
        help="act in the name of this user (default: the local operator)",
    )


def day_told(option: str, told: str | None) -> date | None:
    """Return the day that an option names, None where it was not given; CommandError for no day."""
    if told is None:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(told)
        if day.isoformat() == told:  # Python also takes 20210217 and 2021-W07-3
            return day
    raise CommandError(f"{option}: “{told}” is no day of the calendar. Write it as 2021-02-17.")
