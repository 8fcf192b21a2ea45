"""`servanda cases`: what reviewers rejected and changed, as test cases for the reading."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_installation,
)

if TYPE_CHECKING:
    import argparse

SUMMARY = "write what reviewers rejected and changed as test cases for the reading"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the register and where to."""
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument(
        "--output", metavar="PATH", type=Path, help="write into this file, not to the terminal"
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the cases that the person may see."""
    account = open_installation(options)
    from servanda.commands.exporting import case_lines  # noqa: PLC0415  needs Django set up

    lines = case_lines(options.register, account)
    output: Path | None = options.output
    try:
        with output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout) as file:
            file.writelines(lines)
    except OSError as error:
        raise CommandError(f"The file {output} cannot be written: {error.strerror}.") from error
    return 0
