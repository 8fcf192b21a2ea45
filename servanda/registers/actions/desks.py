"""Sitting down at a desk: what a person is in a register, found once for a page or a command."""

from datetime import date

from django.utils import timezone

from servanda.registers.actions.mandates import Mandate
from servanda.registers.models import Account, Assignment, Desk, Register
from servanda.registers.models.counted import with_end
from servanda.registers.models.people import AssignmentQuerySet


def desk_at(register: Register, account: Account | None) -> Desk | None:
    """Return the desk of a person in a register, or None where there is nothing for them to see.

    A person without a role (or a suspended one) sees a public register as anyone does.
    """
    assignment = _assignments(account).filter(register=register).first()
    return _desk(register, account, assignment, timezone.localdate())


def desk_in(slug: str, account: Account | None) -> Desk | None:
    """Return the desk of a person in the register of a slug, None where they may see none of it.

    Of a register that is closed to them no more is read than of one that never was, so both answers
    take the same time.
    """
    register = with_end(Register.objects.visible_to(account).filter(slug=slug)).first()
    if register is not None and register.is_library:
        return _reading_desk(register, account)
    return desk_at(register, account) if register else None


def library_desks(account: Account | None) -> list[Desk]:
    """Return the desk at which everybody reads the frameworks; none before one was installed."""
    libraries = Register.objects.filter(is_library=True, is_public=True)
    return [_reading_desk(register, account) for register in libraries]


def _reading_desk(library: Register, account: Account | None) -> Desk:
    """Return a desk at which nothing is changed, whoever sits there: only commands change the library."""
    return Desk(library, account, None, None, timezone.localdate())


def desks_of(account: Account | None) -> list[Desk]:
    """Return the desks of a person in all registers they may open, by title: two queries for all.

    The library is none of them: its entries are found in the library itself.
    """
    today = timezone.localdate()
    registers = Register.objects.visible_to(account).filter(is_library=False)
    places = {place.register_id: place for place in _assignments(account)}
    desks = (_desk(register, account, places.get(register.pk), today) for register in registers)
    return [desk for desk in desks if desk is not None]


def mandate_for(register: Register, account: Account, *, reason: str = "") -> Mandate:
    """Return the mandate of a person in a register; without a role it allows nothing."""
    desk = desk_at(register, account)
    if desk is None:
        desk = Desk(register, account, None, None, timezone.localdate())
    return Mandate(desk, reason)


def _desk(
    register: Register, account: Account | None, assignment: Assignment | None, today: date
) -> Desk | None:
    if assignment is not None:
        return Desk(register, account, assignment.role, assignment.side_id, today)
    return Desk(register, account, None, None, today) if register.is_public else None


def _assignments(account: Account | None) -> AssignmentQuerySet:
    if account is None or not account.is_active:
        return Assignment.objects.none()
    return Assignment.objects.filter(account=account, is_suspended=False)
