"""Registers, people and mandates for the tests of every room."""

from servanda.registers.actions import (
    Mandate,
    NotAllowed,
    assign_role,
    create_account,
    create_register,
    create_side,
    mandate_for,
    operator,
)
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Register, Side

__all__ = ["NotAllowed", "administrator", "make_library", "make_register", "mandate", "person"]

PASSWORD = "correct horse battery"


def make_register(
    slug: str = "r", *, is_public: bool = False, is_fictional: bool = False
) -> Register:
    """Make a register whose administrator is the operator."""
    new = NewRegister(
        slug=slug, title=f"Register {slug}", is_public=is_public, is_fictional=is_fictional
    )
    return create_register(by=operator(), new=new)


def make_library() -> Register:
    """Make the register that holds the frameworks, whose administrator is the operator."""
    new = NewRegister("library", "Library", is_public=True, is_library=True)
    return create_register(by=operator(), new=new)


def administrator(register: Register) -> Mandate:
    """Return the mandate of the operator in a register."""
    return mandate_for(register, operator())


def person(register: Register | None, role: str | None, *, side: str | None = None) -> Account:
    """Make a person who can sign in (PASSWORD), with a role and a side in a register."""
    name = f"{role or 'stranger'}-{side or 'none'}-{Account.objects.count()}"
    account = create_account(by=operator(), username=name, password=PASSWORD, name=name)
    if register is not None and role is not None:
        assign_role(
            by=operator(), register=register, account=account, role=role, side=_side(register, side)
        )
    return account


def mandate(register: Register, role: str | None, *, side: str | None = None) -> Mandate:
    """Return the mandate of a new person with a role and a side in a register."""
    return mandate_for(register, person(register, role, side=side))


def _side(register: Register, key: str | None) -> Side | None:
    if key is None:
        return None
    found = Side.objects.filter(register=register, key=key).first()
    return found or create_side(by=operator(), register=register, key=key, title=key.title())
