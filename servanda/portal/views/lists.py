"""The list of the entries of any kind: narrowed, ordered, its columns chosen, a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.portal.lists import ENTRY_LISTS, SECTIONS
from servanda.portal.views.choices import Choice, Choices
from servanda.portal.views.list_addresses import address, list_of, list_url, pairs_of
from servanda.portal.views.list_places import places_of
from servanda.portal.views.list_steps import list_steps
from servanda.portal.views.saved_lines import saved_lines
from servanda.registers.lists import (
    Column,
    Counts,
    EntryList,
    FacetCount,
    ListQuery,
    Page,
    asked,
    counts,
    page,
)
from servanda.registers.lists.checking import unknown_filter
from servanda.registers.lists.declaring import Told, Words
from servanda.registers.models import Desk
from servanda.registers.rules.lists import COLUMN, WHOLE, WORDS, altered_key
from servanda.registers.views import RegisterRequest, register_page

LONGEST_CELL: Final = 240
"""Letters of a cell that the page shows; the entry's own page and the export have all."""


@dataclass(frozen=True)
class Heading:
    """The heading of a column; `url` orders the list by it, `sorted` says how it is now (ARIA)."""

    title: Words
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class ShownCell:
    """A cell of the page."""

    title: Words
    text: str
    url: str = ""
    is_soft: bool = False


@dataclass(frozen=True)
class ShownRow:
    """A row of the page: its first cell heads it. `uuid` and `revision` name the entry as seen."""

    uuid: str
    revision: int
    head: ShownCell
    cells: list[ShownCell]


@dataclass(frozen=True)
class Chip:
    """Something that narrows the list; `url` gives it up."""

    label: str
    url: str


@dataclass(frozen=True)
class Tab:
    """A list beside this one."""

    label: Words
    url: str
    is_current: bool


@require_safe
@register_page
def entry_list(request: RegisterRequest, kind: str) -> HttpResponse:
    """Show a page of the list of a kind as its address asks; what it does not know it says."""
    listed, pairs = list_of(kind), pairs_of(request)
    desk, checked = request.desk, asked(request.desk, listed, ListQuery.from_pairs(kind, pairs))
    whole = request.GET.get(WHOLE, "")
    found, counted = page(desk, checked), counts(desk, checked, whole=whole)
    return render(
        request,
        "portal/list.html",
        {
            "listed": listed,
            "tabs": _tabs(desk, kind),
            "query": found.query,
            "kept": _kept(found.query, but=WORDS),
            "kept_beside_columns": _kept(found.query, but=COLUMN),
            "columns": [(one, one in found.columns) for one in listed.columns],
            "headings": _headings(desk, listed, found),
            "rows": list(_rows(desk, listed, found)),
            "total": counted.total,
            "facets": [
                _choices(desk, found.query, one, whole) for one in counted.facets if _tells(one)
            ],
            "chips": list(_chips(desk, found.query, counted)),
            "all_url": address(desk, ListQuery(kind)),
            "before_url": address(desk, found.before) if found.before else None,
            "after_url": address(desk, found.after) if found.after else None,
            "faults": [*found.faults, *_altered(pairs), *_unknown(listed, whole)],
            "handling": desk.marking(*(one for row in found.rows for one in row.handling)),
            "address_query": urlencode(found.query.pairs()),
            "may_add": desk.can_edit,
            "saved": saved_lines(desk, found.query),
            "steps": list_steps(desk, listed, found.query),
        },
    )


def _altered(pairs: Sequence[tuple[str, str]]) -> list[str]:
    if not altered_key(pairs):
        return []
    return [_("The place in the list that this address names is not known here.")]


def _unknown(listed: EntryList, whole: str) -> list[str]:
    return [unknown_filter(whole)] if whole and listed.facet(whole) is None else []


def _tabs(desk: Desk, kind: str) -> list[Tab]:
    """Return the lists that stand beside one, itself among them."""
    beside = next((kinds for kinds in SECTIONS.values() if kind in kinds), (kind,))
    return [
        Tab(ENTRY_LISTS[one].title, address(desk, ListQuery(one)), one == kind) for one in beside
    ]


def _kept(query: ListQuery, *, but: str) -> list[tuple[str, str]]:
    """Return what a form of the page carries along beside its own field."""
    return [pair for pair in query.pairs() if pair[0] != but]


def _headings(desk: Desk, listed: EntryList, found: Page) -> list[Heading]:
    query = found.query
    name = query.order or listed.order
    descending = query.descending if query.order else listed.is_descending
    return [
        _heading(desk, query, column, name, is_descending=descending) for column in found.columns
    ]


def _heading(
    desk: Desk, query: ListQuery, column: Column, ordered_by: str, *, is_descending: bool
) -> Heading:
    if not column.order:
        return Heading(column.title)
    is_current = column.name == ordered_by
    turned = replace(query, order=column.name, descending=is_current and not is_descending)
    now = ("descending" if is_descending else "ascending") if is_current else ""
    return Heading(column.title, address(desk, turned), now)


def _rows(desk: Desk, listed: EntryList, found: Page) -> Iterator[ShownRow]:
    urls = places_of(desk, listed, found.rows)
    head = next((place for place, one in enumerate(found.columns) if one.leads_to == ""), 0)
    for row in found.rows:
        cells = [
            ShownCell(
                column.title,
                _shown(cell.told),
                urls.get((cell.kind, cell.uuid), "") if cell.uuid is not None else "",
                is_soft=cell.is_hidden,
            )
            for column, cell in zip(found.columns, row.cells, strict=True)
        ]
        heading = cells.pop(head)
        yield ShownRow(str(row.uuid), row.revision, heading, cells)


def _shown(told: Told) -> str:
    if isinstance(told, date):
        return date_format(told)
    return Truncator("" if told is None else str(told)).chars(LONGEST_CELL)


def _tells(counted: FacetCount) -> bool:
    """Tell whether a facet parts the list at all."""
    return len(counted.values) > 1 or counted.is_chosen


def _choices(desk: Desk, query: ListQuery, counted: FacetCount, whole: str) -> Choices:
    name, is_whole = counted.facet.name, counted.facet.name == whole
    choices = [
        Choice(
            one.label,
            one.count,
            address(desk, query.toggling(name, one.value)) if one.value else "",
            one.is_chosen,
        )
        for one in counted.values
    ]
    whole_url = list_url(desk, query.kind, [*query.pairs(), (WHOLE, name)])
    return Choices(
        name=name,
        title=counted.facet.title,
        choices=choices,
        more=counted.more,
        whole_url=f"{whole_url}#facet-{name}" if counted.more and not is_whole else "",
        is_open=counted.is_chosen or is_whole,
    )


def _chips(desk: Desk, query: ListQuery, counted: Counts) -> Iterator[Chip]:
    if query.words:
        words = Truncator(query.words).chars(60)
        yield Chip(f"“{words}”", address(desk, replace(query, words="")))
    for facet in counted.facets:
        for one in facet.values:
            if one.is_chosen:
                url = address(desk, query.toggling(facet.facet.name, one.value))
                yield Chip(f"{facet.facet.title}: {one.label}", url)
