"""Making accounts, registers, sides and roles: written in the history of the installation."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from servanda.registers.actions.finding import ask_for_index
from servanda.registers.actions.recording import (
    ChangedMeanwhile,
    check_password,
    record_deed,
    require_administrator,
    require_operator,
    told_fields,
    told_role,
    writable_facts,
)
from servanda.registers.actions.staffing import require_another_administrator
from servanda.registers.models import Account, Assignment, Register, Side
from servanda.registers.rules import RoleKind, writable

OPERATOR = "operator"


@dataclass(frozen=True)
class NewRegister:
    """What a register is made from."""

    slug: str
    title: str
    language: str = "en"
    is_public: bool = False
    is_fictional: bool = False
    is_library: bool = False


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
            record_deed(
                "make_operator", None, [told_fields(made.KIND, made.uuid, {"is_operator": True})]
            )
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
    if by is not None:
        require_operator(by, _("Only the operator makes accounts."))
    if Account.objects.named(username).exists():
        raise ValidationError({"username": _("There is already an account of this name.")})
    name = writable(name)
    check_password(password, Account(username=username, name=name))
    with transaction.atomic():
        account = Account.objects.create_account(username=username, password=password, name=name)
        record_deed(
            "create_account", by, [told_fields(account.KIND, account.uuid, {"username": username})]
        )
        return account


def set_password(*, by: Account, account: Account, password: str) -> None:
    """Give an account another password; the history says that, and not which."""
    require_operator(by, _("Only the operator gives passwords."))
    check_password(password, account)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        record_deed(
            "set_password", by, [told_fields(account.KIND, account.uuid, {"password": "set"})]
        )


def create_register(*, by: Account, new: NewRegister) -> Register:
    """Make a register; the operator who makes it is its first administrator."""
    require_operator(by, _("Only the operator makes registers."))
    new = writable_facts(new)
    register = Register(**vars(new))
    register.full_clean()
    with transaction.atomic():
        register.save()
        first = Assignment(account=by, register=register, role=RoleKind.ADMINISTRATOR.value)
        first.save()
        told = [
            told_fields("register", register.uuid, vars(new)),
            told_fields("assignment", first.uuid, told_role(first)),
        ]
        record_deed("create_register", by, told)
    return register


@dataclass(frozen=True)
class RegisterFacts:
    """What an administrator may change of a register."""

    title: str
    language: str
    is_public: bool
    handling: str = ""
    waits_for_acceptance: bool = False

    @classmethod
    def of(cls, register: Register) -> "RegisterFacts":
        return cls(
            register.title,
            register.language,
            is_public=register.is_public,
            handling=register.handling,
            waits_for_acceptance=register.waits_for_acceptance,
        )


def change_register(
    *, by: Account, register: Register, facts: RegisterFacts, seen: RegisterFacts | None = None
) -> None:
    """Change the title, the main language, the handling marking, and whether anyone reads it.

    Raises ChangedMeanwhile where the facts are others than the person saw.
    """
    require_administrator(by, register)
    facts = writable_facts(facts)
    with transaction.atomic():
        stored = Register.objects.select_for_update().get(pk=register.pk)
        if seen is not None and seen != RegisterFacts.of(stored):
            raise ChangedMeanwhile(RegisterFacts.of(stored))
        before = {name: getattr(stored, name) for name in vars(facts)}
        for name, value in vars(facts).items():
            setattr(stored, name, value)
        stored.full_clean()
        stored.save()
        told = told_fields("register", stored.uuid, vars(facts), before=before)
        record_deed("change_register", by, [told])
        if before["language"] != facts.language:
            ask_for_index(stored)  # what has no language of its own is read as of this one


def create_side(*, by: Account, register: Register, key: str, title: str) -> Side:
    """Name one side of a register."""
    require_administrator(by, register)
    title = writable(title)
    side = Side(register=register, key=key, title=title)
    side.full_clean()
    with transaction.atomic():
        side.save()
        told = {"register": str(register.uuid), "key": key, "title": title}
        record_deed("create_side", by, [told_fields("side", side.uuid, told)])
        return side


@dataclass(frozen=True)
class Place:
    """What a person is in a register, and on whose side."""

    role: str
    side: Side | None

    @classmethod
    def of(cls, assignment: Assignment) -> "Place":
        return cls(assignment.role, assignment.side)


def change_place(*, by: Account, assignment: Assignment, seen: Place, wanted: Place) -> None:
    """Give a person of the register another role or side.

    Raises ChangedMeanwhile where the person has others than were seen, and what `assign_role` raises.
    """
    require_administrator(by, assignment.register)
    with transaction.atomic():
        places = Assignment.objects.select_for_update(of=("self",))
        stored = places.select_related("account", "register", "side").get(pk=assignment.pk)
        if Place.of(stored) != seen:
            raise ChangedMeanwhile(Place.of(stored))
        assign_role(by=by, register=stored.register, account=stored.account, **vars(wanted))


def assign_role(
    *, by: Account, register: Register, account: Account, role: str, side: Side | None
) -> Assignment:
    """Give a person a role in a register, or another one, and a side.

    Raises ValidationError for a role there is not, and for a side of another register.
    """
    require_administrator(by, register)
    if role not in set(RoleKind):
        raise ValidationError({"role": _("There is no such role.")})
    if side is not None and side.register_id != register.pk:
        raise ValidationError({"side": _("This side is one of another register.")})
    with transaction.atomic():
        places = Assignment.objects.select_for_update(of=("self",)).filter(register=register)
        found = places.filter(account=account).select_related("account", "register").first()
        before = told_role(found) if found else {}
        if found is not None and role != RoleKind.ADMINISTRATOR:
            require_another_administrator(found)
        assignment = found or Assignment(account=account, register=register)
        assignment.role, assignment.side = role, side
        assignment.save()
        after = told_role(assignment)
        told = told_fields("assignment", assignment.uuid, after, before=before)
        record_deed("assign_role", by, [told])
        return assignment


def _operator() -> Account | None:
    return Account.objects.filter(is_operator=True).order_by("id").first()
