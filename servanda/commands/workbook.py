"""`servanda workbook`: the questions of a round as a workbook, and the workbook taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.arguments import add_folder_argument, add_person_argument

if TYPE_CHECKING:
    import argparse

SUMMARY = "give a party the questions of a round as a workbook, and take the workbook back"
MAKE = "write the workbook in which a party answers the open round of a register"
TAKE = "take a workbook back, row by row: unchanged, taken, or a conflict that is shown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name what is to be done with the workbook, and the workbook."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    make = actions.add_parser("make", help="write a workbook", description=MAKE)
    make.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    make.add_argument(
        "--for", dest="party", metavar="PARTY", required=True, help="name of the party that answers"
    )
    make.add_argument(
        "--round",
        metavar="TITLE",
        default="",
        help="title of the round (default: the one that is open)",
    )
    make.add_argument(
        "--language",
        metavar="CODE",
        default="",
        help="language of its notes (default: the register's)",
    )
    make.add_argument("-o", "--output", metavar="F.xlsx", required=True, help="file to write")
    take = actions.add_parser("take", help="take a workbook back", description=TAKE)
    take.add_argument("path", metavar="F.xlsx", help="the workbook that came back")
    take.add_argument(
        "--dry-run", action="store_true", help="tell what would come of it, and store nothing"
    )
    take.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the answer"
    )
    for action in (make, take):
        add_folder_argument(action)
        add_person_argument(action)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 1 where a row of a workbook could not be taken."""
    from servanda.commands.installation import open_installation  # noqa: PLC0415  needs Django

    account = open_installation(options)
    from servanda.commands.workbooks import make, take  # noqa: PLC0415  needs Django set up

    if options.action == "make":
        print(make(options, account))
        return 0
    told, is_whole = take(options, account)
    print(told)
    return 0 if is_whole else 1
