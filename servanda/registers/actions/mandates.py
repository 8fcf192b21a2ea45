"""In whose name an action acts, and the two ways in which it is refused."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from servanda.registers.models import Desk, Entry

if TYPE_CHECKING:
    from servanda.registers.actions.changes import Changes


class NotAllowed(PermissionDenied):
    """The person's role in the register does not allow the action."""


class EditConflict(Exception):
    """Somebody changed the entry since the person saw it. Holds the entry as it is now."""

    def __init__(self, entry: Entry, current: Entry) -> None:
        super().__init__(_("Somebody else changed this entry since you opened it."))
        self.entry, self.current = entry, current


@dataclass
class Mandate:
    """In whose name an action acts, and why; holds the change that is open."""

    desk: Desk
    reason: str = ""
    open_change: "Changes | None" = field(default=None, init=False, repr=False)
