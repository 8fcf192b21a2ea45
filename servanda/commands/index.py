"""`servanda index`: the index of words written anew, from what the registers hold."""

from __future__ import annotations

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
    from servanda.commands.indexing import write_index  # noqa: PLC0415  needs Django set up
    from servanda.registers.models import Register  # noqa: PLC0415

    registers = Register.objects.order_by("slug")
    chosen = list(registers.filter(slug=options.register) if options.register else registers)
    if options.register and not chosen:
        raise CommandError(f"There is no register {options.register!r}.")
    write_index(chosen)
    return 0
