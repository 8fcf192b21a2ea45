"""`servanda plan`: action plans in tables, read and compared, brought into a register, taken back."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.arguments import add_folder_argument, add_person_argument
from servanda.commands.errors import CommandError
from servanda.commands.read import content_of
from servanda.commands.telling_plans import comparison_json, comparison_lines
from servanda.instruments.rules import compare_plans, points_of, rows_of
from servanda.reading.errors import ReadingError
from servanda.reading.matrices import json_pieces, matrices_to_text, read_matrices
from servanda.reading.matrices.model import Field
from servanda.reading.matrices.opening import MATRIX_SUFFIXES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from servanda.instruments.rules import PlanRow
    from servanda.registers.models import Account

SUMMARY = "read an action plan of any shape, compare it, bring it into a register, take it back"
IMPORT = (
    "keep the file of a plan as a document, and make each of its rows a provision that cites its cells; a plan of its"
    " title that is there is corrected: what the file says otherwise is told first, then put"
)
DIFF = "tell which rows of a plan say otherwise than before, which are new or gone, and which are doubtful"
UNDO = (
    "take back all that one import brought in; refused, with names, where others built on it since"
)
READ = "read an action plan of any shape: its tables, rows, cells and doubts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name what is to be done with the plan, and the plan."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    read = actions.add_parser(
        "read", help="print what a file of a plan holds; needs no database", description=READ
    )
    _add_file_arguments(read)
    read.add_argument(
        "--format",
        choices=("json", "text"),
        default="json",
        help="form of the answer (default: json)",
    )
    compared = actions.add_parser(
        "diff", help="print what a plan says otherwise than before", description=DIFF
    )
    _add_diff_arguments(compared)
    brought = actions.add_parser("import", help="bring a plan into a register", description=IMPORT)
    _add_file_arguments(brought)
    _add_import_arguments(brought)
    taken_back = actions.add_parser(
        "undo", help="take back a plan that was brought in, as a whole", description=UNDO
    )
    taken_back.add_argument(
        "record", metavar="IMPORT", help="the number that “servanda plan import” printed"
    )
    for action in (compared, brought, taken_back):
        add_folder_argument(action)
        add_person_argument(action)


def _add_file_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        metavar="FILE",
        help=f"a file of one of these kinds: {' '.join(MATRIX_SUFFIXES)}; - for standard input",
    )
    parser.add_argument("--sheet", metavar="NAME", help="only the sheet or table of this name")


def _add_diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "before",
        metavar="A",
        help="the plan before: a file, or the address of a plan of a register",
    )
    parser.add_argument("after", metavar="B", help="the plan after, told in the same way")
    parser.add_argument("--sheet", metavar="NAME", help="only the sheet or table of this name")
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="form of the answer (default: text)",
    )


def _add_import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument(
        "--title", metavar="T", default="", help="title of the plan (default: as the file has it)"
    )
    parser.add_argument(
        "--period", metavar="EDTF", default="", help="years for which it runs: 2021/2025"
    )
    parser.add_argument(
        "--currency", metavar="CODE", default="", help="of amounts that name none: USD, EUR"
    )
    parser.add_argument(
        "--party",
        metavar="WORDS=NAME",
        action="append",
        default=[],
        help="which party of the register some words of the plan mean; may be given again",
    )
    _add_column_arguments(parser)
    parser.add_argument(
        "--pair",
        metavar="CELL=PROVISION",
        action="append",
        default=[],
        help="which provision a doubtful row is, as --dry-run prints it; may be given again",
    )
    parser.add_argument(
        "--withdraw",
        action="store_true",
        help="withdraw what the plan in the register has and the file has no more",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print what would be brought in, and store nothing"
    )


def _add_column_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--column",
        metavar="HEADING=FIELD",
        action="append",
        default=[],
        help=f"which field a column is: {', '.join(Field)}; may be given again",
    )
    parser.add_argument(
        "--mapping", metavar="NAME", help="take the fields of columns that were saved as this"
    )
    parser.add_argument(
        "--save-mapping",
        metavar="NAME",
        help="save the fields of columns that are given under this name, for other plans",
    )


def run(options: argparse.Namespace) -> int:
    """Do what is asked with a plan; CommandError where that cannot be."""
    if options.action == "read":
        with _nothing_collected():
            return _read(options)
    if options.action == "diff":
        print(_compared(options))
        return 0
    account = _opened(options)
    from servanda.commands.matrices import bring_in, take_back  # noqa: PLC0415  needs Django set up

    told = bring_in(options, account) if options.action == "import" else take_back(options, account)
    print(told)
    return 0


def _compared(options: argparse.Namespace) -> str:
    """Return what two plans say otherwise; a register is opened only where one of them is in it."""
    before, after = (_rows(options, named) for named in (options.before, options.after))
    found = compare_plans(before, after)
    if options.format == "json":
        return comparison_json(found)
    return "\n".join(comparison_lines(found))


def _rows(options: argparse.Namespace, named: str) -> list[PlanRow]:
    if named == "-" or Path(named).exists():
        try:
            name, content = content_of(named)
            reading = read_matrices(content, file_name=name, sheet=options.sheet)
        except ReadingError as error:
            raise CommandError(str(error)) from error
        return rows_of(points_of(reading).points)
    account = _opened(options)
    from servanda.commands.matrices import rows_in_register  # noqa: PLC0415  needs Django set up

    return rows_in_register(named, account)


def _opened(options: argparse.Namespace) -> Account:
    """Open the installation; what knows Django is imported only where a register is asked for."""
    from servanda.commands import installation  # noqa: PLC0415  a plan is read without Django

    return installation.open_installation(options)


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
