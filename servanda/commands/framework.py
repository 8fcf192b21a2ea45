"""`servanda framework`: the frameworks that ship and those of others: checked, listed, installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.arguments import add_folder_argument, add_person_argument
from servanda.commands.errors import CommandError
from servanda.instruments.rules.frameworks import read_folder, shipped_frameworks
from servanda.instruments.rules.frameworks.shipped import FOLDER, shipped_codes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from servanda.instruments.rules.frameworks import Framework, FrameworkReading

SUMMARY = "check frameworks and put them into the library: the Global Compact, the SDGs"
CHECK = "read the files of frameworks and say by file and line what is wrong; needs no database"
LIST = (
    "list the frameworks that come with the program, and what they do not hold; needs no database"
)

INSTALL = (
    "put frameworks into the library, a register that everybody reads and nobody edits by hand; "
    "each is one record of its history"
)
PROPOSE = (
    "list the objectives that the measures of a register may implement, by what their texts name and "
    "by their words, each with the reason; nothing is tied without --tie"
)
UPDATE = "bring frameworks of the library up to their files; what registers may be tied to is kept"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name what is to be done, and with which frameworks."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="look for what is wrong in files", description=CHECK)
    check.add_argument(
        "folders",
        metavar="FOLDER",
        nargs="*",
        help="folder of a framework (default: those that come with the program)",
    )
    actions.add_parser("list", help="list what comes with the program", description=LIST)
    _add_proposing(actions)
    for name, told, more in (
        ("install", "put frameworks into the library", INSTALL),
        ("update", "bring the library up to the files, the difference shown", UPDATE),
    ):
        action = actions.add_parser(name, help=told, description=more)
        action.add_argument(
            "frameworks",
            metavar="FRAMEWORK",
            nargs="*",
            help="a code that ships or a folder (default: all that ship)",
        )
        action.add_argument(
            "--dry-run", action="store_true", help="print the difference, and store nothing"
        )
        add_folder_argument(action)
        add_person_argument(action)


def _add_proposing(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "propose", help="propose which objectives measures implement", description=PROPOSE
    )
    action.add_argument("register", metavar="REGISTER", help="short name of the register")
    action.add_argument(
        "--framework",
        metavar="FRAMEWORK",
        default="gcm",
        help="a code that ships, or the title of a framework of the library (default: gcm)",
    )
    action.add_argument(
        "--sure",
        choices=("named", "likely", "hint"),
        default="likely",
        help="how sure a proposal must be at least (default: likely)",
    )
    action.add_argument("--tie", action="store_true", help="make the ties that are listed")
    add_folder_argument(action)
    add_person_argument(action)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; CommandError where a framework is not right."""
    for line in _lines(options):
        print(line)
    return 0


def _lines(options: argparse.Namespace) -> Iterable[str]:
    if options.action == "check":
        return _checked(options.folders)
    if options.action == "list":
        return _listed()
    from servanda.commands import installation  # noqa: PLC0415  a folder is checked without Django

    account = installation.open_installation(options)
    if options.action == "propose":
        from servanda.commands.proposing import proposed  # noqa: PLC0415  needs Django set up

        return proposed(options, account)
    from servanda.commands.library import put_in  # noqa: PLC0415  needs Django set up

    return put_in(options, account)


def _checked(named: list[str]) -> Iterator[str]:
    folders = [Path(one) for one in named] or [FOLDER / code for code in shipped_codes()]
    known = shipped_frameworks() if named else _framework_of(map(_read, folders))
    readings = [_read(folder, known) for folder in folders]
    faults = [str(fault) for reading in readings for fault in reading.faults]
    if faults:
        raise CommandError("\n".join(faults))
    for framework in _framework_of(readings):
        yield f"{framework.code}: nothing is wrong; {told_of(framework)}."


def _framework_of(readings: Iterable[FrameworkReading]) -> list[Framework]:
    return [reading.framework for reading in readings if reading.framework is not None]


def _read(folder: Path, others: Iterable[Framework] = ()) -> FrameworkReading:
    try:
        return read_folder(folder, others=others)
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise CommandError(
            f"{folder} cannot be read ({told}): name a folder of a framework."
        ) from error


def _listed() -> Iterator[str]:
    for framework in shipped_frameworks():
        yield f"{framework.code}  {framework.title}"
        yield f"    {told_of(framework)}"
        yield from (f"    not held: {one}" for one in framework.missing)


def told_of(framework: Framework) -> str:
    """Say how much a framework holds, and in which languages its labels are."""
    kinds: dict[str, int] = {}
    for item in framework.items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    held = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    spoken = sorted({label.language for item in framework.items for label in item.labels})
    return f"{held}; labels in {', '.join(spoken) or 'no language'}"
