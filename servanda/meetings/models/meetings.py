"""Meetings, and where they are joined online."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from typing_extensions import override

from servanda.instruments.models import Instrument
from servanda.meetings.models.series import MeetingSeries
from servanda.parties.models import Party
from servanda.registers.models import Entry, EntryQuerySet
from servanda.registers.rules import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.search.rules import IndexPage


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
    number = models.PositiveIntegerField(_("number in the series"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=MeetingStatus.choices)
    # when and where
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True, db_index=True)
    date_latest = models.DateField(null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=20, choices=MeetingFormat.choices, blank=True)
    host = models.ForeignKey(
        Party,
        verbose_name=_("host"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings_hosted",
    )
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


class OnlineLinkQuerySet(EntryQuerySet["OnlineLink"]):
    """Addresses of meetings online; `visible_to` says which."""


class OnlineLink(Entry):
    """Where a meeting is joined online, for those who work in the register. Unique: meeting."""

    KIND: ClassVar[str] = "online_link"
    PARENTS: ClassVar[tuple[str, ...]] = ("meeting",)

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="online_link")
    address = models.URLField(_("online link"), max_length=500)

    objects = OnlineLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PUBLIC.value),
                name="online_link_is_not_public",
                violation_error_message=_("The link of a meeting online is never public."),
            )
        ]

    @override
    def __str__(self) -> str:
        return self.address
