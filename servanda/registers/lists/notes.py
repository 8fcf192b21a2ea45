"""The list of notes, which one's own side alone sees."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from servanda.registers.lists.declaring import Column, EntryList, Facet
from servanda.registers.lists.usual import WHO_SEES, told_choice
from servanda.registers.models import Note
from servanda.registers.models.notes import NoteKind

told_kind: Final = told_choice(NoteKind.choices)

NOTES: Final = EntryList(
    kind=Note.KIND,
    title=_("Own-side notes"),
    model=Note,
    columns=(
        Column("text", _("Text"), ("text",), leads_to=""),
        Column("kind", _("Kind"), ("kind",), told_kind, order="kind"),
        *WHO_SEES,
    ),
    facets=(Facet("kind", _("Kind"), "kind", told_kind),),
    order="kind",
)
LISTS: Final = (NOTES,)
