"""`servanda search`: what the registers hold of some words, within the rights of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_installation,
)

if TYPE_CHECKING:
    import argparse

SUMMARY = "find entries and passages by words, names, symbols or dates"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the words, the register and the form of the answer."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        help='words; "a phrase"; beginnings as migr*; -what must be absent',
    )
    parser.add_argument(
        "--register", metavar="SLUG", help="short name of one register (default: all one works in)"
    )
    parser.add_argument(
        "--most",
        metavar="N",
        type=int,
        default=20,
        help="so many hits of each register (default: 20)",
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the answer"
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the hits, best first."""
    account = open_installation(options)
    from servanda.commands.searching import as_json, as_text, find  # noqa: PLC0415  needs Django

    found = find(account, options.query, slug=options.register, most=max(1, options.most))
    print(as_json(found) if options.format == "json" else as_text(found))
    return 0
