"""What reading found, and what a person made of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.models import Account, Entry, EntryQuerySet
from servanda.sources.models import Version


class ProposalKind(models.TextChoices):
    """Which list of the reading a proposal comes from."""

    PARTY = "party", _("party")
    PERSON = "person", _("person")
    BODY = "body", _("body")
    INSTRUMENT = "instrument", _("instrument")
    MEETING = "meeting", _("meeting")
    COMMITMENT = "commitment", _("commitment")


class ProposalState(models.TextChoices):
    """What a person made of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    CHANGED = "changed", _("changed and accepted")
    REJECTED = "rejected", _("rejected")


class ReadingRunQuerySet(EntryQuerySet["ReadingRun"]):
    """Reading runs; `visible_to` says which."""


class ReadingRun(Entry):
    """One reading of a version by one state of the engine."""

    KIND: ClassVar[str] = "reading_run"
    PARENTS: ClassVar[tuple[str, ...]] = ("version__document",)

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs")
    engine = models.CharField(max_length=60)
    read_at = models.DateTimeField()
    told_before = models.PositiveIntegerField(
        default=0, help_text=_("found as well, and found so in an earlier version already")
    )

    objects = ReadingRunQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return f"{self.version}, {self.engine}"


class ModelReadingQuerySet(EntryQuerySet["ModelReading"]):
    """Readings by a model; `visible_to` says which."""


class ModelReading(Entry):
    """One time that a person let a text be sent to a language model: where to, and what came of it.

    `read_at` is empty until the answer came. `left_out` is a list of kind, quotation and reason: what the model answered and is no proposal.
    """

    KIND: ClassVar[str] = "model_reading"
    PARENTS: ClassVar[tuple[str, ...]] = ("run",)
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"left_out"})

    run = models.ForeignKey(ReadingRun, on_delete=models.PROTECT, related_name="model_readings")
    name = models.CharField(_("model"), max_length=100)
    host = models.CharField(_("sent to"), max_length=255)
    read_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    proposed = models.PositiveIntegerField(_("proposed"), default=0)
    left_out = models.JSONField(default=list, blank=True)

    objects = ModelReadingQuerySet.as_manager()

    @override
    def __str__(self) -> str:
        return f"{self.run}, {self.name}"


class ProposalQuerySet(EntryQuerySet["Proposal"]):
    """Named selections of proposals."""

    def open(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.OPEN)

    def decided(self) -> ProposalQuerySet:
        return self.exclude(state=ProposalState.OPEN)

    def counted_by_rule(self) -> list[tuple[str, str, str, int]]:
        """Return kind, rule and state, and how many proposals have these: one query."""
        columns = ("kind", "found__rule", "state")
        counted = self.order_by().values_list(*columns).annotate(number=Count("pk"))
        return [(kind, rule or "", state, number) for kind, rule, state, number in counted]

    def in_text_order(self) -> ProposalQuerySet:
        return self.order_by("start", "end", "id")


class Proposal(Entry):
    """One thing that reading found. Nothing machine-made is an entry until a person accepts it.

    `found` is the machine's and never changes; `accepted` is what the person made of it. `grounds`
    are the words it rests on: role, start and end, what they gave and how a date was counted.
    Unique: run, kind and order.
    """

    KIND: ClassVar[str] = "proposal"
    PARENTS: ClassVar[tuple[str, ...]] = ("run",)
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"grounds"})

    # what was found
    run = models.ForeignKey(ReadingRun, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    order = models.PositiveIntegerField()
    found = models.JSONField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    grounds = models.JSONField(default=list, blank=True)
    # what became of it
    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    accepted = models.JSONField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    entry_kind = models.CharField(max_length=40, blank=True)
    entry = models.UUIDField(null=True, blank=True, db_index=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "order"], name="proposal_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="proposal_quotes"),
        ]

    @override
    def __str__(self) -> str:
        return self.quote
