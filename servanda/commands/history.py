"""`servanda history`: the history of a register as a file that anyone can verify."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_installation

if TYPE_CHECKING:
    import argparse

SUMMARY = "write the history of a register, or a checkpoint of it, to be kept elsewhere"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the register, what of its history, and where to."""
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--checkpoint",
        action="store_true",
        help="only where the history stands now, signed: some lines to be kept elsewhere",
    )
    what.add_argument(
        "--mail", metavar="ADDRESS", help="mail the checkpoint to this address, not to the terminal"
    )
    what.add_argument(
        "--key", action="store_true", help="only the public key that checkpoints are signed with"
    )
    what.add_argument(
        "--sealed",
        action="store_true",
        help="without values and reasons: what was said stays secret, the proof stays whole",
    )
    parser.add_argument(
        "--output", metavar="PATH", type=Path, help="write into this file, not to the terminal"
    )
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the lines, one by one, however long the history is."""
    open_installation(options)
    from servanda.commands.verification.exporting import (  # noqa: PLC0415  needs Django set up
        checkpoint_lines,
        history_lines,
        key_lines,
        mail_checkpoint_of,
    )

    if options.mail is not None:
        if options.output:
            raise CommandError("A letter is written into no file: leave out --output or --mail.")
        sys.stdout.write(f"{mail_checkpoint_of(options.register, to=options.mail)}\n")
        return 0
    if options.key:
        lines = key_lines(options.register)
    elif options.checkpoint:
        lines = checkpoint_lines(options.register)
    else:
        lines = history_lines(options.register, is_sealed=options.sealed)
    output: Path | None = options.output
    try:
        with output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout) as file:
            file.writelines(lines)
    except OSError as error:
        raise CommandError(f"The file {output} cannot be written: {error.strerror}.") from error
    return 0
