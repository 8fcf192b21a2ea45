"""What sources tell otherwise than an entry stands, until a person decides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.models import Account, Entry, EntryQuerySet
from servanda.sources.models.citing import Passage
from servanda.sources.models.documents import Version


class DifferenceState(models.TextChoices):
    """What a person made of a value that does not stand."""

    OPEN = "open", _("open")
    TAKEN = "taken", _("stands")
    LEFT = "left", _("does not stand")


class DifferenceQuerySet(EntryQuerySet["Difference"]):
    """Named selections of differences."""

    def open(self) -> DifferenceQuerySet:
        return self.filter(state=DifferenceState.OPEN)

    def with_sources(self) -> DifferenceQuerySet:
        """Return them with passage, version and document, in order; the texts are not fetched."""
        return (
            self.select_related("passage__version__document", "decided_by")
            .defer(*Version.long_fields("passage__version__"))
            .order_by("entry", "field", "id")
        )


class Difference(Entry):
    """A source tells another value of a field of an entry than the one that stands there.

    Both are kept with their words, until a person says which stands, and why. Unique: passage,
    entry and field. A date is EDTF, a choice its code.
    """

    KIND: ClassVar[str] = "difference"
    PARENTS: ClassVar[tuple[str, ...]] = ("passage__version__document",)

    # what the source tells, and of what
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="differences")
    entry_kind = models.CharField(max_length=40)
    entry = models.UUIDField(db_index=True)
    field = models.CharField(max_length=60)
    value = models.CharField(_("value"), max_length=500)
    words = models.CharField(max_length=200, blank=True)
    # what became of it
    state = models.CharField(
        max_length=10, choices=DifferenceState.choices, default=DifferenceState.OPEN
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "entry", "field"], name="difference_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.entry_kind}.{self.field}: {self.value}"
