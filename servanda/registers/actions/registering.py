"""Making accounts, registers, sides and roles: written in the history of the installation."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
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
    with transaction.atomic():
        found = Account.objects.filter(is_operator=True).order_by("id").first()
        if found is not None:
            return found
        made = create_account(by=None, username=OPERATOR, password=None, name=_("Local operator"))
        made.is_operator = True
        made.save(update_fields=["is_operator"])
        return made


def create_account(
    *, by: Account | None, username: str, password: str | None, name: str = ""
) -> Account:
    """Make an account; `by` is the operator who makes it (None: the installation itself)."""
    if by is not None and not by.is_operator:
        raise NotAllowed(_("Only the operator makes accounts."))
    if Account.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("There is already an account of this name.")})
    with transaction.atomic():
        account = Account.objects.create_account(username=username, password=password, name=name)
        _record("create_account", by, account.KIND, account.uuid, {"username": username})
        return account


def set_password(*, by: Account, account: Account, password: str) -> None:
    """Give an account another password; the history says that, and not which."""
    if not by.is_operator:
        raise NotAllowed(_("Only the operator gives passwords."))
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        _record("set_password", by, account.KIND, account.uuid, {"password": "set"})


def create_register(*, by: Account, new: NewRegister) -> Register:
    """Make a register; the operator who makes it is its first administrator."""
    if not by.is_operator:
        raise NotAllowed(_("Only the operator makes registers."))
    register = Register(
        slug=new.slug,
        title=new.title,
        language=new.language,
        is_public=new.is_public,
        is_fictional=new.is_fictional,
    )
    register.full_clean()
    with transaction.atomic():
        register.save()
        _record(
            "create_register", by, "register", register.uuid, {"slug": new.slug, "title": new.title}
        )
        Assignment.objects.create(account=by, register=register, role=RoleKind.ADMINISTRATOR.value)
    return register


def create_side(*, by: Account, register: Register, key: str, title: str) -> Side:
    """Name one side of a register."""
    _require_administrator(by, register)
    with transaction.atomic():
        side = Side.objects.create(register=register, key=key, title=title)
        _record("create_side", by, "side", side.uuid, {"key": key, "title": title})
        return side


def assign_role(
    *, by: Account, register: Register, account: Account, role: str, side: Side | None
) -> Assignment:
    """Give a person a role in a register, or another one, and a side."""
    _require_administrator(by, register)
    with transaction.atomic():
        assignment, _made = Assignment.objects.update_or_create(
            account=account, register=register, defaults={"role": role, "side": side}
        )
        told: dict[str, JsonValue] = {
            "account": str(account.uuid),
            "register": str(register.uuid),
            "role": role,
            "side": str(side.uuid) if side else None,
        }
        _record("assign_role", by, "assignment", assignment.uuid, told)
        return assignment


def _require_administrator(by: Account, register: Register) -> None:
    found = Assignment.objects.filter(account=by, register=register).first()
    if not may(found.role if found else None, Ability.ADMINISTER):
        raise NotAllowed(_("Only an administrator of the register does this."))


def _record(
    action: str, by: Account | None, kind: str, entry: UUID, after: dict[str, JsonValue]
) -> None:
    deed = Deed(INSTALLATION, timezone.now(), by.uuid if by else None, action)
    append_record(deed, [FieldChange(kind, entry, name, None, v) for name, v in after.items()])
