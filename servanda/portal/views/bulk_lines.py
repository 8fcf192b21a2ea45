"""What a change of many entries would do, line by line, as its page tells it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from servanda.portal.forms.bulk import ChangeForm, ValueForm
from servanda.portal.views.list_places import places_of
from servanda.portal.views.telling import field_of, plain_words
from servanda.progress.views.footnotes import told_day
from servanda.registers.actions import BulkPreview, NewValue
from servanda.registers.lists import Cell, EntryList, ListQuery, ListRow
from servanda.registers.lists.declaring import Words
from servanda.registers.lists.ordering import order_of
from servanda.registers.lists.rights import visible
from servanda.registers.lists.telling import Telling
from servanda.registers.models import Desk
from servanda.registers.rules import Visibility, visible_kinds

MOST_SHOWN: Final = 200
"""So many lines are shown; of more the first ones."""
COLUMNS: Final = 3
"""By so many columns of the list an entry is recognised."""


@dataclass(frozen=True)
class PreviewPage:
    """What is shown before a change. `seen` is how the person saw the entries, where they changed since."""

    form: ValueForm
    preview: BulkPreview
    asking: ChangeForm
    seen: Mapping[UUID, int] | None = None

    @property
    def status(self) -> int:
        return 422 if self.asking.is_bound or self.seen is not None else 200


@dataclass(frozen=True)
class ShownLine:
    """An entry by what the list tells of it, its value before, and whether it changed meanwhile."""

    url: str
    cells: Sequence[tuple[Words, str]]
    before: str
    is_changed: bool = False


def preview_page(desk: Desk, listed: EntryList, page: PreviewPage) -> dict[str, object]:
    """Return what the page of a change shows."""
    preview, changing = page.preview, page.preview.changing
    rows = _rows(desk, listed, [line.entry for line in changing[:MOST_SHOWN]])
    places = places_of(desk, listed, rows.values())
    since = _changed_since(page) if page.seen is not None else frozenset()
    titles = [column.title for column in listed.shown(())[:COLUMNS]]
    markings = [marking for row in rows.values() for marking in row.handling]
    return {
        "field": page.form.fields["value"].label,
        "value": _told(listed, preview, preview.wanted.value),
        "value_form": page.form,
        "form": page.asking,
        "columns": titles,
        "lines": [
            ShownLine(
                url=places.get((listed.kind, line.entry), ""),
                cells=list(zip(titles, map(_shown, rows[line.entry].cells), strict=True)),
                before=_told(listed, preview, line.before),
                is_changed=line.entry in since,
            )
            for line in changing[:MOST_SHOWN]
            if line.entry in rows
        ],
        "number": len(changing),
        "keeping": len(preview.keeping),
        "refused": sorted(Counter(line.refusal for line in preview.refused).items()),
        "absent": preview.absent,
        "is_stale": page.seen is not None,
        "is_followed": preview.wanted.of.name in {"visibility", "embargo_until"},
        "hides": _hides(desk, preview),
        "handling": desk.marking(*markings),
    }


def _rows(desk: Desk, listed: EntryList, entries: Sequence[UUID]) -> dict[UUID, ListRow]:
    telling = Telling(desk, listed, listed.shown(())[:COLUMNS])
    found = visible(desk, listed.model).filter(uuid__in=entries)
    read = list(telling.values(found, order_of(desk, listed, ListQuery(listed.kind))))
    return {row.uuid: row for row in telling.rows(read)}


def _shown(cell: Cell) -> str:
    if isinstance(cell.told, date):
        return told_day(cell.told)
    return "" if cell.told is None else str(cell.told)


def _changed_since(page: PreviewPage) -> frozenset[UUID]:
    """Return the entries that are not as the person saw them; none where they were too many to tell."""
    seen = page.seen or {}
    return frozenset(
        entry
        for entry, revision in page.preview.seen.items()
        if seen and seen.get(entry) != revision
    )


def _told(listed: EntryList, preview: BulkPreview, value: NewValue) -> str:
    """Tell a value, as it is or as it is to be; what was typed stands as it was typed."""
    if not value:
        return ""
    found = field_of(listed.model, preview.wanted.of.name)
    told = plain_words(found, value.isoformat() if isinstance(value, date) else value)
    is_chosen = found is not None and bool(found.flatchoices or found.name == "language")
    return told[:1].upper() + told[1:] if is_chosen else told


def _hides(desk: Desk, preview: BulkPreview) -> bool:
    """Tell whether the person would not see the entries any more."""
    wanted = preview.wanted
    return (
        wanted.of.name == "visibility"
        and wanted.value != Visibility.OWN_SIDE
        and wanted.value not in visible_kinds(desk.role)
    )
