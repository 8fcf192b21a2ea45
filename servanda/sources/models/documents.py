"""Documents as a register holds them, and their versions with the text read from each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID, uuid5

from django.db import models
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from servanda.reading.notices import Notice
from servanda.registers.models import Entry, EntryQuerySet, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.search.rules import IndexPage

PDF = "application/pdf"
LONGEST_ANCHOR = 100
"""Sheets have names of 31 letters at most, unless a file was made by hand."""


class DocumentKind(models.TextChoices):
    """What kind of paper a document is."""

    PRESS = "press", _("press")
    RELEASE = "release", _("release")
    LETTER = "letter", _("letter")
    NOTE_VERBALE = "note_verbale", _("note verbale")
    MINUTES = "minutes", _("minutes")
    AGREEMENT = "agreement", _("agreement")
    REPORT = "report", _("report")
    LAW = "law", _("law")
    PLAN = "plan", _("plan")
    STATEMENT = "statement", _("statement")
    OTHER = "other", _("other")


class DocumentQuerySet(EntryQuerySet["Document"]):
    """Named selections of documents."""

    def newest_first(self) -> DocumentQuerySet:
        return self.order_by(F("published_latest").desc(nulls_last=True), "-id")


class Document(Entry):
    """A paper as a register holds it, whatever its versions.

    Its uuid is made from the register and the SHA-256 of the first version's file, so two
    installations of one register name it alike.
    """

    KIND: ClassVar[str] = "document"
    IS_FOUND: ClassVar[bool] = True

    # identity
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(_("language"), max_length=10, blank=True)
    # where it comes from
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    sender = models.CharField(_("from"), max_length=300, blank=True)
    recipient = models.CharField(_("to"), max_length=300, blank=True)
    own_reference = models.CharField(_("our reference"), max_length=100, blank=True)
    foreign_reference = models.CharField(_("their reference"), max_length=100, blank=True)
    # publication
    published = models.CharField(_("published on"), max_length=60, blank=True)
    published_words = models.CharField(max_length=200, blank=True)
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["register", "published_latest"], name="document_published")]

    @override
    def __str__(self) -> str:
        return self.title

    @staticmethod
    def uuid_for(register: UUID, sha256: str) -> UUID:
        """Return the public name of the document whose first file has this SHA-256."""
        return uuid5(register, f"document:{sha256}")

    @classmethod
    @override
    def index_pages(cls, entries: models.QuerySet[Self]) -> Iterator[IndexPage]:
        for document in entries:
            # A query each: the texts of all would be too long to be held at once.
            texts = document.versions.order_by("-number").values_list("text", flat=True)
            told = (document.publisher, document.own_reference, document.foreign_reference)
            page = document.index_page(document.title, document.language)
            yield replace(
                page,
                text=texts.first() or "",
                names=(*told, document.sender, document.recipient),
                day=document.published_earliest,
                told_day=document.published,
            )


class Version(Row):
    """One state of a document: a file kept under its sha256, and the text read from it.

    Unique: document and number; the same file stands once in a register. Offsets of passages
    count characters of `text`, which never changes but for words that are blackened.
    """

    KIND: ClassVar[str] = "version"
    UNTOLD: ClassVar[frozenset[str]] = frozenset({"text", "pages", "asides", "anchors", "boxes"})
    FEEDS: ClassVar[str] = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    # file
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text=_("bytes"))
    # text
    text = models.TextField()
    pages = models.JSONField(default=list, help_text="[[number, start, end], …]")
    asides = models.JSONField(default=list, help_text="[[page, top or foot, words], …]")
    anchors = models.JSONField(default=list, help_text="[[name, start], …] in order")
    boxes = models.JSONField(
        default=list, help_text="[[start, end, left, top, right, bottom], …] in ten-thousandths"
    )
    warnings = models.JSONField(default=list)
    redactions = models.JSONField(
        default=list, help_text="[[start, end], …] of words taken out: the file is not given out"
    )
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["register", "sha256"],
                name="version_file_once",
                violation_error_message=_("This file is in the register already."),
            ),
        ]
        indexes = [models.Index(fields=["register", "received_at", "id"], name="version_latest")]

    @override
    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"

    @property
    def has_pictures(self) -> bool:
        """Tell whether the pages of its file can be shown as pictures."""
        return self.media_type == PDF and not self.redactions

    def told_warnings(self) -> list[str]:
        """Return what the text does not hold of the file, in the language of the page.

        Each is kept as the words of its sentence and what fills their gaps; what was taken in by an
        older version of Servanda has a whole sentence in English.
        """
        return [
            kept if isinstance(kept, str) else Notice(*kept).told(gettext) for kept in self.warnings
        ]

    @classmethod
    def long_fields(cls, leading: str = "") -> list[str]:
        """Return the fields not fetched with a list of versions; `leading` is the way to them."""
        return [f"{leading}{name}" for name in sorted(cls.UNTOLD)]

    def anchor_at(self, offset: int) -> str:
        """Return the name of the place an offset stands at, as `Plan!C5`; nothing without names."""
        at = bisect_right(self.anchors, offset, key=lambda anchor: anchor[1])
        return str(self.anchors[at - 1][0])[:LONGEST_ANCHOR] if at else ""

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page an offset stands on, None for texts without pages."""
        return next((n for n, start, end in self.pages if start <= offset < end), None)
