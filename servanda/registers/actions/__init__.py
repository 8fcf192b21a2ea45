"""The one way to change anything, and what is changed in the register room itself."""

from servanda.registers.actions.bulk import (
    MOST_CHANGED,
    PROTECTIONS,
    BulkChange,
    BulkPreview,
    Changeable,
    ChangedSince,
    Line,
    NewValue,
    change_in_bulk,
    preview_change,
    protections,
    seal,
)
from servanda.registers.actions.changes import Changes
from servanda.registers.actions.changing import change
from servanda.registers.actions.completing import complete
from servanda.registers.actions.deeds import BuiltSince, StandsInTheWay
from servanda.registers.actions.desks import (
    desk_at,
    desk_in,
    desks_of,
    library_desks,
    mandate_for,
)
from servanda.registers.actions.finding import count_found, index_register, index_task, kinds_found
from servanda.registers.actions.index_faults import IndexFault, index_faults
from servanda.registers.actions.inviting import (
    InvitationRefused,
    NewInvitation,
    NewPerson,
    accept_invitation,
    invitation_for,
    invite,
    join,
    revoke_invitation,
)
from servanda.registers.actions.mailing import mail_checkpoint
from servanda.registers.actions.mandates import EditConflict, Mandate, NotAllowed
from servanda.registers.actions.merging import Merger, merge, moved_to, preview_merge
from servanda.registers.actions.notes import write_note
from servanda.registers.actions.own import (
    AccountFacts,
    ask_for_reset,
    change_account,
    change_own_password,
    send_reset_letters,
    tell_second_factors,
)
from servanda.registers.actions.protecting import Protection, protect_entry
from servanda.registers.actions.recalling import as_known
from servanda.registers.actions.recording import ChangedMeanwhile
from servanda.registers.actions.registering import (
    NewRegister,
    Place,
    RegisterFacts,
    assign_role,
    change_place,
    change_register,
    create_account,
    create_register,
    create_side,
    operator,
    set_password,
)
from servanda.registers.actions.restoring import restoration, restore_state
from servanda.registers.actions.rows import lots, sees, sees_all
from servanda.registers.actions.saving_views import (
    remove_view,
    rename_view,
    save_view,
    share_own_view,
    share_view,
)
from servanda.registers.actions.staffing import (
    end_sessions,
    pass_on_role,
    restore_access,
    restore_account,
    suspend,
    suspend_account,
    take_off_second_factors,
)
from servanda.registers.actions.telling import told
from servanda.registers.actions.undoing import in_the_way, is_undone, undo
from servanda.registers.actions.visibility import kind_at, parents_of

__all__ = [
    "MOST_CHANGED",
    "PROTECTIONS",
    "AccountFacts",
    "BuiltSince",
    "BulkChange",
    "BulkPreview",
    "Changeable",
    "ChangedMeanwhile",
    "ChangedSince",
    "Changes",
    "EditConflict",
    "IndexFault",
    "InvitationRefused",
    "Line",
    "Mandate",
    "Merger",
    "NewInvitation",
    "NewPerson",
    "NewRegister",
    "NewValue",
    "NotAllowed",
    "Place",
    "Protection",
    "RegisterFacts",
    "StandsInTheWay",
    "accept_invitation",
    "as_known",
    "ask_for_reset",
    "assign_role",
    "change",
    "change_account",
    "change_in_bulk",
    "change_own_password",
    "change_place",
    "change_register",
    "complete",
    "count_found",
    "create_account",
    "create_register",
    "create_side",
    "desk_at",
    "desk_in",
    "desks_of",
    "end_sessions",
    "in_the_way",
    "index_faults",
    "index_register",
    "index_task",
    "invitation_for",
    "invite",
    "is_undone",
    "join",
    "kind_at",
    "kinds_found",
    "library_desks",
    "lots",
    "mail_checkpoint",
    "mandate_for",
    "merge",
    "moved_to",
    "operator",
    "parents_of",
    "pass_on_role",
    "preview_change",
    "preview_merge",
    "protect_entry",
    "protections",
    "remove_view",
    "rename_view",
    "restoration",
    "restore_access",
    "restore_account",
    "restore_state",
    "revoke_invitation",
    "save_view",
    "seal",
    "sees",
    "sees_all",
    "send_reset_letters",
    "set_password",
    "share_own_view",
    "share_view",
    "suspend",
    "suspend_account",
    "take_off_second_factors",
    "tell_second_factors",
    "told",
    "undo",
    "write_note",
]
