"""`servanda backup`: one file with everything, made while people work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_installation, point_at

if TYPE_CHECKING:
    import argparse

SUMMARY = "keep the database, the files and the keys in one file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name where the backup is written."""
    parser.add_argument(
        "--to",
        metavar="PATH",
        type=Path,
        help="folder for it, made where it is not there, or file to write, its name ending in .tar "
        "(default: backups in the data folder)",
    )
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the backup, read it back, and tell where it is; 1 where a document's file is damaged."""
    open_installation(options)
    folder = point_at(options)
    from django.utils import timezone  # noqa: PLC0415  needs Django set up

    from servanda.commands.keeping.backup import backup_name, make_backup  # noqa: PLC0415

    to: Path = options.to or folder / "backups"
    place = to if to.suffix == ".tar" and not to.is_dir() else to / backup_name(timezone.now())
    if place.exists():
        raise CommandError(f"There is a file {place} already: name another one with --to.")
    with tqdm(disable=None, unit=" files", leave=False) as bar:

        def told(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        try:
            manifest = make_backup(folder, place, told=told)
        except OSError as error:
            raise CommandError(
                f"The backup {place} cannot be written: {error.strerror}."
            ) from error
    print(f"The backup {place} is whole: {len(manifest.members)} files, {_size(place)}.")
    for sha256 in manifest.damaged:
        print(f"A document's file is gone or damaged: {sha256}. Put it back from an older backup.")
    return 1 if manifest.damaged else 0


def _size(place: Path) -> str:
    return f"{place.stat().st_size / 1_000_000:.1f} MB"
