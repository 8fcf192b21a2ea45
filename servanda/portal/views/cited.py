"""What stands on the passages of a document, and the text cut where they begin and end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.portal.views.entries import EntryLink, entries_seen, entry_links
from servanda.portal.views.parts import owners_of
from servanda.portal.views.versions import Placed, Shown, placed_passages
from servanda.progress.models import Evidence
from servanda.progress.views.footnotes import picture_url
from servanda.registers.models import Desk
from servanda.review.rules.stretches import Stretch, stretches
from servanda.sources.models import Citation, Document

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. `entries` stand on it; `anchors` are the passages that begin here."""

    text: str
    entries: list[EntryLink]
    anchors: list[str]

    @property
    def first(self) -> EntryLink | None:
        """The entry to which the stretch leads; a stretch of spaces leads nowhere."""
        return self.entries[0] if self.entries and self.text.strip() else None


@dataclass(frozen=True)
class Cited:
    """A passage, where it stands in the text shown, and what stands on it for this person.

    `note` tells what became of it in other versions; `version` is another one in which it stands.
    """

    quote: str
    anchor: str
    start: int | None
    end: int | None
    page: int | None
    page_url: str
    place: str
    note: str
    version: int | None
    entries: list[EntryLink]


def standing_on(desk: Desk, document: Document) -> dict[int | None, list[EntryLink]]:
    """Return what stands on each passage of a document, by its key; under None what on the whole.

    What the person may not see is left out: a passage on which nothing else stands has no trace.
    """
    cited = Citation.objects.filter(register=desk.register, passage__version__document=document)
    rows: list[tuple[int | None, str, UUID]] = list(
        cited.order_by("id").values_list("passage_id", "entry_kind", "entry")
    )
    evidence = Evidence.objects.filter(
        document=document, update__in=entries_seen(desk, "update").values("pk")
    )
    rows += [
        (passage, "update", update)
        for passage, update in evidence.order_by("id").values_list("passage_id", "update__uuid")
    ]
    owners = owners_of(desk, {(kind, entry) for _passage, kind, entry in rows})
    links = entry_links(desk, owners.values())
    found: dict[int | None, dict[UUID, EntryLink]] = defaultdict(dict)
    for passage, _kind, entry in rows:
        owner = owners.get(entry)
        if owner is not None and owner[1] in links:
            found[passage][owner[1]] = links[owner[1]]
    return {passage: list(entries.values()) for passage, entries in found.items()}


def markings_on(standing: Iterable[Iterable[EntryLink]]) -> Iterator[str]:
    """Give the handling markings of what stands on passages."""
    return (entry.handling for entries in standing for entry in entries)


def cited_passages(
    desk: Desk, document: Document, shown: Shown, standing: dict[int | None, list[EntryLink]]
) -> list[Cited]:
    """Return the passages on which something stands: in the order of the text, gone ones last."""
    placed = placed_passages(shown, [key for key in standing if key])
    return [_cited(desk, document, shown, one, standing[one.passage.pk]) for one in placed]


def _cited(
    desk: Desk, document: Document, shown: Shown, placed: Placed, entries: list[EntryLink]
) -> Cited:
    passage = placed.passage
    version, page = passage.version, passage.page
    is_own = passage.version_id == shown.version.pk
    if placed.start is not None and not is_own:
        version, page = shown.version, shown.version.page_at(placed.start)
    return Cited(
        quote=passage.quote,
        anchor=passage.anchor,
        start=placed.start,
        end=placed.end,
        page=page,
        page_url=picture_url(
            desk.register.slug, document.uuid, version=version, page=page, anchor=passage.anchor
        ),
        place=passage.place,
        note=placed.note,
        version=None if is_own else passage.version.number,
        entries=entries,
    )


def pieces_of(text: str, cited: list[Cited]) -> list[Piece]:
    """Cut a text where passages begin and end; each piece knows what stands on it."""
    here = [
        (one, (one.start, one.end))
        for one in cited
        if one.start is not None and one.end is not None
    ]
    found = stretches(len(text), [place for _one, place in here])
    return [_piece(text, s, [one for one, _place in here]) for s in found]


def _piece(text: str, stretch: Stretch, cited: list[Cited]) -> Piece:
    """Return a stretch with its entries, those of the shortest passage first."""
    entries: dict[UUID, EntryLink] = {}
    for number in reversed(stretch.under):
        entries.update({entry.uuid: entry for entry in cited[number].entries})
    anchors = [cited[number].anchor for number in stretch.begins]
    return Piece(text[stretch.start : stretch.end], list(entries.values()), anchors)
