"""`servanda read`: a text in, what it states out. Needs no database and no Django."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.reading.cli import FORMATS, explain_content, read_content
from servanda.reading.errors import ReadingError
from servanda.reading.formats import ACCEPTED_SUFFIXES, LIMIT_BYTES

if TYPE_CHECKING:
    import argparse

SUMMARY = "read a text and print the facts it states, each with its words"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the text, its day of publication, its language, and the form of the answer."""
    parser.add_argument(
        "path",
        metavar="PATH",
        help=f"a file of one of these kinds: {' '.join(ACCEPTED_SUFFIXES)}; - for standard input",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="day of publication (2021-02-17), from which 'yesterday' is counted",
    )
    parser.add_argument(
        "--language",
        metavar="CODE",
        help="language of the text (en, ru …); found by itself when left out",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="json", help="form of the answer (default: json)"
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="tell why: the rule and the words behind each fact, how its date was counted, and "
        "what was set aside; as text or json",
    )


def run(options: argparse.Namespace) -> int:
    """Print the reading of one file; the exit status is 0, or CommandError says why not."""
    try:
        name, content = content_of(options.path)
        written = explain_content if options.explain else read_content
        answer = written(
            content,
            file_name=name,
            published=options.published,
            language=options.language,
            form=options.format,
        )
    except ReadingError as error:
        raise CommandError(str(error)) from error
    sys.stdout.buffer.write(answer.encode("utf-8"))
    return 0


def content_of(path: str) -> tuple[str, bytes]:
    """Give the name and bytes of a file, at most one byte more than the limit."""
    if path == "-":
        return "standard input", sys.stdin.buffer.read(LIMIT_BYTES + 1)
    try:
        with Path(path).open("rb") as file:
            return Path(path).name, file.read(LIMIT_BYTES + 1)
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {path}: check the name.") from error
    except IsADirectoryError as error:
        raise CommandError(f"{path} is a folder: name one file in it.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error
