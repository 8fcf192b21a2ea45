"""What a meeting speaks of, and who takes part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Provision
from servanda.meetings.models.meetings import Meeting
from servanda.parties.models import Party, Person, Post
from servanda.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.search.rules import IndexPage


class AgendaItemQuerySet(EntryQuerySet["AgendaItem"]):
    """Points of an agenda; `visible_to` says which."""


class AgendaSubject(models.TextChoices):
    """What a point of an agenda speaks of, where the register fills it."""

    PAST_DECISIONS = "past_decisions", _("past decisions")


class AgendaItem(Entry):
    """A point of the agenda of a meeting, in its order: 1 is the first.

    No constraint keeps two of one order apart: a move changes the orders of two, and is taken back one
    after the other.
    """

    KIND: ClassVar[str] = "agenda_item"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=500)
    about = models.CharField(
        _("filled with"), max_length=20, choices=AgendaSubject.choices, blank=True
    )
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]

    @override
    def __str__(self) -> str:
        return self.title

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for item in entries.select_related("meeting"):
            page = item.index_page(item.title)
            yield replace(page, shown_kind=Meeting.KIND, shown=item.meeting.uuid)


class ParticipationQuerySet(EntryQuerySet["Participation"]):
    """Participations; `visible_to` says which."""


class Participation(Entry):
    """A party at a meeting, and who spoke for it. Unique: meeting, party, person and post."""

    KIND: ClassVar[str] = "participation"
    PARENTS: ClassVar[tuple[str, ...]] = ("meeting", "party", "person", "post")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participations")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="participations"
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting",
                Coalesce("party", 0, output_field=models.BigIntegerField()),
                Coalesce("person", 0, output_field=models.BigIntegerField()),
                Coalesce("post", 0, output_field=models.BigIntegerField()),
                name="participation_once",
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=False) | Q(person__isnull=False) | Q(post__isnull=False),
                name="participation_of_someone",
                violation_error_message=_("Name a party, a person or a post."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.person or self.post or self.party)
