"""Workbooks of rounds by command: which round and party are meant, and what came of a workbook."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from servanda.commands.errors import CommandError
from servanda.commands.ingesting import sentences
from servanda.commands.read import content_of
from servanda.parties.models import Party
from servanda.progress.importing import Taken, look_at_workbook, make_workbook, take_workbook
from servanda.progress.importing.reading import read_book
from servanda.progress.models import Round
from servanda.reading.errors import ReadingError
from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Desk, Register


def make(options: argparse.Namespace, account: Account) -> str:
    """Write the workbook of a party; return the line that tells it."""
    register = Register.objects.filter(slug=options.register).first()
    if register is None:
        raise CommandError(f"There is no register “{options.register}”: check the name.")
    desk = mandate_for(register, account).desk
    asked, party = _round_of(desk, options.round), _party_of(desk, options.party)
    try:
        with override(options.language or register.language):
            content = make_workbook(desk, asked=asked, party=party)
    except ValidationError as error:
        raise CommandError(sentences(error)) from error
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    try:
        Path(options.output).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{options.output} cannot be written: {error.strerror}.") from error
    return f"{options.output}: {asked.title}, {party.label}"


def take(options: argparse.Namespace, account: Account) -> tuple[str, bool]:
    """Take a workbook back; return what came of it, and whether every row of it could be taken."""
    path = Path(options.path)
    try:
        _name, content = content_of(str(path))
        register = _register_of(content, path.name)
        mandate = mandate_for(register, account)
        act = look_at_workbook if options.dry_run else take_workbook
        came = act(mandate, content=content, file_name=path.name)
    except ValidationError as error:
        raise CommandError(sentences(error)) from error
    except (PermissionDenied, ReadingError) as error:
        raise CommandError(str(error)) from error
    is_whole = not came.conflicts and not came.faults
    if options.format == "json":
        return json.dumps(asdict(came), ensure_ascii=False, indent=2), is_whole
    return "\n".join(_lines(came, is_dry=options.dry_run)), is_whole


def _register_of(content: bytes, file_name: str) -> Register:
    """Return the register of which a workbook says to be; its seal proves it."""
    found = Register.objects.filter(uuid=UUID(read_book(content, file_name).seal.register)).first()
    if found is None:
        raise CommandError(f"{file_name} is a workbook of a register that is not here.")
    return found


def _round_of(desk: Desk, title: str) -> Round:
    rounds = Round.objects.filter(register=desk.register)
    found = list(rounds.filter(title=title) if title else rounds.filter(closed_on=None))
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError("There is no such round: open one, or name it with --round.")
    titles = ", ".join(f"“{one.title}”" for one in found)
    raise CommandError(f"Several rounds are meant: name one with --round: {titles}.")


def _party_of(desk: Desk, name: str) -> Party:
    found = list(Party.objects.visible_to(desk).named(name)[:2])
    if len(found) == 1:
        return found[0]
    why = "no party bears this name" if not found else "several parties bear this name"
    raise CommandError(f"--for “{name}”: {why}.")


def _lines(came: Taken, *, is_dry: bool) -> Iterator[str]:
    yield f"{came.round}, {came.party}"
    yield f"unchanged: {came.unchanged}, left out: {came.missing}"
    yield f"{'would be taken' if is_dry else 'taken'}: {len(came.taken)}"
    yield from (f"  {label}" for label in came.taken)
    if came.conflicts:
        yield "changed on both sides, left as it stands:"
        yield from (f"  {one.place}: {one.why}" for one in came.conflicts)
    if came.faults:
        yield "set aside:"
        yield from (f"  {one.place}: {one.why}" for one in came.faults)
