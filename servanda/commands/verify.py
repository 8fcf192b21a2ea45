"""`servanda verify`: the histories of an installation held against themselves, tables and files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_installation

if TYPE_CHECKING:
    import argparse

SUMMARY = "verify the history, the tables and the files against one another"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the register, and checkpoints that were kept elsewhere."""
    parser.add_argument(
        "--register", metavar="SLUG", help="short name of one register (default: all of them)"
    )
    parser.add_argument(
        "--checkpoint",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint that was kept elsewhere; may be given several times",
    )
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print what was found, chain by chain; 1 when anything does not fit."""
    notes = [(place, _read(place)) for place in options.checkpoint]
    open_installation(options)
    from servanda.commands.verification.reporting import verify  # noqa: PLC0415  needs Django

    return 0 if verify(slug=options.register, notes=notes) else 1


def _read(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The checkpoint {place} cannot be read: {error}.") from error
