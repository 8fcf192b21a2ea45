"""`servanda init`: the folder, its secret, the tables, the local operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.installation import add_folder_argument, make_installation

if TYPE_CHECKING:
    import argparse

SUMMARY = "make an installation, or bring one up to this version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder."""
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Make what is missing, tell where it is and what to do next."""
    folder = make_installation(options)
    print(f"The installation in {folder} is ready.")
    print(f"To sign in as the operator:  servanda manage --data {folder} changepassword operator")
    print(f"To serve its pages:          servanda serve --data {folder}")
    return 0
