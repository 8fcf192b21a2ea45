"""`servanda index`: the index of words written anew, from what the registers hold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_installation

if TYPE_CHECKING:
    import argparse

SUMMARY = "write the index of words anew, after an upgrade or a doubt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the register."""
    parser.add_argument(
        "--register", metavar="SLUG", help="short name of one register (default: all of them)"
    )
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the index register by register, lot by lot, and tell how far it is."""
    open_installation(options)
    from servanda.registers.actions import (  # noqa: PLC0415  needs Django set up
        count_found,
        index_register,
    )
    from servanda.registers.models import Register  # noqa: PLC0415

    registers = Register.objects.order_by("slug")
    chosen = list(registers.filter(slug=options.register) if options.register else registers)
    if options.register and not chosen:
        raise CommandError(f"There is no register {options.register!r}.")
    for register in chosen:
        whole, done = count_found(register), 0
        for count in index_register(register):
            done += count
            _tell(f"{register.slug}: {done:,} of {whole:,} entries")
        print(f"{register.slug}: {done:,} entries are found.")
    return 0


def _tell(line: str) -> None:
    """Tell how far it is: in one line of a terminal, else in a line each."""
    ending = "\r" if sys.stderr.isatty() else "\n"
    print(line, end=ending, file=sys.stderr, flush=True)
