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
from servanda.registers.actions.merging import Merger, merge, moved_to, preview_merge
from servanda.registers.actions.notes import write_note
from servanda.registers.actions.registering import (
    assign_role,
    create_account,
    create_register,
    create_side,
    operator,
    set_password,
)
from servanda.registers.actions.restoring import restoration, restore_state
from servanda.registers.actions.undoing import (
    BuiltSince,
    StandsInTheWay,
    in_the_way,
    is_undone,
    undo,
)

__all__ = [
    "BuiltSince",
    "Changes",
    "EditConflict",
    "Mandate",
    "Merger",
    "NotAllowed",
    "StandsInTheWay",
    "assign_role",
    "change",
    "create_account",
    "create_register",
    "create_side",
    "desk_at",
    "in_the_way",
    "is_undone",
    "mandate_for",
    "merge",
    "moved_to",
    "operator",
    "preview_merge",
    "restoration",
    "restore_state",
    "set_password",
    "told",
    "undo",
    "write_note",
]
