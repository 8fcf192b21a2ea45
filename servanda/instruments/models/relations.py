"""How one instrument stands to another, and the documents that hold its text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.instruments import Instrument
from servanda.registers.models import Entry, EntryQuerySet
from servanda.sources.models import Document


class RelationKind(models.TextChoices):
    """How one instrument stands to another; the first is the later or the smaller of both."""

    FOLLOWS = "follows", _("follows")
    REPLACES = "replaces", _("replaces")
    SUPPLEMENTS = "supplements", _("supplements")
    COPIES = "copies", _("is a regional copy of")
    STANDS_ON = "stands_on", _("was made because of")
    GROUPS = "groups", _("groups the provisions of")


class RelationQuerySet(EntryQuerySet["Relation"]):
    """Relations; `visible_to` says which."""


class Relation(Entry):
    """One instrument stands in a relation to another. Unique: both and the kind.

    One that follows another comes after it in the same line, whatever lies between; one that
    replaces another ends it on the day, before its own period was over.
    """

    KIND: ClassVar[str] = "relation"
    PARENTS: ClassVar[tuple[str, ...]] = ("instrument", "other")

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="relations_out"
    )
    other = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="relations_in")
    kind = models.CharField(_("kind"), max_length=20, choices=RelationKind.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # from when
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "other", "kind"], name="relation_once"),
            models.CheckConstraint(
                condition=~Q(instrument=F("other")),
                name="relation_between_two",
                violation_error_message=_("An instrument stands in no relation to itself."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.instrument} {self.kind} {self.other}"


class HeldPart(models.TextChoices):
    """What of an instrument a document holds."""

    TEXT = "text", _("the text")
    ANNEX = "annex", _("an annex")
    TRANSLATION = "translation", _("a translation")
    ADOPTION = "adoption", _("the act of adoption")
    OTHER = "other", _("something about it")


class HeldTextQuerySet(EntryQuerySet["HeldText"]):
    """Documents on which instruments stand; `visible_to` says which."""


class HeldText(Entry):
    """A document holds the text of an instrument or a part of it. Unique: both and the part."""

    KIND: ClassVar[str] = "held_text"
    PARENTS: ClassVar[tuple[str, ...]] = ("instrument", "document")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="held_texts")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="held_texts")
    part = models.CharField(
        _("what it holds"), max_length=20, choices=HeldPart.choices, default=HeldPart.TEXT
    )

    objects = HeldTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "document", "part"], name="held_text_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document}: {self.instrument}"
