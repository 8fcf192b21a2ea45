"""What actions on people and registers have in common: who may, and the record they leave."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.history.actions import Deed, append_record
from servanda.history.rules import INSTALLATION, FieldChange, JsonValue
from servanda.registers.actions.mandates import NotAllowed
from servanda.registers.models import Account, Assignment, Register
from servanda.registers.rules import Ability, may, writable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Facts = TypeVar("Facts", bound="DataclassInstance")
Told = Mapping[str, JsonValue]


class ChangedMeanwhile(Exception):
    """Somebody changed what the person saw; `stands` is how it is now."""

    def __init__(self, stands: object) -> None:
        super().__init__(_("Somebody else changed this since you opened it."))
        self.stands = stands


def require_administrator(by: Account, register: Register) -> None:
    """Refuse whoever is no administrator of the register at this moment."""
    found = Assignment.objects.filter(account=by, register=register, is_suspended=False).first()
    role = found.role if found and by.is_active else None
    if not may(role, Ability.ADMINISTER):
        raise NotAllowed(_("Only an administrator of the register does this."))


def require_operator(by: Account, refusal: str) -> None:
    """Refuse whoever does not run the installation."""
    if not (by.is_operator and by.is_active):
        raise NotAllowed(refusal)


def check_password(password: str | None, account: Account) -> None:
    """Raise ValidationError, at the field, for a password that is easily guessed."""
    if password is None:
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error


def writable_facts(facts: Facts) -> Facts:
    """Return what was typed without the signs that are not written (`rules.writable`)."""
    typed = {name: value for name, value in vars(facts).items() if isinstance(value, str)}
    return replace(facts, **{name: writable(value) for name, value in typed.items()})


def told_role(assignment: Assignment) -> Told:
    """Return what the history tells of a role."""
    return {
        "account": str(assignment.account.uuid),
        "register": str(assignment.register.uuid),
        "role": assignment.role,
        "side": str(assignment.side.uuid) if assignment.side else None,
    }


def told_fields(
    kind: str, entry: UUID, after: Told, *, before: Told | None = None
) -> list[FieldChange]:
    """Return what changed on a row, field by field."""
    was = before or {}
    return [
        FieldChange(kind, entry, name, was.get(name), value)
        for name, value in after.items()
        if was.get(name) != value
    ]


def record_deed(
    action: str, by: Account | None, told: list[list[FieldChange]], *, reason: str = ""
) -> None:
    """Write a record of the installation; nothing where nothing changed."""
    changes = [change for row in told for change in row]
    if changes:
        deed = Deed(INSTALLATION, timezone.now(), by.uuid if by else None, action, reason)
        append_record(deed, changes)
