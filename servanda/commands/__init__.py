"""The `servanda` command: one file a command, imported only when it is called.

A command module has `SUMMARY` (one line for the list of commands), `add_arguments(parser)`
and `run(options)`, which gives the exit status. It raises CommandError for what it could not do.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from servanda.commands.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CommandError", "main"]

COMMANDS = {
    "demo": "servanda.commands.demo",
    "init": "servanda.commands.init",
    "serve": "servanda.commands.serve",
    "worker": "servanda.commands.worker",
    "manage": "servanda.commands.manage",
    "read": "servanda.commands.read",
    "plan": "servanda.commands.plan",
    "framework": "servanda.commands.framework",
    "workbook": "servanda.commands.workbook",
    "ingest": "servanda.commands.ingest",
    "brief": "servanda.commands.brief",
    "report": "servanda.commands.report",
    "search": "servanda.commands.search",
    "list": "servanda.commands.list",
    "index": "servanda.commands.index",
    "cases": "servanda.commands.cases",
    "backup": "servanda.commands.backup",
    "restore": "servanda.commands.restore",
    "check": "servanda.commands.check",
    "history": "servanda.commands.history",
    "verify": "servanda.commands.verify",
}

DONE, COULD_NOT, WRONG_CALL = 0, 1, 2
_BROKEN_PIPE = 141  # what a shell reports for a program whose reader has gone


class Command(Protocol):
    """What a command module offers."""

    SUMMARY: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status: 0 done, 1 could not, 2 wrong call."""
    # not list(…): once the command of that name was imported, the word stands for its module here
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    name = given[0] if given else ""
    if name not in COMMANDS or not _is_here(name):
        return _answer_without_command(given)
    command = cast("Command", import_module(COMMANDS[name]))
    parser = argparse.ArgumentParser(prog=f"servanda {name}", description=command.SUMMARY)
    command.add_arguments(parser)
    try:
        options, rest = parser.parse_known_args(given[1:])
        if rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else WRONG_CALL
    return _run(command, options)


def _run(command: Command, options: argparse.Namespace) -> int:
    try:
        status = command.run(options)
        sys.stdout.flush()
    except CommandError as error:
        print(error, file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    return status


def _answer_without_command(given: Sequence[str]) -> int:
    """Print the version, or for `--help` the list of commands; anything else is a wrong call."""
    if given == ["--version"]:
        print(f"servanda {version('servanda')}")
        return DONE
    asked = bool(given) and given[0] in {"-h", "--help"}
    if given and not asked:
        print(f"servanda: there is no command {given[0]!r}.", file=sys.stderr)
    print(_overview(), file=sys.stdout if asked else sys.stderr)
    return DONE if asked else WRONG_CALL


def _overview() -> str:
    listed = [f"  {name:<9} {_summary_of(name)}" for name in COMMANDS if _is_here(name)]
    head = ["usage: servanda COMMAND [options]", "", "Commands:"]
    foot = [
        "",
        "servanda COMMAND --help says more of each; servanda --version tells which this is.",
    ]
    return "\n".join([*head, *listed, *foot])


def _summary_of(name: str) -> str:
    """Give a command's SUMMARY out of its source, so that nothing is imported for a list."""
    spec = find_spec(COMMANDS[name])
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="SUMMARY")], value=ast.Constant(value=str(text))):
                return text
            case ast.AnnAssign(target=ast.Name(id="SUMMARY"), value=ast.Constant(value=str(text))):
                return text
    return ""


def _is_here(name: str) -> bool:
    return find_spec(COMMANDS[name]) is not None
