"""Citing: an entry's field stands on a stretch of a version's text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from servanda.registers.actions import Changes, Mandate, change, lots
from servanda.registers.models import Entry
from servanda.registers.rules import Ability
from servanda.sources.actions.versions import trace_onwards
from servanda.sources.models import Citation, Passage, Version

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where the words stand that carry a field: `version.text[start:end]`."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """Words on which stands what a person enters: `version.text[start:end]`."""

    version: Version
    start: int
    end: int


def cite_words(
    mandate: Mandate, *, entry: Entry, words: Words | None, fields: Iterable[str]
) -> None:
    """Let fields of an entry stand on the words that a person gave for it, if any."""
    if words is not None:
        places = [Place(field, words.start, words.end) for field in fields]
        cite(mandate, entry=entry, version=words.version, places=places)


def cite(
    mandate: Mandate, *, entry: Entry, version: Version, places: Iterable[Place]
) -> list[Citation]:
    """Let fields of an entry stand on passages of a version; return the citations as asked for.

    Passages and citations that are there are used again. Costs the same few queries for any
    number of places. Raises ValueError for a place that is not in the text. Who may say what
    became of a provision may also say on which words.
    """
    asked = list(places)
    if not asked:
        return []
    with change(mandate, "cite", Ability.ASSESS) as changes:
        passages = _passages(changes, version=version, spans=[(p.start, p.end) for p in asked])
        there = {
            (citation.passage_id, citation.field): citation
            for citation in Citation.objects.filter(
                entry=entry.uuid, passage__in=[passage.pk for passage in passages.values()]
            )
        }
        missing: dict[tuple[int, str], Citation] = {}
        for place in asked:
            passage = passages[place.start, place.end]
            key = (passage.pk, place.field)
            if key not in there and key not in missing:
                missing[key] = Citation(
                    passage=passage, entry_kind=entry.KIND, entry=entry.uuid, field=place.field
                )
        changes.create_all(list(missing.values()))
        there |= missing
        return [there[passages[p.start, p.end].pk, p.field] for p in asked]


def cite_all(
    mandate: Mandate, *, version: Version, places: Sequence[tuple[Entry, Place]]
) -> list[Citation]:
    """Let many entries that are new stand on passages of one version; return their citations.

    Costs few queries for any number of entries. A place told twice of an entry is cited once.
    """
    with change(mandate, "cite", Ability.ASSESS) as changes:
        spans = [(place.start, place.end) for _entry, place in places]
        passages = _passages(changes, version=version, spans=spans)
        named = {
            (entry.uuid, place.field, place.start, place.end): Citation(
                passage=passages[place.start, place.end],
                entry_kind=entry.KIND,
                entry=entry.uuid,
                field=place.field,
            )
            for entry, place in places
        }
        return changes.create_all(list(named.values()))


def remove_cited(changes: Changes, entry: Entry) -> None:
    """Delete an entry on which nothing else stands, with its citations; undoing brings back all."""
    for citation in Citation.objects.filter(entry=entry.uuid, entry_kind=entry.KIND):
        changes.remove(citation)
    changes.remove(entry)


def passage_at(mandate: Mandate, version: Version, start: int, end: int) -> Passage:
    """Return the passage at `version.text[start:end]`, made when it is not there yet."""
    with change(mandate, "passage_at", Ability.ASSESS) as changes:
        return _passages(changes, version=version, spans=[(start, end)])[start, end]


def _passages(changes: Changes, *, version: Version, spans: list[Span]) -> dict[Span, Passage]:
    """Return the passage of each span, made where it is missing."""
    names = {Passage.uuid_for(version.uuid, *span): span for span in spans}
    found = {
        (p.start, p.end): p
        for lot in lots(list(names))
        for p in Passage.objects.filter(uuid__in=lot)
    }
    missing = [
        _new_passage(version, span, uuid=uuid) for uuid, span in names.items() if span not in found
    ]
    for passage in changes.create_all(missing):
        found[passage.start, passage.end] = passage
    trace_onwards(changes, passages=missing, version=version)
    return found


def _new_passage(version: Version, span: Span, *, uuid: UUID) -> Passage:
    start, end = span
    if not 0 <= start < end <= len(version.text):
        raise ValueError(f"No text at {start} to {end} in version {version.uuid}.")
    return Passage(
        uuid=uuid,
        version=version,
        start=start,
        end=end,
        page=version.page_at(start),
        place=version.anchor_at(start),
        quote=version.text[start:end],
    )
