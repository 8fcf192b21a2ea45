"""`servanda manage`: Django's own commands on an installation."""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line

from servanda.commands.installation import add_folder_argument, prepare

SUMMARY = "pass a command on to Django (migrate, changepassword, dumpdata …)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder; all that follows the name of Django's command is passed on as it stands."""
    add_folder_argument(parser)
    parser.add_argument(
        "arguments", metavar="…", nargs=argparse.REMAINDER, help="Django's command and its options"
    )


def run(options: argparse.Namespace) -> int:
    """Run Django's command; its own exit status ends the program where it fails."""
    prepare(options)
    execute_from_command_line(["servanda manage", *options.arguments])
    return 0
