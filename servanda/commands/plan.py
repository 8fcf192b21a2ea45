"""`servanda plan`: action plans in tables, read without a database."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.read import content_of
from servanda.reading.errors import ReadingError
from servanda.reading.matrices import json_pieces, matrices_to_text, read_matrices
from servanda.reading.matrices.opening import MATRIX_SUFFIXES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

SUMMARY = "read an action plan of any shape: its tables, rows, cells and doubts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name what is to be done with the plan, and the plan."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    read = actions.add_parser(
        "read", help="print what a file of a plan holds; needs no database", description=SUMMARY
    )
    read.add_argument(
        "path",
        metavar="FILE",
        help=f"a file of one of these kinds: {' '.join(MATRIX_SUFFIXES)}; - for standard input",
    )
    read.add_argument("--sheet", metavar="NAME", help="only the sheet or table of this name")
    read.add_argument(
        "--format",
        choices=("json", "text"),
        default="json",
        help="form of the answer (default: json)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the reading of a plan; CommandError where the file cannot be read."""
    with _nothing_collected():
        return _read(options)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let nothing be collected meanwhile: a plan makes no cycles, and looking for them costs an eighth."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(options: argparse.Namespace) -> int:
    try:
        name, content = content_of(options.path)
        reading = read_matrices(content, file_name=name, sheet=options.sheet)
    except ReadingError as error:
        raise CommandError(str(error)) from error
    pieces = json_pieces(reading) if options.format == "json" else [matrices_to_text(reading)]
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8"))
    return 0
