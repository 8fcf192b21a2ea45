"""Where the entries that a list names are shown: on a page of their own, or on that of another."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from servanda.instruments.models import Adoption, Edition, Link, Relation
from servanda.meetings.models import AgendaItem, Participation
from servanda.parties.models import Membership, Succession, Tenure
from servanda.registers.lists import EntryList, ListRow
from servanda.registers.lists.rights import related_at, visible
from servanda.registers.models import Desk, Entry, Note

SHOWN_ON: Final[Mapping[str, str]] = {
    Membership.KIND: "body",
    Tenure.KIND: "person",
    AgendaItem.KIND: "meeting",
    Participation.KIND: "meeting",
    Adoption.KIND: "instrument",
    Edition.KIND: "instrument",
    Relation.KIND: "instrument",
    Succession.KIND: "party",
    Link.KIND: "from_provision",
}
"""The link to the entry whose page shows those of a kind that have none of their own."""


def places_of(
    desk: Desk, listed: EntryList, rows: Iterable[ListRow]
) -> dict[tuple[str, UUID], str]:
    """Return the address where each entry that the rows name is shown; none for what no page shows."""
    named = {(cell.kind, cell.uuid) for row in rows for cell in row.cells if cell.uuid is not None}
    slug = desk.register.slug
    own = [uuid for kind, uuid in named if kind == listed.kind]
    shown = _shown_on(desk, listed, own)
    found: dict[tuple[str, UUID], str] = {}
    for kind, uuid in named:
        page, entry = shown.get(uuid, (kind, uuid))
        if page not in SHOWN_ON and page != Note.KIND:
            found[kind, uuid] = reverse(page, kwargs={"slug": slug, "uuid": entry})
    return found


def _shown_on(desk: Desk, listed: EntryList, own: list[UUID]) -> dict[UUID, tuple[str, UUID]]:
    """Return on the page of which entry each of a list is shown, where it has none of its own."""
    if listed.kind == Note.KIND:
        notes = Note.objects.filter(uuid__in=own)
        rows = notes.values_list("uuid", "subject_kind", "subject")
        return {uuid: (kind, subject) for uuid, kind, subject in rows}
    way = SHOWN_ON.get(listed.kind)
    if way is None:
        return {}
    related = related_at(listed.model, way)
    assert issubclass(related, Entry)  # noqa: S101  a page shows an entry
    entries = listed.model._default_manager.filter(
        uuid__in=own, **{f"{way}__in": visible(desk, related)}
    )
    return {
        uuid: (related.KIND, shown) for uuid, shown in entries.values_list("uuid", f"{way}__uuid")
    }
