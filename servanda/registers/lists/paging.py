"""A page of a list, by key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from servanda.registers.lists.ordering import Mark, Order, Walk, next_ones, order_of
from servanda.registers.lists.rights import standing_on, visible
from servanda.registers.lists.selecting import selection
from servanda.registers.lists.telling import ListRow, Telling

if TYPE_CHECKING:
    from uuid import UUID

    from servanda.registers.lists.checking import Asked
    from servanda.registers.lists.declaring import Column, EntryList
    from servanda.registers.models import Desk
    from servanda.registers.rules.lists import ListQuery

PAGE: Final = 50


@dataclass(frozen=True)
class Page:
    """A page of a list. `query` is what was asked as far as the list knows it, from the beginning.

    `after` and `before` are the queries of the next page and the former one, where there is one;
    `faults` are sentences on what was left out of what was asked.
    """

    query: ListQuery
    columns: tuple[Column, ...]
    rows: tuple[ListRow, ...]
    after: ListQuery | None
    before: ListQuery | None
    faults: tuple[str, ...]


def page(desk: Desk, checked: Asked, *, size: int = PAGE) -> Page:
    """Return a page of what a checked query selects, from the place that it names."""
    query, order = checked.query, order_of(desk, checked.listed, checked.query)
    key, whole = query.after or query.before, query.whole()
    mark = _mark(desk, checked.listed, order, key) if key else None
    faults = checked.faults
    if key and mark is None:
        faults = (*faults, _("The place in the list that this address names is not known here."))
    telling = Telling(desk, checked.listed, checked.listed.shown(query.columns))
    walk = Walk(order, mark, is_back=mark is not None and query.after is None)
    read = _read(desk, checked, telling, walk, most=size + 1)
    if mark is not None and not read:
        told = _("Nothing lies beyond this place in the list any more: here is its beginning.")
        faults, walk = (*faults, told), Walk(order)
        read = _read(desk, checked, telling, walk, most=size + 1)
    is_more, read = len(read) > size, read[:size]
    rows = tuple(telling.rows(read[::-1] if walk.is_back else read))
    goes_on, goes_back = (True, is_more) if walk.is_back else (is_more, walk.mark is not None)
    return Page(
        query=whole,
        columns=tuple(telling.columns),
        rows=rows,
        after=replace(whole, after=rows[-1].uuid) if rows and goes_on else None,
        before=replace(whole, before=rows[0].uuid) if rows and goes_back else None,
        faults=faults,
    )


def _read(
    desk: Desk, checked: Asked, telling: Telling, walk: Walk, *, most: int
) -> list[tuple[Any, ...]]:
    """Read what comes next on a walk, the nearest first."""
    return list(
        telling.values(next_ones(desk, selection(desk, checked), walk, most=most), walk.order)
    )


def _mark(desk: Desk, listed: EntryList, order: Order, key: UUID) -> Mark | None:
    """Return where an entry stands in an order; None for one that the person may not see."""
    entries = visible(desk, listed.model)
    for way in listed.through:
        entries = standing_on(desk, entries, way)
    found = entries.filter(uuid=key).annotate(ordered_by=order.value)
    place = found.values_list("ordered_by", "pk").first()
    return Mark(*place) if place else None
