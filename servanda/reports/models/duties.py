"""Reports that are due: who owes one to whom, for which period, until when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.search.rules import IndexPage


class ReportingDutyQuerySet(EntryQuerySet["ReportingDuty"]):
    """Named selections of reporting duties."""

    def falling_due(self, *, after: date) -> ReportingDutyQuerySet:
        """Return the duties whose last day has not passed, and those without one, soonest first."""
        return self.filter(Q(due_latest=None) | Q(due_latest__gte=after)).order_by(
            F("due_latest").asc(nulls_last=True), "id"
        )


class ReportingDuty(Entry):
    """A report that somebody owes. `provision` is the commitment it comes from, where there is one."""

    KIND: ClassVar[str] = "duty"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("provision", "instrument")

    label = models.CharField(_("report"), max_length=500)
    debtor = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    recipient = models.CharField(_("to whom"), max_length=300, blank=True)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    provision = models.OneToOneField(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="duty"
    )
    # when
    due = models.CharField(_("due"), max_length=60, blank=True)
    due_words = models.CharField(max_length=200, blank=True)
    due_earliest = models.DateField(null=True, blank=True)
    due_latest = models.DateField(null=True, blank=True, db_index=True)
    rule = models.CharField(_("rule for the deadline"), max_length=300, blank=True)

    objects = ReportingDutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "reporting duties"

    @override
    def __str__(self) -> str:
        return self.label

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for duty in entries:
            page = duty.index_page(duty.label)
            yield replace(page, names=(duty.recipient,), day=duty.due_latest, told_day=duty.due)
