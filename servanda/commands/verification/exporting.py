"""The history of a register as lines for a file, and the checkpoint of where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.history.actions import make_checkpoint, verifier
from servanda.history.models import Record
from servanda.history.rules import header_line, record_line
from servanda.registers.models import Register

if TYPE_CHECKING:
    from collections.abc import Iterator


def key_lines() -> Iterator[str]:
    """Yield the public key, to be noted down by whoever will verify."""
    yield f"{verifier()}\n"


def checkpoint_lines(slug: str) -> Iterator[str]:
    """Yield the signed note of where the history of a register stands."""
    yield make_checkpoint(_register(slug).uuid).note


def history_lines(slug: str, *, is_sealed: bool) -> Iterator[str]:
    """Yield the lines of the whole history of a register up to a checkpoint made for it."""
    register = _register(slug).uuid
    end = make_checkpoint(register)
    yield header_line(register, key=verifier(), checkpoint=end.note, is_sealed=is_sealed)
    for record in Record.objects.told_in_order(register, up_to=end.size):
        yield record_line(record, is_sealed=is_sealed)


def _register(slug: str) -> Register:
    found = Register.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no register “{slug}” here: check its short name.")
    return found
