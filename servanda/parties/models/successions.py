"""What became of parties: renamed, merged, divided, abolished; who stands in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.parties.models.parties import Party
from servanda.registers.models import Desk, Entry, EntryQuerySet
from servanda.registers.models.entries import is_seen_at

if TYPE_CHECKING:
    from datetime import date


class SuccessionKind(models.TextChoices):
    """What became of a party."""

    RENAMED = "renamed", _("renamed")
    MERGED = "merged", _("merged into another")
    DIVIDED = "divided", _("divided")
    ABOLISHED = "abolished", _("abolished")


class SuccessionQuerySet(EntryQuerySet["Succession"]):
    """Named selections of successions."""

    def by(self, day: date) -> SuccessionQuerySet:
        """Return those that have surely happened on a day; without a word on when, they have.

        What began on a day and has no last one has happened from that day on. Words that mean no
        day leave open whether it has.
        """
        is_undated = Q(date="", date_words="")
        has_begun = Q(date_latest=None, date_earliest__lte=day)
        return self.filter(is_undated | Q(date_latest__lte=day) | has_begun)

    def seen_at(self, desk: Desk) -> SuccessionQuerySet:
        """Return those that a person may see with both parties."""
        rows = self.visible_to(desk).filter(is_seen_at(desk, "party__"))
        return rows.filter(Q(successor=None) | is_seen_at(desk, "successor__"))

    def as_followed(self, desk: Desk) -> dict[int, list[int]]:
        """Return of each party which others took its place by the day of the desk: one query."""
        rows = self.seen_at(desk).by(desk.today).exclude(successor=None).order_by("id")
        found: dict[int, list[int]] = {}
        for party, successor in rows.values_list("party", "successor"):
            if successor is not None:
                found.setdefault(party, []).append(successor)
        return found


class Succession(Entry):
    """A party ceased to act under its name, and another acts in its place. Unique: both.

    What it answered for, the successor answers for from the day; the old texts keep the old name.
    Of a party that was abolished without one there is no successor.
    """

    KIND: ClassVar[str] = "succession"
    PARENTS: ClassVar[tuple[str, ...]] = ("party", "successor")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="inheritances"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # from when
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(party=F("successor")),
                name="succession_between_two",
                violation_error_message=_("A party does not succeed itself."),
            ),
            models.CheckConstraint(
                condition=Q(kind="abolished") | Q(successor__isnull=False),
                name="succession_names_who_follows",
                violation_error_message=_("Say which party acts in its place."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.party}: {self.kind}"
