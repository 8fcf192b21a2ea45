"""Who adopted an instrument: when, by whose hand, and with which reserve."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.instruments import Instrument
from servanda.parties.models import Party, Person, Post
from servanda.registers.models import Entry, EntryQuerySet


class Qualification(models.TextChoices):
    """With which reserve a party adopted an instrument, or that it did not."""

    AD_REFERENDUM = "ad_referendum", _("ad referendum")
    RESERVATION = "reservation", _("with a reservation")
    OPINION = "opinion", _("with an opinion")
    UNSIGNED = "unsigned", _("not signed")


class AdoptionQuerySet(EntryQuerySet["Adoption"]):
    """Named selections of adoptions."""

    def given(self) -> AdoptionQuerySet:
        """Leave out the parties of which is noted that they did not sign."""
        return self.exclude(qualified=Qualification.UNSIGNED)


class Adoption(Entry):
    """A party's yes to an instrument. Unique: instrument and party.

    The signatory is a person in the post held on the day; `qualification` has the words of a
    reserve, `qualified` its kind. It may be in force for one party earlier than for another.
    """

    KIND: ClassVar[str] = "adoption"
    PARENTS: ClassVar[tuple[str, ...]] = ("instrument", "party")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="adoptions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="adoptions")
    # by whom
    signatory = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="signed"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="signed"
    )
    # with which reserve
    qualified = models.CharField(
        _("kind of qualification"), max_length=20, choices=Qualification.choices, blank=True
    )
    qualification = models.CharField(_("qualification"), max_length=300, blank=True)
    # when
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)
    force = models.CharField(_("in force from"), max_length=60, blank=True)
    force_words = models.CharField(max_length=200, blank=True)
    force_earliest = models.DateField(null=True, blank=True)
    force_latest = models.DateField(null=True, blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "party"], name="adoption_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.party}: {self.instrument}"
