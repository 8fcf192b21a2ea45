"""Instruments, their names, and their editions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.names import name_key
from servanda.registers.models import Entry, EntryQuerySet, Name
from servanda.sources.models import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from servanda.registers.models import Row
    from servanda.search.rules import IndexPage


class InstrumentKind(models.TextChoices):
    """What kind of text was agreed."""

    FRAMEWORK = "framework", _("framework")
    AGREEMENT = "agreement", _("agreement")
    MEMORANDUM = "memorandum", _("memorandum")
    ACTION_PLAN = "action_plan", _("action plan")
    PROGRAMME = "programme", _("programme")
    PROJECT = "project", _("project")
    RECORD = "record", _("record of a meeting")
    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", _("decision")
    STATEMENT = "statement", _("statement")
    LAW = "law", _("law")
    REPORT = "report", _("report")
    OTHER = "other", _("other")


class InstrumentQuerySet(EntryQuerySet["Instrument"]):
    """Named selections of instruments."""

    def named(self, name: str) -> InstrumentQuerySet:
        """Return the instruments that bear a name, under any spelling of it."""
        return self.filter(names__key=name_key(name)).distinct()

    def called(self, typed: str) -> InstrumentQuerySet:
        """Return the instruments that bear a name or, where it is written like one, a symbol."""
        if "/" not in typed:
            return self.named(typed)
        named = InstrumentName.objects.filter(key=name_key(typed)).values("of")
        return self.filter(Q(symbol=typed) | Q(pk__in=named))

    def agreed_texts(self) -> InstrumentQuerySet:
        """Leave out what only gathers points: records as reported and statements of a document."""
        return self.exclude(kind__in=[InstrumentKind.RECORD, InstrumentKind.STATEMENT])

    def in_force_on(self, day: date) -> InstrumentQuerySet:
        """Return those whose period holds the day; without a known period they count as in force."""
        begun = Q(period_earliest=None) | Q(period_earliest__lte=day)
        lasting = Q(period_latest=None) | Q(period_latest__gte=day)
        return self.filter(begun, lasting)


class Instrument(Entry):
    """A framework, an agreement, a plan, a report, or the record of a meeting.

    A statement gathers what a document (`made_from`) tells outside any meeting; a plan that was
    brought in is made from its file. A draft stays one until somebody adopts it: whether it is in
    force on a day is derived (`rules.state_on`).
    """

    KIND: ClassVar[str] = "instrument"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("made_from",)

    # identity
    label = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind"), max_length=20, choices=InstrumentKind.choices)
    symbol = models.CharField(_("number or symbol"), max_length=100, blank=True)
    is_draft = models.BooleanField(_("still a draft"), default=False)
    # period
    period = models.CharField(_("period"), max_length=60, blank=True)
    period_words = models.CharField(max_length=200, blank=True)
    period_earliest = models.DateField(null=True, blank=True)
    period_latest = models.DateField(null=True, blank=True)
    # source
    made_from = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["made_from"],
                condition=Q(kind="statement"),
                name="instrument_one_statement_a_document",
            )
        ]

    @override
    def __str__(self) -> str:
        return self.label

    @override
    def require_mergeable_into(self, into: Self) -> None:
        require_no_draft(self, into)

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for instrument in entries.prefetch_related("names"):
            names = tuple(name.text for name in instrument.names.all())
            page = instrument.index_page(instrument.label)
            yield replace(
                page,
                names=(instrument.symbol, *names),
                day=instrument.period_earliest,
                told_day=instrument.period,
            )


class InstrumentName(Name):
    """A name of an instrument. Unique: instrument, text and language."""

    of = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="names")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "text", "language"], name="instrument_name_once")
        ]


class EditionQuerySet(EntryQuerySet["Edition"]):
    """Named selections of editions."""

    def drafts(self) -> EditionQuerySet:
        """Return those that are being made and are not in force yet."""
        return self.filter(is_draft=True)

    def begun_by(self, day: date) -> EditionQuerySet:
        """Return those in force on a day or before it; one without a known day counts as begun.

        The last of them by number is the one in force. As for the period of an instrument, the
        earliest day counts that a vague date can mean.
        """
        begun = Q(date_earliest=None) | Q(date_earliest__lte=day)
        return self.filter(begun, is_draft=False)


class Edition(Entry):
    """A state of an instrument's text, in force from its date. Unique: instrument and number.

    The last one is being made while it `is_draft`: its wordings are not present ones yet. An
    instrument has one draft at most.
    """

    KIND: ClassVar[str] = "edition"
    PARENTS: ClassVar[tuple[str, ...]] = ("instrument",)

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(default=1)
    reason = models.CharField(_("why it was made"), max_length=500, blank=True)
    is_draft = models.BooleanField(_("is being made"), default=False)
    # in force from
    date = models.CharField(_("date"), max_length=60, blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)
    # source
    made_from = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("document it stands on"),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="edition_number"),
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(is_draft=True),
                name="edition_one_draft",
                violation_error_message=_("An edition of this instrument is being made already."),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.instrument}, {self.number}"

    @override
    def told_under(self, changed: Collection[str]) -> Iterable[Row]:
        if "is_draft" not in changed:
            return []
        begun, ended = self.wordings.select_related("provision"), self.ended_wordings
        texts = apps.get_model("instruments", "WordingText")._default_manager.filter(
            of__from_edition=self, is_original=True
        )
        return [
            *begun,
            *ended.select_related("provision"),
            *texts.select_related("of__provision"),
        ]


def require_no_draft(*instruments: Instrument) -> None:
    """Raise ValidationError while an edition of one of some instruments is being made."""
    if Edition.objects.drafts().filter(instrument__in=instruments).exists():
        told = _("An edition is being made: put it in force, or take its opening back, then merge.")
        raise ValidationError(told)
