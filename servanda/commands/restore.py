"""`servanda restore`: an installation put back from a backup, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, make_installation, point_at

if TYPE_CHECKING:
    import argparse

SUMMARY = "put a backup into an empty folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the backup and the folder."""
    parser.add_argument("backup", metavar="FILE", type=Path, help="what “servanda backup” wrote")
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Check the backup to its end, put it back, bring it up to this version, and tell what is next."""
    folder = point_at(options)
    from servanda.commands.keeping.backup import restore  # noqa: PLC0415  needs Django set up

    try:
        manifest = restore(options.backup, folder)
    except OSError as error:
        raise CommandError(f"The folder {folder} cannot be used: {error.strerror}.") from error
    make_installation(options)
    print(f"The backup of {manifest.made_at} is restored into {folder}.")
    for sha256 in manifest.damaged:
        print(f"A document's file was gone or damaged before the backup was made: {sha256}.")
    print(f"Look whether all fits:  servanda check --data {folder}")
    return 0
