"""`servanda check`: whether the installation is sound and set up as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.installation import add_folder_argument, open_installation, point_at

if TYPE_CHECKING:
    import argparse

SUMMARY = "look whether database, files, citations, index and settings are sound"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the folder."""
    add_folder_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print a line for each thing looked at, and what to do where it is not sound."""
    open_installation(options)
    folder = point_at(options)
    from servanda.commands.keeping.checking import checks  # noqa: PLC0415  needs Django set up

    is_sound = True
    for name, faults in checks(folder):
        print(f"{name}: {'sound' if not faults else f'{len(faults)} faults'}")
        for fault in faults:
            print(f"  {fault}")
        is_sound = is_sound and not faults
    return 0 if is_sound else 1
