"""`servanda demo`: the demonstration built, its brief printed, its site served."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, NoReturn, Self

from tqdm import tqdm

from servanda.commands.errors import CommandError
from servanda.commands.installation import add_folder_argument, open_or_make_installation
from servanda.commands.serve import HOST, PORT, check_free, port

if TYPE_CHECKING:
    import argparse

    from servanda.commands.demonstration.steps import Told

SUMMARY = "build the demonstration, print its brief, and serve it"
WIDEST = 100
"""Columns of the bar on a wide terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder, the port, and whether the site is served."""
    add_folder_argument(parser)
    parser.add_argument("--port", type=port, default=PORT, help=f"default: {PORT}")
    parser.add_argument("--no-serve", action="store_true", help="end once the brief is printed")


def run(options: argparse.Namespace) -> int:
    """Build what is missing, print the brief of two days, tell how to sign in, and serve."""
    if not options.no_serve:
        check_free(HOST, options.port)
    open_or_make_installation(options)
    from servanda.commands.demonstration import showing  # noqa: PLC0415  needs Django set up

    with Progress() as progress:
        demonstration = showing.built(tell=progress)
    for brief in showing.briefs(demonstration):
        print(brief)
    if options.no_serve:
        print(showing.sign_in(None), flush=True)
        return 0
    from servanda.commands.serving import serve_pages  # noqa: PLC0415  needs Django set up

    return serve_pages(
        host=HOST,
        port=options.port,
        ready=lambda address: print(showing.sign_in(address), flush=True),
    )


class Progress:
    """How far the building is: a bar on a terminal, a line for each step elsewhere."""

    def __init__(self) -> None:
        self.bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()
        if kind is KeyboardInterrupt:
            raise CommandError("Stopped. Call it again: the building goes on where it stopped.")

    def __call__(self, told: Told) -> None:
        """Tell of a step that was done."""
        if not sys.stderr.isatty():
            print(f"Built {told.number} of {told.total}: {told.name}", file=sys.stderr, flush=True)
            return
        if self.bar is None:
            self.bar = _bar(told.total)
        self.bar.update()


def _bar(total: int) -> tqdm[NoReturn]:
    columns, rows = shutil.get_terminal_size()  # 80 and 24 where the terminal says none
    return tqdm(
        total=total,
        desc="Building the demonstration",
        unit=" steps",
        mininterval=0,
        ncols=min(columns, WIDEST),
        nrows=rows,
    )
