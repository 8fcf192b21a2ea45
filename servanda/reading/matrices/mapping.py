"""The columns of a table together: what one says of the others, by their order and their groups."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.amounts import decimal_sign
from servanda.reading.matrices.columns import (
    column_from_cells,
    column_of_heading,
    with_context,
    with_title,
)
from servanda.reading.matrices.model import Column, Field, RowKind
from servanda.reading.matrices.words import folded, pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from servanda.reading.matrices.headers import Headers
    from servanda.reading.matrices.opening import SheetRow

_RANKS: Final = (RowKind.GOAL, RowKind.OBJECTIVE, RowKind.MEASURE, RowKind.ACTIVITY)


_TOTAL: Final = re.compile(rf"(?:(?<!\s)\s+)?{pattern('money', 'total').pattern}\W*", re.IGNORECASE)


def columns_of(
    headers: Headers, body: Sequence[SheetRow], told: Mapping[str, Field]
) -> list[Column]:
    """Give the columns of a table as a person says, by their headings, else by the cells of its body."""
    cells: dict[int, list[str]] = {}
    for row in body:
        for index, words in row.cells.items():
            cells.setdefault(index, []).append(words)
    indexes = sorted({*headers.headings, *cells})
    columns = [column_of_heading(index, headers.headings.get(index, "")) for index in indexes]
    columns = [column_from_cells(column, cells.get(column.index, ())) for column in columns]
    columns = as_told(columns, told)
    columns = _with_currency_of_group(_with_total(_in_order(with_title(columns, cells))))
    columns = as_told(columns, told)
    return [
        replace(column, decimal=decimal_sign(_written(body, column.index)))
        if column.field is Field.MONEY
        else column
        for column in columns
    ]


def as_told(columns: list[Column], told: Mapping[str, Field]) -> list[Column]:
    """Give each column the field that a person names for its heading, or for its own part of that."""
    return [_as_told(column, told) for column in columns] if told else columns


def _as_told(column: Column, told: Mapping[str, Field]) -> Column:
    heading = folded(column.heading)
    field = told.get(heading, told.get(heading.rpartition(" / ")[2]))
    if field is None or field is column.field:
        return column
    return with_context(Column(column.index, column.heading, field))


def _written(body: Sequence[SheetRow], index: int) -> list[str]:
    """Give the cells of a column that are words; one that the file keeps as a number shows no sign."""
    return [row.cells[index] for row in body if index in row.cells and index not in row.numbers]


def _in_order(columns: list[Column]) -> list[Column]:
    """Take an outcome that stands right of the activities for what they should bring."""
    lowest = -1
    for place, column in enumerate(columns):
        if column.field is not Field.TITLE or column.kind not in _RANKS:
            continue
        rank = _RANKS.index(column.kind)
        if rank < lowest:
            columns[place] = replace(column, field=Field.INDICATOR, kind=None)
        lowest = max(lowest, rank)
    activities = [at for at, column in enumerate(columns) if column.kind is RowKind.ACTIVITY]
    for at in activities[:-1]:  # actions, and their parts in the next column
        columns[at] = replace(columns[at], kind=RowKind.MEASURE)
    return columns


def _with_total(columns: list[Column]) -> list[Column]:
    """Take a column called `Total` right of amounts for their sum."""
    for place, column in enumerate(columns[1:], start=1):
        before = columns[place - 1]
        if (
            column.field is Field.OTHER
            and before.field is Field.MONEY
            and _TOTAL.fullmatch(column.heading)
        ):
            columns[place] = replace(
                before,
                index=column.index,
                heading=column.heading,
                year=None,
                source=None,
                is_total=True,
            )
    return columns


def _with_currency_of_group(columns: list[Column]) -> list[Column]:
    """Give each amount of a group the currency that one of its columns names."""
    told: dict[str, set[str]] = {}
    for column in columns:
        if column.currency:
            told.setdefault(column.heading.partition(" / ")[0], set()).add(column.currency)
    return [
        replace(column, currency=next(iter(of_group)))
        if column.field is Field.MONEY
        and column.currency is None
        and len(of_group := told.get(column.heading.partition(" / ")[0], set())) == 1
        else column
        for column in columns
    ]
