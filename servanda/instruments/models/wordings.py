"""What a provision says, from one edition to another: text, place in the tree, who, when, money."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.instruments import Edition, Instrument
from servanda.instruments.models.presence import is_present
from servanda.instruments.models.provisions import Provision, ProvisionKind
from servanda.instruments.rules import Cited, Fault, Lasting, fault_in, spellings, whole_spellings
from servanda.registers.models import Entry, EntryQuerySet, Text

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

FAULTS = {
    Fault.TWICE: _("A provision would have two wordings in one edition."),
    Fault.ROUND: _("A provision would stand under one that it leads: move it away first."),
}


class Strength(models.TextChoices):
    """How strong the verb is under which the source tells it."""

    AGREED = "agreed", _("agreed")
    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("told as going on")
    DONE = "done", _("told as done")


class WordingQuerySet(EntryQuerySet["Wording"]):
    """Named selections of wordings."""

    def present(self) -> WordingQuerySet:
        """Return the wordings no later edition has replaced, drafts apart."""
        return self.filter(is_present())

    def original_of(self, provision: Provision) -> WordingText | None:
        """Return the text of the present wording of a provision that its translations render."""
        present = self.present().filter(provision=provision)
        return WordingText.objects.filter(of__in=present, is_original=True).order_by("pk").first()

    def in_force_on(self, instrument: Instrument, day: date) -> WordingQuerySet:
        """Return the wordings that made the text in force on a day; none before the first edition."""
        editions = Edition.objects.filter(instrument=instrument).begun_by(day)
        last = editions.order_by("-number").values("number")[:1]
        begun = self.filter(
            provision__instrument=instrument, from_edition__number__lte=Subquery(last)
        )
        return begun.filter(Q(to_edition=None) | Q(to_edition__number__gt=Subquery(last)))

    def of_edition(self, edition: Edition) -> WordingQuerySet:
        """Return the wordings that make the text of an edition, of a draft as well."""
        begun = self.filter(
            provision__instrument=edition.instrument_id, from_edition__number__lte=edition.number
        )
        return begun.filter(Q(to_edition=None) | Q(to_edition__number__gt=edition.number))

    def cited_as(self, cited: Cited) -> WordingQuerySet:
        """Return those that bear a number with its letters, as papers cite it.

        Number and letters stand before one provision (`26 (c)`), or the letter before one that
        stands under the number.
        """
        whole = Q(code__in=whole_spellings(cited))
        if len(cited.letters) != 1:
            return self.filter(whole)
        numbered = Wording.objects.present().filter(code__in=spellings(cited.number))
        lettered = Q(code__in=spellings(cited.letters[0]))
        return self.filter(whole | lettered & Q(parent__in=numbered.values("provision")))


class Wording(Entry):
    """A provision's words and place from one edition until another. Unique: one lasting wording.

    It makes part of the text from `from_edition` on, and of `to_edition` no more: an edition has a
    wording of its own only of what it changed. Siblings stand by `order`, then by `rank`, the
    decimals of a number between two orders: there is always a place between two, so whatever
    moves, the wordings of its siblings stay as they are. `kind` is that of the provision where it
    is empty. `cells` keeps the raw row of a matrix. The verb is kept, for only some verbs bind.
    """

    KIND: ClassVar[str] = "wording"
    FEEDS: ClassVar[str] = "provision"
    PARENTS: ClassVar[tuple[str, ...]] = ("provision", "from_edition")
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
    rank = models.TextField(default="", blank=True, editable=False)
    code = models.CharField(_("official number"), max_length=40, blank=True)
    # what it says
    kind = models.CharField(_("kind"), max_length=20, choices=ProvisionKind.choices, blank=True)
    verb = models.CharField(_("verb"), max_length=100, blank=True)
    strength = models.CharField(
        _("strength"), max_length=20, choices=Strength.choices, default=Strength.AGREED
    )
    cells = models.JSONField(default=dict, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["order", "rank", "provision_id"]
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

    @classmethod
    @override
    def require_whole(cls, uuids: Collection[UUID]) -> None:
        touched = cls.objects.filter(uuid__in=uuids).order_by()
        for instrument in set(touched.values_list("provision__instrument", flat=True)):
            standing = cls.objects.filter(provision__instrument=instrument, merged_into=None)
            rows = standing.order_by().values_list(
                "provision", "parent", "from_edition__number", "to_edition__number"
            )
            fault = fault_in([Lasting(*row) for row in rows])
            if fault is not None:
                raise ValidationError(FAULTS[fault])

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands among those under the same parent; equal places stand as they came."""
        return (self.order, self.rank)

    @property
    def is_present(self) -> bool:
        """Tell of a wording with its editions whether it is a present one."""
        lasts = self.to_edition is None or self.to_edition.is_draft
        return lasts and not self.from_edition.is_draft


class WordingTextQuerySet(models.QuerySet["WordingText"]):
    """Named selections of the texts of wordings."""

    def stale(self) -> WordingTextQuerySet:
        """Return the translations that render other words than the original has by now."""
        beside = WordingText.objects.filter(of=OuterRef("of"), is_original=True).order_by("pk")
        translations = self.filter(is_original=False).exclude(renders="")
        return translations.exclude(renders=Subquery(beside.values("text")[:1]))

    def untranslated(self, language: str) -> WordingTextQuerySet:
        """Return the originals of wordings that have no text in a language."""
        there = WordingText.objects.filter(of=OuterRef("of"), language=language)
        return self.filter(~Exists(there), is_original=True)


class WordingText(Text):
    """The text of a wording in one language. Unique: wording and language."""

    FEEDS: ClassVar[str] = "of__provision"

    of = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="texts")

    objects = WordingTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "language"], name="wording_text_language")
        ]
