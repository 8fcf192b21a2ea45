"""Numbered sources of a page: which field stands on which words, and where to read them.

A page asks for marks in the order in which it shows its facts; the notes below it then bear these
numbers. A passage cited twice has one number. Words of a document that the person may not see are
one note, "source not public", however many they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servanda.progress.models import Evidence
from servanda.reading.edtf import EdtfError, describe
from servanda.registers.models import Desk, Entry, EntryQuerySet, Row
from servanda.sources.models import Citation, Document, Passage, Version


@dataclass(frozen=True)
class Mark:
    """A raised number that leads to a note; the first of a number is where the note leads back."""

    number: int
    is_first: bool


@dataclass(frozen=True)
class Note:
    """One source in the list below a page; without a quotation the source is not public.

    `state` says what became of the words in the newest version, where one came after theirs.
    """

    number: int
    quote: str = ""
    language: str = ""
    document: str = ""
    url: str = ""
    date: str = ""
    place: str = ""
    place_url: str = ""
    state: str = ""


class Footnotes:
    """The sources of some entries, numbered as a page asks for them: two queries."""

    def __init__(
        self, desk: Desk, entries: Iterable[UUID], *, evidence: Iterable[Evidence] = ()
    ) -> None:
        self.notes: list[Note] = []
        self._slug = desk.register.slug
        self._numbers: dict[int, int] = {}
        self._cited: dict[UUID, list[Citation]] = {}
        self._states: dict[int, str] = {}
        cited = Citation.objects.of(entries).filter(register=desk.register)
        documents = {}
        for piece in evidence:
            documents[piece.document_id] = piece.document
            if piece.passage_id is not None:
                self._states[piece.passage_id] = state_words(piece)
        for citation in cited:
            self._cited.setdefault(citation.entry, []).append(citation)
            document = citation.passage.version.document
            documents[document.pk] = document
            self._states[citation.passage_id] = state_words(citation)
        self._seen = keys_seen(Document.objects.visible_to(desk), documents)
        seen = [document for key, document in documents.items() if key in self._seen]
        self._handling = [document.handling for document in seen]
        self._desk = desk
        self.last_day = max(
            (document.published_latest for document in seen if document.published_latest),
            default=None,
        )

    def marks(self, entry: Row, *fields: str) -> list[Mark]:
        """Return the marks of the sources of some fields of an entry, in the order of the notes."""
        found = [c for c in self._cited.get(entry.uuid, []) if c.field in fields]
        return self._marks(citation.passage for citation in found)

    def other_marks(self, *entries: Row) -> list[Mark]:
        """Return the marks of sources of entries that no field asked for has shown."""
        passages = [c.passage for entry in entries for c in self._cited.get(entry.uuid, [])]
        return self._marks(p for p in passages if self._key(p) not in self._numbers)

    def mark_passages(self, passages: Iterable[Passage]) -> list[Mark]:
        """Return the marks of passages that were given as evidence."""
        return self._marks(passages)

    def marking(self, *entries: Entry, handling: Iterable[str] = ()) -> str:
        """Return the handling marking of the page: the register's, of entries and of the sources seen.

        `handling` are the markings of what else it shows.
        """
        marked = (entry.handling for entry in entries)
        return self._desk.marking(*marked, *handling, *self._handling)

    def is_seen(self, document: int) -> bool:
        """Tell whether the person may see a document among the sources."""
        return document in self._seen

    def _marks(self, passages: Iterable[Passage]) -> list[Mark]:
        marks: dict[int, Mark] = {}
        for passage in passages:
            key = self._key(passage)
            if key not in self._numbers:
                number = self._numbers[key] = len(self.notes) + 1
                self.notes.append(self._note(number, passage) if key else Note(number))
                marks[number] = Mark(number, is_first=True)
            number = self._numbers[key]
            marks.setdefault(number, Mark(number, is_first=False))
        return [marks[number] for number in sorted(marks)]

    def _key(self, passage: Passage) -> int:
        """Return what the number of a passage belongs to; one and the same for all hidden ones."""
        return passage.pk if passage.version.document_id in self._seen else 0

    def _note(self, number: int, passage: Passage) -> Note:
        document = passage.version.document
        return Note(
            number=number,
            quote=passage.quote,
            language=document.language,
            document=document.title,
            url=passage_url(self._slug, passage),
            date=told_date(document.published),
            place=place_words(passage),
            place_url=picture_url(
                self._slug,
                document.uuid,
                version=passage.version,
                page=passage.page,
                anchor=passage.anchor,
            ),
            state=self._states.get(passage.pk, ""),
        )


def picture_url(
    slug: str, document: UUID, *, version: Version, page: int | None, anchor: str
) -> str:
    """Return the address of a place on the picture of a page; nothing where there are no pictures."""
    if page is None or not version.has_pictures:
        return ""
    where = {"slug": slug, "uuid": document, "number": page}
    return f"{reverse('document-page', kwargs=where)}?version={version.number}#{anchor}"


def place_words(passage: Passage) -> str:
    """Say on which page or in which cell of its document a passage stands, nothing in a plain text."""
    return _("page %(number)s") % {"number": passage.page} if passage.page else passage.place


def passage_url(slug: str, passage: Passage) -> str:
    """Return the address of a passage on the page of its document."""
    page = reverse("document", kwargs={"slug": slug, "uuid": passage.version.document.uuid})
    return f"{page}#{passage.anchor}"


def state_words(cited: Citation | Evidence) -> str:
    """Say what became of cited words in the newest version; nothing where theirs is the newest.

    The row bears `traced_in` and `lost_in` of its passage (Trace.in_newest).
    """
    number: int | None = getattr(cited, "traced_in", None)
    since: int | None = getattr(cited, "lost_in", None)
    if since or not number:
        return gone_words(since)
    return _("still stands in version %(number)s") % {"number": number}


def gone_words(since: int | None) -> str:
    """Say since which version of a document words have been gone; nothing where they stand."""
    return _("gone since version %(number)s") % {"number": since} if since else ""


def told_date(edtf: str) -> str:
    """Return a date in the reader's language, as vague as it is; unreadable ones as they stand."""
    try:
        return describe(edtf, get_language() or "en") if edtf else ""
    except EdtfError:
        return edtf


def told_day(day: date) -> str:
    """Return a day in the reader's language."""
    return told_date(day.isoformat())


def keys_seen(entries: EntryQuerySet[Entry], keys: Iterable[int | None]) -> set[int]:
    """Return which of the keys are among the entries that a person may see: one query."""
    return set(entries.filter(pk__in={key for key in keys if key}).values_list("pk", flat=True))
