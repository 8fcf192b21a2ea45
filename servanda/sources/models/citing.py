"""The passages of a text, where they stand in later versions, and what cites them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID, uuid5

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.registers.models import Row
from servanda.sources.models.documents import LONGEST_ANCHOR, Version

if TYPE_CHECKING:
    from collections.abc import Iterable


class Passage(Row):
    """A stretch of a version's text: `version.text[start:end] == quote`, always.

    Unique: version, start and end; its uuid is made from the three.
    """

    KIND: ClassVar[str] = "passage"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField(help_text=_("first character after it"))
    page = models.PositiveIntegerField(null=True)
    place = models.CharField(
        max_length=LONGEST_ANCHOR,
        blank=True,
        help_text=_("name of the place, as of a cell: Plan!C5"),
    )
    quote = models.TextField()

    class Meta:
        ordering = ["start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["version", "start", "end"], name="passage_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_not_empty"),
        ]

    @override
    def __str__(self) -> str:
        return self.quote

    @property
    def anchor(self) -> str:
        """Return the name of the place of the passage on the page of its document."""
        number = self.version.number if self.version.number > 1 else ""
        return f"p{number}-{self.start}-{self.end}"

    @staticmethod
    def uuid_for(version: UUID, start: int, end: int) -> UUID:
        """Return the public name of a passage."""
        return uuid5(version, f"passage:{start}-{end}")


class TraceQuerySet(models.QuerySet["Trace"]):
    """Named selections of traces."""

    def newest(self, passage: str) -> TraceQuerySet:
        """Return, inside a query whose rows have a passage there, its trace in the newest version."""
        return self.filter(passage=OuterRef(passage)).order_by("-version__number")


class Trace(Row):
    """Where the words of a passage stand in a later version of its document: nowhere when gone.

    Unique: passage and version. The words are `version.text[start:end]`, which may be broken or
    spaced otherwise than the quotation of the passage. It follows from the two texts.
    """

    KIND: ClassVar[str] = "trace"
    UNTOLD: ClassVar[frozenset[str]] = frozenset(
        {"passage", "version", "start", "end", "gone_since"}
    )

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="traces")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="traces")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True, help_text=_("first character after it"))
    gone_since = models.PositiveIntegerField(
        null=True, help_text=_("number of the version since which the words have been gone")
    )

    objects = TraceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "version"], name="trace_once"),
            models.CheckConstraint(
                condition=Q(start=None, end=None, gone_since__isnull=False)
                | Q(end__gt=F("start"), gone_since=None),
                name="trace_stands_or_is_gone",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.passage} ({self.version})"

    @staticmethod
    def in_newest(passage: str) -> dict[str, Subquery]:
        """Return annotations for rows with a passage: `traced_in`, `lost_in`.

        The first is the number of the newest version in which the passage was looked for, the
        second that since which it has been gone.
        """
        newest = Trace.objects.newest(passage)
        return {
            "traced_in": Subquery(newest.values("version__number")[:1]),
            "lost_in": Subquery(newest.values("gone_since")[:1]),
        }


class CitationQuerySet(models.QuerySet["Citation"]):
    """Named selections of citations."""

    def of(self, entries: Iterable[UUID]) -> CitationQuerySet:
        """Return the citations of these entries with passage, version and document, in order.

        The text of the versions is not fetched. `gone_since` of each is known.
        """
        return (
            self.filter(entry__in=list(entries))
            .annotate(**Trace.in_newest("passage"))
            .select_related("passage__version__document")
            .defer(*Version.long_fields("passage__version__"))
            .order_by("entry", "field", "passage__version__document_id", "passage__start")
        )


class Citation(Row):
    """An entry's field stands on a passage. Unique: passage, entry and field.

    Nothing cited is deleted. `entry_kind` names the address of the entry's page.
    """

    KIND: ClassVar[str] = "citation"

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="citations")
    entry_kind = models.CharField(max_length=40)
    entry = models.UUIDField(db_index=True)
    field = models.CharField(max_length=60)

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "entry", "field"], name="citation_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.entry_kind}.{self.field}"

    @property
    def gone_since(self) -> int | None:
        """Return the number of the version since which the words have been gone, None while they stand.

        It is known of citations that `of` has fetched.
        """
        number: int | None = getattr(self, "lost_in", None)
        return number
