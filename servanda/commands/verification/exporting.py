"""The history of a register as lines for a file, and the checkpoint of where it stands."""

from __future__ import annotations

from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from servanda.commands.errors import CommandError
from servanda.history.actions import make_checkpoint, verifier
from servanda.history.models import Change, Record
from servanda.history.rules import header_line, record_line
from servanda.registers.actions import mail_checkpoint
from servanda.registers.models import Register

if TYPE_CHECKING:
    from collections.abc import Iterator


def key_lines(slug: str) -> Iterator[str]:
    """Yield the public key, to be noted down by whoever will verify the history of a register."""
    _register(slug)
    yield f"{verifier()}\n"


def checkpoint_lines(slug: str) -> Iterator[str]:
    """Yield the signed note of where the history of a register stands."""
    yield make_checkpoint(_register(slug).uuid).note


def mail_checkpoint_of(slug: str, *, to: str) -> str:
    """Mail the signed note of where the history of a register stands; say what became of it."""
    register = _register(slug)
    try:
        validate_email(to)
        is_sent = mail_checkpoint(register, to=to)
    except ValidationError:
        raise CommandError(f"{to!r} is no e-mail address.") from None
    except (SMTPException, OSError) as error:
        raise CommandError(
            f"The letter to {to} could not be sent: {error}. Check SERVANDA_MAIL."
        ) from error
    if is_sent:
        return f"Sent to {to}."
    return "There is no mail server (SERVANDA_MAIL): the letter is kept in the data folder, under mail."


def history_lines(slug: str, *, is_sealed: bool) -> Iterator[str]:
    """Yield the lines of the whole history of a register up to a checkpoint made for it."""
    register = _register(slug)
    end = make_checkpoint(register.uuid)
    of_entries = [] if is_sealed else _markings_told(register)
    yield header_line(
        register.uuid,
        key=verifier(),
        checkpoint=end.note,
        handling=list(dict.fromkeys(filter(None, [register.handling, *of_entries]))),
        is_sealed=is_sealed,
    )
    for record in Record.objects.told_in_order(register.uuid, up_to=end.size):
        yield record_line(record, is_sealed=is_sealed)


def _markings_told(register: Register) -> list[str]:
    """Return the handling markings that entries of a register were given, the first one first."""
    given = Change.objects.filter(record__register=register.uuid, field="handling")
    return [after for after in given.values_list("after", flat=True) if isinstance(after, str)]


def _register(slug: str) -> Register:
    found = Register.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no register “{slug}” here: check its short name.")
    return found
