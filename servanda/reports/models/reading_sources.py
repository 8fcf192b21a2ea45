"""The passages that carry the lines of a brief, read in one query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from servanda.progress.models import Evidence
from servanda.registers.models import Desk
from servanda.reports.models.asking import asked_for
from servanda.reports.rules.grounds import HIDDEN_SOURCE, Source, Sources
from servanda.sources.models import Citation, Document

COLUMNS = (
    "of", "shown", "document_uuid", "title", "publisher", "published_edtf", "latest", "url",
    "language", "handling", "quote", "start", "end", "page", "received",
)  # fmt: skip


Stands = TypeVar("Stands", Citation, Evidence)


class SourceRow(NamedTuple):
    """One passage under one entry, as the database gives it."""

    of: UUID
    shown: bool
    document: UUID
    title: str
    publisher: str
    published: str
    latest: date | None
    url: str
    language: str
    handling: str
    quote: str | None
    start: int | None
    end: int | None
    page: int | None
    received: datetime | None


@dataclass(frozen=True)
class SourceBook:
    """The sources of many entries, and the last day on which any of them speaks of an entry."""

    sources: dict[UUID, Sources]
    heard: dict[UUID, date]

    def of(self, *entries: UUID) -> Sources:
        """Return the sources of entries, each once, in the order of their documents."""
        if len(entries) == 1:
            return self.sources.get(entries[0], ())
        found = (source for entry in entries for source in self.sources.get(entry, ()))
        return tuple(dict.fromkeys(found))


def read_sources(desk: Desk, entries: Collection[UUID], *, on: date) -> SourceBook:
    """Return what entries stand on, by citation and by evidence, told by documents until a day.

    A document that the desk may not see gives HIDDEN_SOURCE and nothing of its own.
    """
    citations = Citation.objects.filter(register=desk.register)
    evidence = Evidence.objects.filter(register=desk.register)
    cited = asked_for(citations, "entry", entries).annotate(of=F("entry"))
    evident = asked_for(evidence, "update__uuid", entries).annotate(of=F("update__uuid"))
    found = _columns(cited, desk, document="passage__version__document", on=on).union(
        _columns(evident, desk, document="document", on=on), all=True
    )
    rows = (row for row in map(SourceRow._make, found) if row.of in entries)
    return _book(_known(sorted(rows, key=_place), on=on))


def _columns(
    rows: "QuerySet[Stands]", desk: Desk, *, document: str, on: date
) -> "QuerySet[Stands, tuple[object, ...]]":
    """Return the columns of SourceRow; `document` is the way from the row to its document."""
    shown = Document.objects.visible_to(desk).filter(pk=OuterRef(document))
    told = Q(**{f"{document}__published_latest__lte": on})
    undated = Q(**{f"{document}__published_latest": None})
    fields = {
        "document_uuid": "uuid", "title": "title", "publisher": "publisher",
        "published_edtf": "published", "latest": "published_latest", "url": "url",
        "language": "language", "handling": "handling",
    }  # fmt: skip
    places = {name: F(f"passage__{name}") for name in ("quote", "start", "end", "page")}
    places["received"] = F("passage__version__received_at")
    return (
        rows.filter(told | undated)
        .annotate(shown=Exists(shown), **places)
        .annotate(**{name: F(f"{document}__{field}") for name, field in fields.items()})
        .values_list(*COLUMNS)
    )


def _known(rows: list[SourceRow], *, on: date) -> list[SourceRow]:
    """Leave out undated documents that came in after the day, where a dated one tells the entry.

    Nobody can say that they had been published by then; an entry that has no other source keeps
    them.
    """
    dated = {row.of for row in rows if row.latest is not None}
    return [row for row in rows if row.of not in dated or _was_here(row, on)]


def _was_here(row: SourceRow, on: date) -> bool:
    return row.latest is not None or (row.received is not None and row.received.date() <= on)


def _book(rows: list[SourceRow]) -> SourceBook:
    sources: dict[UUID, list[Source]] = defaultdict(list)
    heard: dict[UUID, date] = {}
    for row in rows:
        sources[row.of].append(_source(row))
        if row.latest is not None and row.shown:
            heard[row.of] = max(row.latest, heard.get(row.of, row.latest))
    return SourceBook({of: _each_once(found) for of, found in sources.items()}, heard)


def _each_once(found: list[Source]) -> Sources:
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _source(row: SourceRow) -> Source:
    if not row.shown:
        return HIDDEN_SOURCE
    return Source(
        document=row.document,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
        language=row.language,
        handling=row.handling,
        quote=row.quote or "",
        start=row.start,
        end=row.end,
        page=row.page,
    )


def _place(row: SourceRow) -> tuple[date, str, int, int]:
    return row.latest or date.max, row.title, row.start or 0, row.end or 0
