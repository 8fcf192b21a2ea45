"""Which entries a query selects: within rights, by words, by the facets chosen."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import (
    CharField,
    DateField,
    Expression,
    F,
    Q,
    QuerySet,
    UUIDField,
)
from django.db.models.expressions import RawSQL

from servanda.registers.lists.checking import Asked, asked
from servanda.registers.lists.rights import field_at, related_at, standing_on, visible
from servanda.registers.models import Desk, Entry, YearOf
from servanda.search.models import entries_holding

if TYPE_CHECKING:
    from servanda.registers.lists.declaring import EntryList, Facet
    from servanda.registers.rules.lists import ListQuery
    from servanda.search.rules import Query


def selected(desk: Desk, listed: EntryList, query: ListQuery) -> QuerySet[Entry]:
    """Return the entries that a query selects, as far as the person may see them, in no order."""
    return selection(desk, asked(desk, listed, query))


def selection(desk: Desk, checked: Asked) -> QuerySet[Entry]:
    """Return the entries that a checked query selects."""
    entries = in_reach(desk, checked)
    for name, held in checked.held.items():
        facet = checked.listed.facet(name)
        if facet is not None:
            entries = entries.filter(_holds(checked.listed, facet, held))
    return entries


def in_reach(desk: Desk, checked: Asked) -> QuerySet[Entry]:
    """Return the entries that a person may see and that the words find, whatever facets are chosen."""
    listed = checked.listed
    entries = visible(desk, listed.model)
    for way in listed.through:
        entries = standing_on(desk, entries, way)
    if checked.words is not None:
        entries = entries.filter(_found(desk, listed, checked.words))
    return entries.order_by()


def counted_by(listed: EntryList, facet: Facet) -> Expression | F:
    """Return what a facet counts by: a column, or the year of a day."""
    field = field_at(listed.model, facet.field)
    return YearOf(F(facet.field)) if isinstance(field, DateField) else F(facet.field)


def _holds(listed: EntryList, facet: Facet, held: tuple[object, ...]) -> Q:
    field = field_at(listed.model, facet.field)
    values = [one for one in held if one is not None]
    holds = Q()
    if values and isinstance(field, DateField):
        holds |= reduce(or_, (Q(**{f"{facet.field}__year": year}) for year in values))
    elif values:
        holds |= Q(**{f"{facet.field}__in": values})
    if None in held:
        holds |= Q(**{f"{facet.field}__isnull": True})
        holds |= Q(**{facet.field: ""}) if isinstance(field, CharField) else Q()
    return holds


def _found(desk: Desk, listed: EntryList, words: Query) -> Q:
    """Say what holds of the entries that the words find, themselves or by those they link to."""
    found = Q()
    for way in listed.found_by:
        model = related_at(listed.model, way) if way else listed.model
        assert issubclass(model, Entry)  # noqa: S101  what is found is an entry
        sql, values = entries_holding(words, desk.sight, model.KIND)
        names = RawSQL(sql, values, output_field=UUIDField())  # noqa: S611  no part of it was typed
        if way:
            found |= Q(**{f"{way}__in": visible(desk, model).filter(uuid__in=names)})
        else:
            found |= Q(uuid__in=names)
    return found
