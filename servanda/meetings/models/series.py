"""Series of meetings, and their parties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.parties.models import Party
from servanda.registers.models import Entry, EntryQuerySet, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.search.rules import IndexPage


class MeetingSeriesQuerySet(EntryQuerySet["MeetingSeries"]):
    """Series; `visible_to` says which."""


class MeetingSeries(Entry):
    """A meeting that comes again: the level, the posts and the persons may change, it goes on.

    `rhythm` is a recurrence of RFC 5545, or words that mean one; the meetings before `counted_from`
    came as they came. Whoever meets takes up what is open in the series that it `follows` as well.
    """

    KIND: ClassVar[str] = "series"
    IS_FOUND: ClassVar[bool] = True

    label = models.CharField(_("name"), max_length=300)
    level = models.CharField(_("level"), max_length=500, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("takes up what is open in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
    )
    # how often
    rhythm = models.CharField(_("rhythm"), max_length=100, blank=True)
    rhythm_words = models.CharField(_("rhythm, as the source has it"), max_length=300, blank=True)
    counted_from = models.CharField(_("counted from"), max_length=60, blank=True)
    counted_from_words = models.CharField(max_length=200, blank=True)
    counted_from_earliest = models.DateField(null=True, blank=True)
    counted_from_latest = models.DateField(null=True, blank=True)

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
    """A party of a series, and when it hosts: `turn` is its place among the hosts. Unique: series and party."""

    KIND: ClassVar[str] = "series_party"
    PART_OF: ClassVar[str] = "series"

    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="series")
    turn = models.PositiveSmallIntegerField(_("turn as host"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "series parties"
        constraints = [models.UniqueConstraint(fields=["series", "party"], name="series_party")]

    @override
    def __str__(self) -> str:
        return str(self.party)
