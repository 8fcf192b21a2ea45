"""A change: permission, transaction, rows, revision, history, in one place.

    with change(mandate, "add_update", Ability.ASSESS) as changes:
        changes.create(update)

Actions call one another: an action inside another joins its transaction and its record, so what a
person did once is one record in the history. One change at a time is open in a register; what is
looked up inside it, to be made where it is missing, is made by nobody else meanwhile.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.history.actions import Deed, append_record
from servanda.history.rules import FieldChange
from servanda.registers.actions.changes import Changes
from servanda.registers.actions.finding import put_found
from servanda.registers.actions.mandates import Mandate, NotAllowed
from servanda.registers.models import Entry, Register
from servanda.registers.rules import Ability


@contextmanager
def change(mandate: Mandate, action: str, ability: Ability) -> Iterator[Changes]:
    """Open a change: refuse without permission, else save all or nothing and write the history.

    Raises NotAllowed (a 403 on a page) before anything is touched.
    """
    desk = mandate.desk
    if not desk.may(ability):
        raise NotAllowed(_("Your role in this register does not allow this."))
    if mandate.open_change is not None:
        yield mandate.open_change
        return
    with transaction.atomic():
        _hold(desk.register)
        changes = Changes(mandate)
        mandate.open_change = changes
        try:
            yield changes
        finally:
            mandate.open_change = None
        deed = Deed(desk.register.uuid, timezone.now(), desk.actor, action, mandate.reason)
        if changes.made:
            _write(deed, desk.register, changes.made, changes.fed)
        for register, followed in changes.elsewhere.items():
            told_there = [one for _entry, told_of_it in followed for one in told_of_it]
            there = replace(deed, register=register.uuid, reason="")  # given in the library alone
            _write(there, register, told_there, [entry for entry, _told in followed])


def _hold(register: Register) -> None:
    """Let nobody else change anything in a register; for the library in any, as all may hang on it."""
    register.hold()
    if register.is_library:
        others = Register.objects.filter(is_library=False).order_by("pk")
        list(others.select_for_update(no_key=True).values_list("pk"))


def _write(
    deed: Deed, register: Register, made: Sequence[FieldChange], fed: Sequence[Entry]
) -> None:
    """Let the search find what changed in a register, and the history of the register tell it."""
    put_found(register, made, fed)
    append_record(deed, made)
