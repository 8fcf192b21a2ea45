"""What several commands are told alike: the folder of the installation, and in whose name they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

DATA = "SERVANDA_DATA"
FOLDER = "servanda-data"


def add_folder_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command name the folder of the installation."""
    parser.add_argument(
        "--data",
        metavar="DIR",
        help=f"folder of the installation (default: ${DATA}, else ./{FOLDER})",
    )


def add_person_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command act in the name of somebody else than the operator."""
    parser.add_argument(
        "--as",
        dest="person",
        metavar="USER",
        help="act in the name of this user (default: the local operator)",
    )
