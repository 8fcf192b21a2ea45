"""Meetings: the series that goes on, the meetings in it, their agenda, who took part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party, Person, Post
from servanda.registers.models import Entry, EntryQuerySet, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.search.rules import IndexPage


class MeetingSeriesQuerySet(EntryQuerySet["MeetingSeries"]):
    """Series; `visible_to` says which."""


class MeetingSeries(Entry):
    """A meeting that comes again: the level, the posts and the persons may change, it goes on."""

    KIND: ClassVar[str] = "series"
    IS_FOUND: ClassVar[bool] = True

    label = models.CharField(_("name"), max_length=300)
    rhythm = models.CharField(_("rhythm"), max_length=100, blank=True)
    rhythm_words = models.CharField(_("rhythm, as the source has it"), max_length=300, blank=True)
    level = models.CharField(_("level"), max_length=500, blank=True)

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "meeting series"

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for series in entries:
            page = series.index_page(series.label)
            yield replace(page, text=series.level)


class SeriesParty(Row):
    """A party of a series. Unique: series and party."""

    KIND: ClassVar[str] = "series_party"
    PART_OF: ClassVar[str] = "series"

    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="series")

    class Meta:
        verbose_name_plural = "series parties"
        constraints = [models.UniqueConstraint(fields=["series", "party"], name="series_party")]

    @override
    def __str__(self) -> str:
        return str(self.party)


class MeetingStatus(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    HELD = "held", _("held")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class MeetingFormat(models.TextChoices):
    """How people meet."""

    ONLINE = "online", _("online")
    IN_PERSON = "in_person", _("in person")
    HYBRID = "hybrid", _("hybrid")


class MeetingQuerySet(EntryQuerySet["Meeting"]):
    """Named selections of meetings."""

    def latest_first(self) -> MeetingQuerySet:
        """Return the meetings latest first, those without a date last."""
        return self.order_by(
            F("date_latest").desc(nulls_last=True), F("date_earliest").desc(nulls_last=True), "-id"
        )

    def past_on(self, day: date) -> MeetingQuerySet:
        """Return the meetings held that began by a day, latest first."""
        return self.filter(
            Q(date_earliest__lte=day) | Q(date_earliest=None), status=MeetingStatus.HELD
        ).order_by(F("date_latest").desc(nulls_last=True), "-id")

    def next_on(self, day: date) -> MeetingQuerySet:
        """Return the meetings planned whose last possible day has not passed, soonest first."""
        return self.filter(
            Q(date_latest__gte=day) | Q(date_latest=None), status=MeetingStatus.PLANNED
        ).order_by(F("date_earliest").asc(nulls_last=True), "id")


class Meeting(Entry):
    """A meeting on a day, as vague as the source has it. Its points stand on its `record`."""

    KIND: ClassVar[str] = "meeting"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("series",)
    HOLDS: ClassVar[tuple[str, ...]] = ("record",)

    label = models.CharField(_("name"), max_length=300)
    series = models.ForeignKey(
        MeetingSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    status = models.CharField(_("status"), max_length=20, choices=MeetingStatus.choices)
    # when and where
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True, db_index=True)
    date_latest = models.DateField(null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=20, choices=MeetingFormat.choices, blank=True)
    # what came of it
    record = models.OneToOneField(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting"
    )

    objects = MeetingQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for meeting in entries:
            page = meeting.index_page(meeting.label)
            yield replace(
                page,
                names=(meeting.place,),
                day=meeting.date_earliest,
                told_day=meeting.date,
            )


class AgendaItemQuerySet(EntryQuerySet["AgendaItem"]):
    """Points of an agenda; `visible_to` says which."""


class AgendaItem(Entry):
    """A point of the agenda of a meeting. Unique: meeting and order."""

    KIND: ClassVar[str] = "agenda_item"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=500)
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_item_order")
        ]

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
