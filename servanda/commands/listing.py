"""Lists of entries from the terminal: the same mechanism and the same rights as on their pages."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from servanda.commands.errors import CommandError
from servanda.portal.lists import ENTRY_LISTS
from servanda.registers.actions import desk_in
from servanda.registers.lists import Asked, EntryList, Export, ListQuery, asked
from servanda.registers.lists.rendering_csv import Cell
from servanda.registers.models import Account, Desk
from servanda.registers.rules.lists import COLUMN, SORT, WORDS


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a list; `where` are filters, each as `name=value`."""

    kind: str
    slug: str
    words: str = ""
    where: tuple[str, ...] = ()
    order: str = ""
    is_descending: bool = False
    columns: tuple[str, ...] = ()


def write_list(account: Account, wanted: Wanted, *, form: str) -> None:
    """Write a list as `text`, `csv` or `json`; raises CommandError for what it does not know."""
    with translation.override("en"):
        desk, listed = _desk(account, wanted.slug), _listed(wanted.kind)
        checked = asked(desk, listed, _query(wanted))
        if checked.faults:
            raise CommandError("\n".join([*checked.faults, _known(checked)]))
        export = Export(desk, checked)
        if form == "csv":
            for piece in export.csv():
                sys.stdout.buffer.write(piece)
            return
        for line in _json(export) if form == "json" else _text(export):
            print(line)


def _desk(account: Account, slug: str) -> Desk:
    desk = desk_in(slug, account)
    if desk is None:
        raise CommandError(f"There is no register {slug!r} that you may open.")
    return desk


def _listed(kind: str) -> EntryList:
    listed = ENTRY_LISTS.get(kind)
    if listed is None:
        raise CommandError(f"There is no list of {kind!r}: give one of {', '.join(ENTRY_LISTS)}.")
    return listed


def _query(wanted: Wanted) -> ListQuery:
    pairs = [(WORDS, wanted.words), *(map(_pair, wanted.where))]
    pairs += [(COLUMN, name) for name in wanted.columns]
    if wanted.is_descending and not wanted.order:
        raise CommandError("--descending turns an order round: name the column with --order.")
    pairs.append((SORT, f"-{wanted.order}" if wanted.is_descending else wanted.order))
    return ListQuery.from_pairs(wanted.kind, pairs)


def _pair(told: str) -> tuple[str, str]:
    name, sign, value = told.partition("=")
    if not (name and sign and value):
        raise CommandError(f"{told!r} is no filter: write it as name=value.")
    return name, value


def _known(checked: Asked) -> str:
    """Name what the list knows, for somebody who asked for something else."""
    listed = checked.listed
    facets = ", ".join(facet.name for facet in listed.facets)
    columns = ", ".join(column.name for column in listed.columns)
    orders = ", ".join(column.name for column in listed.columns if column.order)
    return f"Filters: {facets}. Columns: {columns}. Orders: {orders}."


def _text(export: Export) -> Iterator[str]:
    """Tell the list a row a line, its cells apart by bars."""
    yield " | ".join(export.head)
    for lot in export.lots():
        for row in zip(*lot, strict=True):
            yield " | ".join(" ".join(str(_plain(cell)).split()) for cell in row)


def _json(export: Export) -> Iterator[str]:
    """Give the list for a program, a row a line, its cells by the names of the columns."""
    names = [*(column.name for column in export.columns), "marking"]
    yield "["
    before = ""
    for lot in export.lots():
        for row in zip(*lot, strict=True):
            told = dict(zip(names, map(_plain, row), strict=True))
            if before:
                yield f"{before},"
            before = json.dumps(told, ensure_ascii=False)
    yield from [before, "]"] if before else ["]"]


def _plain(cell: Cell) -> str | int:
    """Return a cell as a text or a whole number; what is unknown is an empty text."""
    if isinstance(cell, date | Decimal):
        return str(cell)
    return "" if cell is None else cell
