"""Provisions: the lasting identity of a part of an instrument, and what ties them together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models.instruments import Edition, Instrument, require_no_draft
from servanda.registers.models import Entry, EntryQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.search.rules import IndexPage


class ProvisionKind(models.TextChoices):
    """What a row of the tree is."""

    HEADING = "heading", _("heading")
    PROBLEM = "problem", _("problem")
    GOAL = "goal", _("goal")
    OBJECTIVE = "objective", _("objective")
    MEASURE = "measure", _("measure")
    ACTIVITY = "activity", _("activity")
    POINT = "point", _("point agreed")
    INDICATOR = "indicator", _("indicator")
    UNDERTAKING = "undertaking", _("undertaking")
    RECOMMENDATION = "recommendation", _("recommendation")
    PRINCIPLE = "principle", _("principle")
    ACTION = "action", _("action")
    TARGET = "target", _("target")
    ARTICLE = "article", _("article")
    TOTAL = "total", _("total")
    NOTE = "note", _("note")


class Consent(models.TextChoices):
    """How far a provision is agreed, before any progress."""

    PROPOSED = "proposed", _("proposed")
    AD_REFERENDUM = "ad_referendum", _("agreed ad referendum")
    AGREED = "agreed", _("agreed")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProvisionQuerySet(EntryQuerySet["Provision"]):
    """Named selections of provisions."""

    def commitments(self) -> ProvisionQuerySet:
        """Return the provisions that bind someone."""
        return self.filter(binds=True)

    def standing_consent(self) -> ProvisionQuerySet:
        """Leave out what was superseded or withdrawn."""
        return self.exclude(consent__in=[Consent.SUPERSEDED, Consent.WITHDRAWN])


class Provision(Entry):
    """A part of an instrument through all editions. What it says stands in its wordings.

    `label` is the text of the present wording in its original language, kept by the action
    so that lists need no join. It is never more open than the edition that added it: nobody reads
    what a draft adds before the draft is in force.
    """

    KIND: ClassVar[str] = "provision"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("instrument", "added_in")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="provisions")
    added_in = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="added",
        verbose_name=_("edition that added it"),
    )
    label = models.CharField(max_length=1000, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=ProvisionKind.choices)
    binds = models.BooleanField(_("binds someone"), default=True)
    consent = models.CharField(
        _("consent"), max_length=20, choices=Consent.choices, default=Consent.AGREED
    )

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["register", "binds"], name="provision_binding")]

    @override
    def __str__(self) -> str:
        return self.label

    @override
    def require_mergeable_into(self, into: Self) -> None:
        require_no_draft(self.instrument, into.instrument)

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        editions = ("wordings__from_edition", "wordings__to_edition")
        for provision in entries.prefetch_related("labels", "wordings__texts", *editions):
            wordings = [wording for wording in provision.wordings.all() if wording.is_present]
            told = [text for wording in wordings for text in wording.texts.all()]
            language = next((text.language for text in told if text.is_original), "")
            others = dict.fromkeys(text.text for text in told if text.text != provision.label)
            codes = tuple(wording.code for wording in wordings)
            labels = tuple(label.text for label in provision.labels.all())
            page = provision.index_page(provision.label, language)
            yield replace(page, text="\n".join(others), names=(*codes, *labels))


class LinkKind(models.TextChoices):
    """How one provision stands to another."""

    IMPLEMENTS = "implements", _("implements")
    RESPONDS_TO = "responds_to", _("responds to")
    CONTINUES = "continues", _("continues")
    AMENDS = "amends", _("amends")
    REPLACES = "replaces", _("replaces")
    SAME_AS = "same_as", _("same as")
    PART_OF = "part_of", _("part of")
    WITHIN = "within", _("lies within")
    COVERS = "covers", _("covers")
    OVERLAPS = "overlaps", _("overlaps with")


class LinkQuerySet(EntryQuerySet["Link"]):
    """Links; `visible_to` says which."""


class Link(Entry):
    """A tie between two provisions, with its reason. Unique: from, to and kind.

    `strength` is known of ties between frameworks alone: 1 weak, 2 fair, 3 strong.
    """

    KIND: ClassVar[str] = "link"
    PARENTS: ClassVar[tuple[str, ...]] = ("from_provision", "to_provision")

    from_provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, related_name="links_out"
    )
    to_provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    strength = models.PositiveSmallIntegerField(_("strength"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_provision", "to_provision", "kind"], name="link_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_provision=F("to_provision")),
                name="link_between_two",
                violation_error_message=_("A provision is not linked to itself."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.from_provision} {self.kind} {self.to_provision}"
