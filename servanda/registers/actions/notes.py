"""Notes of one side."""

from uuid import UUID

from django.utils.translation import gettext as _

from servanda.registers.actions.changing import change
from servanda.registers.actions.mandates import Mandate, NotAllowed
from servanda.registers.models import Entry, Note
from servanda.registers.rules import Ability, Visibility


def write_note(mandate: Mandate, *, on: Entry, kind: str, text: str) -> Note:
    """Write a note on an entry that only the person's own side sees.

    `kind` is a NoteKind. The same words on it once more are the same note. Raises NotAllowed for a person who stands on no side.
    """
    side = mandate.desk.side_id
    if side is None:
        raise NotAllowed(_("You belong to no side of this register, so you cannot keep its notes."))
    note = Note(
        subject_kind=on.KIND,
        subject=UUID(str(on.uuid)),
        kind=kind,
        text=text.strip(),
        visibility=Visibility.OWN_SIDE.value,
        side_id=side,
    )
    with change(mandate, "write_note", Ability.NOTE) as changes:
        same = Note.objects.visible_to(mandate.desk).filter(
            subject=note.subject, kind=kind, text=note.text, side_id=side
        )
        return same.first() or changes.create(note)
