"""Where a generated register has it from: documents with their versions, files and passages."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from generator.chance import Weighted, parted
from generator.rights import Rights, some_rights
from generator.vocabulary import LANGUAGES
from servanda.sources.actions import kept_file
from servanda.sources.models import Document, Passage, Version

if TYPE_CHECKING:
    from generator.ground import Ground

KINDS = Weighted(
    {"press": 38, "report": 16, "minutes": 14, "release": 10, "letter": 8, "note_verbale": 4,
     "agreement": 3, "law": 2, "plan": 3, "statement": 2}
)  # fmt: skip
TITLES = {
    "en": "Paper {number}: {deed}",
    "ru": "Документ {number}: {deed}",
    "fr": "Document {number} : {deed}",
    "es": "Documento {number}: {deed}",
    "tk": "Resminama {number}: {deed}",
}


@dataclass
class Papers:
    """The documents in the order of their days, with what others need to hang on them."""

    documents: list[int]
    rights: list[Rights]
    days: list[date]
    passages: range
    """The keys of all passages, one a paragraph."""
    document_of: array[int]
    """The key of the document of each passage, in the order of `passages`."""


@dataclass(frozen=True)
class _Text:
    """A text with the places of its paragraphs."""

    whole: str
    stretches: list[tuple[int, int, str]]


def add_papers(ground: Ground, *, with_files: bool) -> Papers:
    """Add documents, each with a version, its file where wanted, and a passage a paragraph."""
    chance, size = ground.chance, ground.size
    documents = ground.entries(
        Document, "handling", "kind", "title", "language", "publisher", "url", "published",
        "published_earliest", "published_latest",
    )  # fmt: skip
    versions = ground.rows(
        Version, "document_id", "sha256", "file_name", "size", "text", "received_at",
        number=1, media_type="text/plain",
    )  # fmt: skip
    passages = ground.rows(Passage, "version_id", "start", "end", "quote")
    papers = Papers([], [], [], range(passages.next, passages.next), array("q"))
    lengths = parted(chance, size.paragraphs, size.documents, steepness=0.5)
    publishers = [f"{place} Gazette" for place in ground.prose.places[:60]]
    for number, (day, length) in enumerate(zip(_days(ground), lengths, strict=True), start=1):
        language = LANGUAGES.one(chance)
        deed = ground.prose.deed(language)
        title = TITLES[language].format(number=number, deed=deed)
        text = _text(ground, title, language, length)
        content = text.whole.encode()
        digest = sha256(content).hexdigest()
        if with_files:
            _write_file(content, digest)
        rights = some_rights(chance, ground.sides)
        marking = "For official use" if chance.is_one_of(100) else ""
        uuid = Document.uuid_for(ground.register.uuid, digest)
        key = documents.add(
            uuid.hex, *rights.columns, marking, KINDS.one(chance), title, language,
            chance.skewed(publishers), f"https://example.org/{number}.html",
            day.isoformat(), day.isoformat(), day.isoformat(),
        )  # fmt: skip
        received = f"{(day + timedelta(days=chance.rank(60))).isoformat()} 09:00:00"
        version = UUID(chance.uuid(day))
        version_key = versions.add(
            version.hex, key, digest, f"{number}.txt", len(content), text.whole, received
        )
        for start, end, quote in text.stretches:
            passages.add(Passage.uuid_for(version, start, end).hex, version_key, start, end, quote)
            papers.document_of.append(key)
        papers.documents.append(key)
        papers.rights.append(rights)
        papers.days.append(day)
    papers.passages = range(papers.passages.start, passages.next)
    ground.close(documents, versions, passages)
    return papers


def _days(ground: Ground) -> list[date]:
    return sorted(ground.chance.day() for _number in range(ground.size.documents))


def _text(ground: Ground, title: str, language: str, length: int) -> _Text:
    parts, stretches, at = [title], [], len(title) + 2
    for _number in range(length):
        told = ground.prose.paragraph(language)
        stretches.append((at, at + len(told), told))
        parts.append(told)
        at += len(told) + 2
    return _Text("\n\n".join(parts), stretches)


def _write_file(content: bytes, digest: str) -> None:
    """Put a file where its version looks for it; nothing is synced, for it can be made anew."""
    place = kept_file(digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
