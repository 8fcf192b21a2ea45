"""`servanda ingest`: files into a register, read, and accepted where that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_or_make_installation,
)
from servanda.reading.edtf import bounds
from servanda.reading.errors import EdtfError
from servanda.reading.formats import ACCEPTED_SUFFIXES

if TYPE_CHECKING:
    import argparse

SUMMARY = "bring documents into a register and read them"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the files, the register, what is known of the files, and who accepts what was found."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        help=f"files of these kinds: {' '.join(ACCEPTED_SUFFIXES)}",
    )
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument("--create", action="store_true", help="make the register if there is none")
    parser.add_argument(
        "--published", metavar="DATE", help="day of publication: 2021-02-17, 2021-02 or 2021"
    )
    parser.add_argument("--publisher", metavar="NAME", default="", help="who published the files")
    parser.add_argument("--url", metavar="URL", default="", help="where they were published")
    parser.add_argument(
        "--version-of",
        metavar="DOCUMENT",
        help="the file is a newer version of this document: its address or the last part of it",
    )
    parser.add_argument(
        "--accept",
        choices=("all", "none"),
        default="none",
        help="accept all that is found, or leave it for review (default: none)",
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Take in each file by itself; a file that is refused is told and does not stop the others."""
    _check_date(options.published)
    if options.version_of and len(options.paths) > 1:
        raise CommandError("--version-of: name one file, the newest version of the document.")
    account = open_or_make_installation(options)
    from servanda.commands.ingesting import Order, take_in  # noqa: PLC0415  needs Django set up

    order = Order(
        account=account,
        slug=options.register,
        may_create=options.create,
        published=options.published,
        publisher=options.publisher,
        url=options.url,
        accepts_all=options.accept == "all",
        version_of=options.version_of or "",
    )
    refused = 0
    for path in options.paths:
        try:
            print(take_in(Path(path), order=order), flush=True)
        except CommandError as error:
            refused += 1
            print(error, file=sys.stderr, flush=True)
    return 1 if refused else 0


def _check_date(published: str | None) -> None:
    try:
        if published is not None:
            bounds(published)
    except EdtfError as error:
        raise CommandError(f"--published: {error}") from error
