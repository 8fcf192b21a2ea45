"""A note that one's own side alone sees, on any entry."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.models.entries import Entry, EntryQuerySet
from servanda.registers.rules import Visibility
from servanda.search.rules import IndexPage


class NoteKind(models.TextChoices):
    """What a note is for."""

    POSITION = "position", _("Our position")
    ASK = "ask", _("What to ask")
    SPEAKER = "speaker", _("Who speaks")


class NoteQuerySet(EntryQuerySet["Note"]):
    """Notes on entries."""

    def on(self, *entries: UUID) -> "NoteQuerySet":
        """Return the notes on these entries, oldest first."""
        return self.filter(subject__in=entries).order_by("id")


class Note(Entry):
    """What one side keeps to itself about a point or a meeting. Never leaves the side."""

    KIND: ClassVar[str] = "note"
    IS_FOUND: ClassVar[bool] = True

    subject_kind = models.CharField(max_length=40)
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=NoteKind.choices)
    text = models.TextField(_("text"))

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    visibility=Visibility.OWN_SIDE.value,
                    effective_visibility=Visibility.OWN_SIDE.value,
                    side__isnull=False,
                ),
                name="note_is_of_one_side",
                violation_error_message=_("A note belongs to one side and is seen by it alone."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.text

    @classmethod
    @override
    def index_pages(cls, entries: "models.QuerySet[Self]") -> Iterator[IndexPage]:
        for note in entries:
            page = note.index_page("")
            shown_kind, shown = note.subject_kind, note.subject
            yield replace(page, text=note.text, shown_kind=shown_kind, shown=shown)
