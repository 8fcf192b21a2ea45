"""What became of it: updates of assessors, their evidence, the standings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber, TruncDate
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.instruments.models import Provision
from servanda.parties.models import Party
from servanda.progress.models.said import Said, said_constraints
from servanda.progress.models.scales import Core, ScaleKind, ScaleValue
from servanda.registers.models import Entry, EntryQuerySet, Row, YearOf
from servanda.sources.models import Document, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from servanda.search.rules import IndexPage


class UpdateQuerySet(EntryQuerySet["Update"]):
    """Named selections of updates."""

    def stated_by(self, day: date) -> UpdateQuerySet:
        """Return what had been said by a day."""
        return self.filter(stated_on__lte=day)

    def latest_first(self) -> UpdateQuerySet:
        return self.order_by(F("stated_on").desc(), "-id")

    def uncorrected(self) -> UpdateQuerySet:
        """Leave out updates that another one of the selection corrects."""
        return self.filter(~Exists(self.order_by().filter(corrects=OuterRef("pk"))))

    def with_dating(self) -> UpdateQuerySet:
        """Tell of each update what `day_told` needs: whether `stated_on` is a day that was named.

        `is_undated`: it stands on passages of documents without a date alone, and nobody named
        another day than that on which it was entered: `stated_on` is but the day by which it had
        been said. `told_within`: the date of the document that it stands on, a month or a year,
        where `stated_on` is no more than the last day of it.
        """
        pieces = Evidence.objects.filter(update=OuterRef("pk")).order_by()
        other = pieces.filter(~Q(document__published="") | Q(passage=None))
        is_of_entry = Q(stated_on__gte=TruncDate("recorded_at"))
        ends_then = pieces.exclude(passage=None).filter(
            document__published_latest=OuterRef("stated_on"),
            document__published_earliest__lt=OuterRef("stated_on"),
        )
        return self.annotate(
            is_undated=Exists(pieces) & ~Exists(other) & is_of_entry,
            told_within=Subquery(ends_then.order_by("id").values("document__published")[:1]),
        )

    def of_status(self) -> UpdateQuerySet:
        """Leave out what says how a text was received, or how it was rated: no standing follows."""
        return self.filter(value__kind=ScaleKind.STATUS)

    def last_words(self) -> UpdateQuerySet:
        """Return the last word of each assessor on how each provision stands.

        Last is what was stated later, of two of a day what was entered later. Corrected updates
        do not count, nor does what is said on a scale of another kind.
        """
        place = Window(
            RowNumber(),
            partition_by=[F("provision"), F("assessor")],
            order_by=[F("stated_on").desc(), F("id").desc()],
        )
        said = self.uncorrected().of_status()
        return said.annotate(place_among_words=place).filter(place_among_words=1)


class Update(Entry, Said):
    """What one assessor says of a provision. Never overwritten: a correction is a new update.

    `as_of` is the day it speaks of, `stated_on` the day it was said, `recorded_at` the day it
    was entered.
    """

    KIND: ClassVar[str] = "update"
    IS_FOUND: ClassVar[bool] = True
    PARENTS: ClassVar[tuple[str, ...]] = ("provision",)

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="updates")
    assessor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="updates")
    # what is said
    value = models.ForeignKey(ScaleValue, on_delete=models.PROTECT)
    language = models.CharField(_("language"), max_length=10, blank=True)
    # `update_corrections` is its index: nearly every update corrects none
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        db_index=False,
    )
    # three times
    stated_on = models.DateField(_("stated on"))
    recorded_at = models.DateTimeField()

    objects = UpdateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["provision", "assessor", "stated_on"], name="update_said"),
            models.Index(  # a page of the list in its own order, at any depth
                fields=["register", "merged_into", "effective_visibility", "stated_on", "id"],
                name="update_listed",
            ),
            models.Index(  # the facets of the list: grouped in this order, and nothing else is read
                "register",
                "merged_into",
                "effective_visibility",
                "assessor",
                "value",
                "language",
                YearOf("stated_on"),
                "stated_on",
                "effective_embargo",
                "side",
                name="update_counted",
            ),
            models.Index(  # the latest entered; SQLite takes the later of equals
                fields=["register", "merged_into", "effective_visibility", "recorded_at", "id"],
                name="update_latest",
            ),
            models.Index(  # whether one is corrected; so narrow that every planner takes it
                fields=["corrects", "register", "merged_into", "effective_visibility"],
                condition=Q(corrects__isnull=False),
                name="update_corrections",
            ),
        ]
        constraints = said_constraints("update")

    @override
    def __str__(self) -> str:
        return f"{self.assessor}: {self.value}, {self.stated_on.isoformat()}"

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for update in entries.select_related("provision"):
            words = update.words
            page = update.index_page("", update.language)
            yield replace(
                page,
                text="\n\n".join(words),
                day=update.stated_on,
                told_day=update.stated_on.isoformat(),
                shown_kind=Provision.KIND,
                shown=update.provision.uuid,
            )


class Evidence(Row):
    """What an update stands on: a document, or a passage of it. Unique: update, document, passage."""

    KIND: ClassVar[str] = "evidence"

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="evidence")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "update",
                "document",
                Coalesce("passage", 0, output_field=models.BigIntegerField()),
                name="evidence_once",
            )
        ]

    @override
    def __str__(self) -> str:
        return str(self.document)


class EvidenceAddress(Row):
    """An address on which an update stands, and when it was seen there. Unique: update, address, day."""

    KIND: ClassVar[str] = "evidence_address"
    PART_OF: ClassVar[str] = "update"

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="addresses")
    url = models.URLField(_("address"), max_length=500)
    seen_on = models.DateField(_("seen on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "url", "seen_on"], name="evidence_address_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.url


class Verification(Row):
    """What somebody else than its assessor says of an update that tells *done*.

    Unique: update, verifier and day. The latest of each verifier counts; earlier ones are kept.
    """

    KIND: ClassVar[str] = "verification"
    PART_OF: ClassVar[str] = "update"

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="verifications")
    verifier = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    is_adequate = models.BooleanField(_("what was done is adequate"))
    words = models.TextField(_("why"), blank=True)
    verified_on = models.DateField(_("verified on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "verifier", "verified_on"],
                name="verification_once",
                violation_error_message=_("This party verified the update on this day already."),
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.verifier}, {self.verified_on.isoformat()}"


class Standing(Row):
    """The latest update of one assessor on one provision, stored. Unique: provision and assessor.

    Overdue and silence are not stored: they are derived with the day as a parameter. Hidden updates
    count as well: a page or a paper reads the updates that the person may see, never this.
    """

    KIND: ClassVar[str] = "standing"

    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="standings")
    assessor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="+")
    core = models.CharField(max_length=20, choices=Core.choices)
    stated_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provision", "assessor"], name="standing_once")
        ]
        indexes = [
            models.Index(
                fields=["provision"], condition=Q(core="done"), name="standing_done_provisions"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.assessor}: {self.core}"
