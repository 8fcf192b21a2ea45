"""What a provision says, from one edition to another: text, place in the tree, who and when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.instruments import Edition
from servanda.instruments.models.provisions import Provision
from servanda.parties.models import Party
from servanda.registers.models import Entry, EntryQuerySet, Row, Text


class Strength(models.TextChoices):
    """How strong the verb is under which the source tells it."""

    AGREED = "agreed", _("agreed")
    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("told as going on")
    DONE = "done", _("told as done")


class WordingQuerySet(EntryQuerySet["Wording"]):
    """Named selections of wordings."""

    def present(self) -> WordingQuerySet:
        """Return the wordings no later edition has replaced."""
        return self.filter(to_edition=None)


class Wording(Entry):
    """A provision's words and place from one edition until another. Unique: one present wording.

    `cells` keeps the raw row of a matrix. The verb is kept, for only some verbs bind.
    """

    KIND: ClassVar[str] = "wording"
    FEEDS: ClassVar[str] = "provision"
    PARENTS: ClassVar[tuple[str, ...]] = ("provision",)
    PART_OF: ClassVar[str] = "provision"

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="wordings")
    from_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="wordings")
    to_edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="ended_wordings"
    )
    # place in the tree
    parent = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="child_wordings"
    )
    order = models.PositiveIntegerField(default=0)
    code = models.CharField(_("official number"), max_length=40, blank=True)
    # what it says
    verb = models.CharField(_("verb"), max_length=100, blank=True)
    strength = models.CharField(
        _("strength"), max_length=20, choices=Strength.choices, default=Strength.AGREED
    )
    cells = models.JSONField(default=dict, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provision"],
                condition=Q(to_edition=None),
                name="wording_one_present",
                violation_error_message=_("A provision has one present wording."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.provision}"


class WordingText(Text):
    """The text of a wording in one language. Unique: wording and language."""

    FEEDS: ClassVar[str] = "of__provision"

    of = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="texts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "language"], name="wording_text_language")
        ]


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


class Timing(Row):
    """When a wording is due: words, EDTF, bounds; a continuous measure has no bound.

    Overdue means the latest bound is known and past. A deadline that is relative has the words of
    what it is counted from, what that is, and the public name of the meeting where one is meant.
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

    @override
    def __str__(self) -> str:
        return self.due or self.due_words
