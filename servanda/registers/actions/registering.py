"""Making accounts, registers, sides and roles: written in the history of the installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.history.actions import Deed, append_record
from servanda.history.rules import INSTALLATION, FieldChange, JsonValue
from servanda.registers.actions.changing import NotAllowed
from servanda.registers.models import Account, Assignment, Register, Side
from servanda.registers.rules import Ability, RoleKind, may

OPERATOR = "operator"


@dataclass(frozen=True)
class NewRegister:
    """What a register is made from."""

    slug: str
    title: str
    language: str = "en"
    is_public: bool = False
    is_fictional: bool = False


def operator() -> Account:
    """Return the local operator, in whose name commands act; made when there is none."""
    found = _operator()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = create_account(
                by=None, username=OPERATOR, password=None, name=_("Local operator")
            )
            made.is_operator = True
            made.save(update_fields=["is_operator"])
            _record("make_operator", None, [_told(made.KIND, made.uuid, {"is_operator": True})])
            return made
    except IntegrityError:
        found = _operator()  # another command made it meanwhile
        if found is None:
            raise
        return found


def create_account(
    *, by: Account | None, username: str, password: str | None, name: str = ""
) -> Account:
    """Make an account; `by` is the operator who makes it (None: the installation itself).

    Raises ValidationError, by field, for a name that is taken and a password easily guessed.
    """
    if by is not None and not by.is_operator:
        raise NotAllowed(_("Only the operator makes accounts."))
    if Account.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("There is already an account of this name.")})
    _check_password(password, Account(username=username, name=name))
    with transaction.atomic():
        account = Account.objects.create_account(username=username, password=password, name=name)
        _record("create_account", by, [_told(account.KIND, account.uuid, {"username": username})])
        return account


def set_password(*, by: Account, account: Account, password: str) -> None:
    """Give an account another password; the history says that, and not which."""
    if not by.is_operator:
        raise NotAllowed(_("Only the operator gives passwords."))
    _check_password(password, account)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        _record("set_password", by, [_told(account.KIND, account.uuid, {"password": "set"})])


def create_register(*, by: Account, new: NewRegister) -> Register:
    """Make a register; the operator who makes it is its first administrator."""
    if not by.is_operator:
        raise NotAllowed(_("Only the operator makes registers."))
    register = Register(**vars(new))
    register.full_clean()
    with transaction.atomic():
        register.save()
        first = Assignment(account=by, register=register, role=RoleKind.ADMINISTRATOR.value)
        first.save()
        told = [
            _told("register", register.uuid, vars(new)),
            _told("assignment", first.uuid, _told_role(first)),
        ]
        _record("create_register", by, told)
    return register


def create_side(*, by: Account, register: Register, key: str, title: str) -> Side:
    """Name one side of a register."""
    _require_administrator(by, register)
    side = Side(register=register, key=key, title=title)
    side.full_clean()
    with transaction.atomic():
        side.save()
        told = {"register": str(register.uuid), "key": key, "title": title}
        _record("create_side", by, [_told("side", side.uuid, told)])
        return side


def assign_role(
    *, by: Account, register: Register, account: Account, role: str, side: Side | None
) -> Assignment:
    """Give a person a role in a register, or another one, and a side.

    Raises ValidationError for a role there is not, and for a side of another register.
    """
    _require_administrator(by, register)
    if role not in set(RoleKind):
        raise ValidationError({"role": _("There is no such role.")})
    if side is not None and side.register_id != register.pk:
        raise ValidationError({"side": _("This side is one of another register.")})
    with transaction.atomic():
        places = Assignment.objects.select_for_update().filter(register=register)
        found = places.filter(account=account).select_related("account", "register").first()
        before = _told_role(found) if found else {}
        assignment = found or Assignment(account=account, register=register)
        assignment.role, assignment.side = role, side
        assignment.save()
        after = _told_role(assignment)
        told = _told("assignment", assignment.uuid, after, before=before)
        _record("assign_role", by, [told])
        return assignment


Told = Mapping[str, JsonValue]


def _operator() -> Account | None:
    return Account.objects.filter(is_operator=True).order_by("id").first()


def _check_password(password: str | None, account: Account) -> None:
    if password is None:
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error


def _require_administrator(by: Account, register: Register) -> None:
    found = Assignment.objects.filter(account=by, register=register).first()
    role = found.role if found and by.is_active else None
    if not may(role, Ability.ADMINISTER):
        raise NotAllowed(_("Only an administrator of the register does this."))


def _told_role(assignment: Assignment) -> Told:
    return {
        "account": str(assignment.account.uuid),
        "register": str(assignment.register.uuid),
        "role": assignment.role,
        "side": str(assignment.side.uuid) if assignment.side else None,
    }


def _told(kind: str, entry: UUID, after: Told, *, before: Told | None = None) -> list[FieldChange]:
    """Return what changed on a row, field by field."""
    was = before or {}
    return [
        FieldChange(kind, entry, name, was.get(name), value)
        for name, value in after.items()
        if was.get(name) != value
    ]


def _record(action: str, by: Account | None, told: list[list[FieldChange]]) -> None:
    """Write a record of the installation; nothing where nothing changed."""
    changes = [change for row in told for change in row]
    if changes:
        deed = Deed(INSTALLATION, timezone.now(), by.uuid if by else None, action)
        append_record(deed, changes)
