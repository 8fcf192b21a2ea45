"""`servanda list`: the list of entries of a kind, as on its page, for a terminal, a table or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_installation,
)

if TYPE_CHECKING:
    import argparse

SUMMARY = "list the entries of a kind, narrowed, ordered and in the columns asked for"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the kind, the register, what narrows the list, its order and columns, and the form."""
    parser.add_argument("kind", metavar="KIND", help="kind of entries, as `update`")
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument("--words", metavar="WORDS", default="", help="words to look for")
    parser.add_argument(
        "--where",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="filter and value, as in the address of the page; may be given several times",
    )
    parser.add_argument("--order", metavar="COLUMN", default="", help="column to order by")
    parser.add_argument("--descending", action="store_true", help="order the other way round")
    parser.add_argument(
        "--columns", metavar="NAME,…", default="", help="columns to show (default: the usual ones)"
    )
    parser.add_argument(
        "--format", choices=("text", "csv", "json"), default="text", help="form of the answer"
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the list, lot by lot."""
    account = open_installation(options)
    from servanda.commands.listing import Wanted, write_list  # noqa: PLC0415  needs Django

    wanted = Wanted(
        kind=options.kind,
        slug=options.register,
        words=options.words,
        where=tuple(options.where),
        order=options.order,
        is_descending=options.descending,
        columns=tuple(filter(None, options.columns.split(","))),
    )
    write_list(account, wanted, form=options.format)
    return 0
