"""Where the demonstration stands: its user, its two registers, their sides."""

import base64

from django.utils.crypto import salted_hmac

from servanda.registers.actions import (
    assign_role,
    create_account,
    create_register,
    create_side,
    operator,
    set_password,
)
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Register, Side
from servanda.registers.rules import RoleKind

USER = "demo"


class SlugTaken(Exception):
    """Another register bears the short name of one of the demonstration."""


def password() -> str:
    """Return the password of the demonstration's user: made from the secret of the installation."""
    made = salted_hmac("servanda.commands.demonstration", USER, algorithm="sha256").digest()
    letters = base64.b32encode(made[:10]).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def ensure_user() -> Account:
    """Return the demonstration's user, who signs in with `password()`."""
    found = Account.objects.filter(username=USER).first()
    if found is None:
        return create_account(
            by=operator(), username=USER, password=password(), name="Demonstration"
        )
    if not found.check_password(password()):
        set_password(by=operator(), account=found, password=password())
    return found


def ensure_register(new: NewRegister, *, sides: dict[str, str], user: Account) -> Register:
    """Return the register, made with its sides when there is none; the user stands on the first side.

    Raises SlugTaken where a register of this short name is there that says something else.
    """
    register = Register.objects.filter(slug=new.slug).first()
    if register is None:
        register = create_register(by=operator(), new=new)
    elif register.title != new.title or register.is_fictional != new.is_fictional:
        raise SlugTaken(
            f"There is another register called {new.slug} in this folder ({register.title}): "
            "name an empty folder with --data."
        )
    made = [_ensure_side(register, key, title) for key, title in sides.items()]
    if not user.assignments.filter(register=register).exists():
        assign_role(
            by=operator(),
            register=register,
            account=user,
            role=RoleKind.ADMINISTRATOR.value,
            side=made[0],
        )
    return register


def _ensure_side(register: Register, key: str, title: str) -> Side:
    found = Side.objects.filter(register=register, key=key).first()
    return found or create_side(by=operator(), register=register, key=key, title=title)
