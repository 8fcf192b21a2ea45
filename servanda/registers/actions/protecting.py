"""Who sees an entry, until when it is kept back, and which marking its papers bear."""

from dataclasses import dataclass
from datetime import date

from servanda.registers.actions.changing import change
from servanda.registers.actions.mandates import Mandate, NotAllowed
from servanda.registers.actions.rows import sees
from servanda.registers.models import Entry
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class Protection:
    """What decides on who sees an entry: a Visibility, the last day of an embargo, a marking to print."""

    visibility: str
    embargo_until: date | None = None
    handling: str = ""


def protect_entry(mandate: Mandate, *, entry: Entry, as_told: Protection, revision: int) -> None:
    """Set who sees an entry; what hangs on it becomes as strict in the same change.

    Raises EditConflict for a stale revision, ValidationError for one's own side where the person
    stands on none, NotAllowed without the right.
    """
    with change(mandate, "protect_entry", Ability.EDIT) as changes:
        if not sees(mandate.desk, entry):
            raise NotAllowed
        entry.visibility = as_told.visibility
        entry.embargo_until = as_told.embargo_until
        entry.handling = as_told.handling.strip()
        changes.update(entry, revision=revision)
