"""Frameworks put into the library by command: looked at first, made where it is asked, told in lines."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError

from servanda.commands.errors import CommandError
from servanda.commands.ingesting import sentences
from servanda.instruments.importing.frameworks import (
    FrameworkDifference,
    install_frameworks,
    is_installed,
    library_there,
    preview_framework,
)
from servanda.instruments.rules.frameworks import (
    Framework,
    read_folder,
    shipped,
    shipped_codes,
    shipped_frameworks,
)
from servanda.registers.actions import create_register, mandate_for
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Register

LIBRARY: Final = NewRegister(
    slug="library", title="Library of frameworks", is_public=True, is_library=True
)


def put_in(options: argparse.Namespace, account: Account) -> list[str]:
    """Install frameworks or bring them up to their files; return the lines that tell it.

    Raises CommandError with the sentence why not; nothing is stored then.
    """
    frameworks = [_meant(name) for name in options.frameworks] or shipped_frameworks()
    there = [one for one in frameworks if is_installed(one)]
    if options.action == "install":
        frameworks = _missing(frameworks, there, named=bool(options.frameworks))
    else:
        frameworks = _installed(frameworks, there, named=bool(options.frameworks))
    if options.dry_run:
        told = _told(frameworks, [preview_framework(one) for one in frameworks])
        return [*told, "nothing was stored: this was a dry run"]
    try:
        mandate = mandate_for(library_there() or ensure_library(account), account)
        return _told(frameworks, install_frameworks(mandate, frameworks))
    except ValidationError as error:
        raise CommandError(sentences(error)) from error
    except PermissionDenied as error:
        raise CommandError(str(error)) from error


def ensure_library(by: Account) -> Register:
    """Return the register of the frameworks; made where there is none. Only the operator makes it."""
    return library_there() or create_register(by=by, new=LIBRARY)


def _meant(name: str) -> Framework:
    """Return the framework of a code that ships, or of a folder."""
    if name in shipped_codes():
        return shipped(name)
    try:
        reading = read_folder(Path(name), others=shipped_frameworks())
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(shipped_codes())
        raise CommandError(f"“{name}” is no folder of a framework and none of {known}.") from error
    if reading.framework is None:
        raise CommandError("\n".join(map(str, reading.faults)))
    return reading.framework


def _missing(
    frameworks: Sequence[Framework], there: Sequence[Framework], *, named: bool
) -> list[Framework]:
    if there and named:
        codes = " ".join(one.code for one in there)
        raise CommandError(
            f"Installed already: {codes}. “servanda framework update {codes}” brings it up to its files."
        )
    return [one for one in frameworks if one not in there]


def _installed(
    frameworks: Sequence[Framework], there: Sequence[Framework], *, named: bool
) -> list[Framework]:
    missing = " ".join(one.code for one in frameworks if one not in there)
    if missing and named:
        raise CommandError(
            f"Not installed yet: {missing}. “servanda framework install {missing}” does it."
        )
    return list(there)


def _told(frameworks: Sequence[Framework], made: Sequence[FrameworkDifference]) -> list[str]:
    lines = []
    for framework, difference in zip(frameworks, made, strict=True):
        if difference.is_nothing:
            lines.append(f"{framework.code}: nothing differs from its files")
            continue
        lines.append(f"{framework.code}: {len(difference.provisions)} new provisions")
        lines += [f"  {line}" for line in difference.lines()]
    return lines or ["nothing to do: all of them are there already"]
