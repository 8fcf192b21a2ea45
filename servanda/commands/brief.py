"""`servanda brief`: the paper for the next meeting of a series, as of a day, in any form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.arguments import day_told
from servanda.commands.errors import CommandError
from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_installation,
)

if TYPE_CHECKING:
    import argparse

SUMMARY = "print the brief for the next meeting of a series"

FORMATS = ("text", "json", "html", "md", "docx", "pdf")
FILES_ONLY = ("docx", "pdf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the register, the series, the day, for whom, in which form, and where to."""
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument(
        "--series", metavar="NAME", help="name of the series, where the register has several"
    )
    parser.add_argument(
        "--on", metavar="DATE", help="as of this day, as in 2021-02-17 (default: today)"
    )
    parser.add_argument(
        "--known",
        metavar="DATE",
        help="with what the register knew at the end of this day; without --on also as of it",
    )
    parser.add_argument(
        "--variant",
        choices=("internal", "share"),
        default="internal",
        help="with the notes of one's own side, or to share (default: internal)",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="the form of the brief (default: text)"
    )
    parser.add_argument(
        "--output", metavar="PATH", type=Path, help="write into this file, not to the terminal"
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the brief, or write it into the file that `--output` names."""
    known = day_told("--known", options.known)
    on = day_told("--on", options.on) or known
    output: Path | None = options.output
    if options.format in FILES_ONLY and output is None and sys.stdout.isatty():
        raise CommandError(
            f"A brief as {options.format} cannot be shown on a terminal: name a file with --output."
        )
    account = open_installation(options)
    from servanda.commands.briefing import Order, make_brief  # noqa: PLC0415  needs Django set up

    order = Order(
        account=account,
        slug=options.register,
        series=options.series,
        on=on,
        known=known,
        variant=options.variant,
        format=options.format,
    )
    _give(make_brief(order), output)
    return 0


def _give(made: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(made)
    except OSError as error:
        raise CommandError(
            f"{output} cannot be written: {error.strerror}. Name another file with --output."
        ) from error
    print(f"The brief is in {output}.", file=sys.stderr)
