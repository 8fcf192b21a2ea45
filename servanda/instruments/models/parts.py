"""What is part of a wording beside its texts: who answers for it, when it is due, its money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.wordings import Wording
from servanda.instruments.rules import DueTold, deadlines
from servanda.parties.models import Party
from servanda.registers.models import Row


class ResponsibilityRole(models.TextChoices):
    """What a party does for a provision."""

    LEAD = "lead", _("lead")
    CO_LEAD = "co_lead", _("co-lead")
    PARTNER = "partner", _("partner")
    COORDINATOR = "coordinator", _("coordinator")
    MONITOR = "monitor", _("monitor")
    REPORTER = "reporter", _("reporter")


class Responsibility(Row):
    """A party answers for a wording. Unique: wording, party and role.

    Parties with the same number in `alternative` stand for one another: one of them is enough.
    `condition` has the words on which it depends, such as *within available resources*.
    """

    KIND: ClassVar[str] = "responsibility"
    PART_OF: ClassVar[str] = "wording"

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="responsibilities")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(
        max_length=20, choices=ResponsibilityRole.choices, default=ResponsibilityRole.LEAD
    )
    by_consent = models.BooleanField(default=False)
    alternative = models.PositiveSmallIntegerField(_("alternatives"), null=True, blank=True)
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    words = models.CharField(_("as the source has it"), max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(fields=["wording", "party", "role"], name="responsibility_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.party}: {self.role}"


class CountedFrom(models.TextChoices):
    """What a deadline that names no day is counted from."""

    EVENT = "event", _("an event")
    MEETING = "meeting", _("a meeting")
    RULE = "rule", _("a rule")


class Unit(models.TextChoices):
    """In what the time from one day to another is told."""

    DAY = deadlines.DAY, _("days")
    WEEK = deadlines.WEEK, _("weeks")
    MONTH = deadlines.MONTH, _("months")
    YEAR = deadlines.YEAR, _("years")


class Timing(Row):
    """When a wording is due: words, EDTF, bounds; a continuous measure has no bound.

    Overdue means the latest bound is known and past. A deadline that is relative has the words of
    what it is counted from, what that is, and the public name of the meeting where one is meant.
    Where it says how long after that (before it, where negative), `due` follows from the day of it as
    soon as that is known, and is empty until then. `yearly_by` is a month and a day, as `03-01`.
    """

    KIND: ClassVar[str] = "timing"
    PART_OF: ClassVar[str] = "wording"

    wording = models.OneToOneField(Wording, on_delete=models.PROTECT, related_name="timing")
    due = models.CharField(_("due"), max_length=60, blank=True)
    due_words = models.CharField(_("as the source has it"), max_length=300, blank=True)
    due_earliest = models.DateField(null=True, blank=True)
    due_latest = models.DateField(null=True, blank=True, db_index=True)
    recurrence = models.CharField(_("recurs"), max_length=100, blank=True)
    relative_to = models.CharField(_("counted from"), max_length=300, blank=True)
    relative_kind = models.CharField(
        _("counted from what"), max_length=20, choices=CountedFrom.choices, blank=True
    )
    relative_entry = models.UUIDField(_("the meeting it is counted from"), null=True, blank=True)
    relative_day = models.CharField(_("the day it is counted from"), max_length=60, blank=True)
    relative_number = models.SmallIntegerField(_("how long after it"), null=True, blank=True)
    relative_unit = models.CharField(
        _("days, weeks, months or years"), max_length=10, choices=Unit.choices, blank=True
    )
    yearly_by = models.CharField(_("each year by"), max_length=5, blank=True)

    @property
    def told(self) -> DueTold:
        """What it says, as plain values."""
        return DueTold(*(getattr(self, name) for name in TIMING_COLUMNS))

    @override
    def __str__(self) -> str:
        return self.due or self.due_words


TIMING_COLUMNS = (
    "due", "due_words", "recurrence", "relative_to", "relative_kind", "relative_entry",
    "relative_day", "relative_number", "relative_unit", "yearly_by",
)  # fmt: skip
"""The columns of what a timing says, in the order of DueTold."""


class MoneyLine(Row):
    """Money that a wording names, for a year or as a whole; several lines make one wording.

    An amount that is not named is None. That a source says "not covered" is another thing than
    that it says nothing: `is_covered` is None where nothing is said.
    """

    KIND: ClassVar[str] = "money_line"
    PART_OF: ClassVar[str] = "wording"

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="money_lines")
    amount = models.DecimalField(
        _("amount"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(_("who pays"), max_length=300, blank=True)
    is_covered = models.BooleanField(_("covered"), null=True, blank=True)
    words = models.CharField(_("as the source has it"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | ~Q(currency=""),
                name="money_line_currency",
                violation_error_message=_("An amount needs its currency."),
            )
        ]

    @override
    def __str__(self) -> str:
        told = " ".join(filter(None, [str(self.amount or ""), self.currency, str(self.year or "")]))
        return told or self.words
