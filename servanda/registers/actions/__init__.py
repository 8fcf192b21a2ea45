"""The one way to change anything, and what is changed in the register room itself."""

from servanda.registers.actions.changing import (
    Changes,
    EditConflict,
    Mandate,
    NotAllowed,
    change,
    told,
)
from servanda.registers.actions.desks import desk_at, mandate_for
from servanda.registers.actions.notes import write_note
from servanda.registers.actions.registering import (
    assign_role,
    create_account,
    create_register,
    create_side,
    operator,
    set_password,
)

__all__ = [
    "Changes",
    "EditConflict",
    "Mandate",
    "NotAllowed",
    "assign_role",
    "change",
    "create_account",
    "create_register",
    "create_side",
    "desk_at",
    "mandate_for",
    "operator",
    "set_password",
    "told",
    "write_note",
]
