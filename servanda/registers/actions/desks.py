"""Sitting down at a desk: what a person is in a register, found once for a page or a command."""

from django.utils import timezone

from servanda.registers.actions.changing import Mandate
from servanda.registers.models import Account, Assignment, Desk, Register


def desk_at(register: Register, account: Account | None) -> Desk | None:
    """Return the desk of a person in a register, or None where there is nothing for them to see.

    A person without a role (or a suspended one) sees a public register as anyone does.
    """
    today = timezone.localdate()
    assignment = _assignment(register, account)
    if assignment is not None:
        return Desk(register, account, assignment.role, assignment.side_id, today)
    return Desk(register, account, None, None, today) if register.is_public else None


def mandate_for(register: Register, account: Account, *, reason: str = "") -> Mandate:
    """Return the mandate of a person in a register; without a role it allows nothing."""
    desk = desk_at(register, account)
    if desk is None:
        desk = Desk(register, account, None, None, timezone.localdate())
    return Mandate(desk, reason)


def _assignment(register: Register, account: Account | None) -> Assignment | None:
    if account is None or not account.is_active:
        return None
    places = Assignment.objects.filter(register=register, account=account, is_suspended=False)
    return places.first()
