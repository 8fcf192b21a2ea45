"""Tells what is doubtful of the columns of a table: taken from their cells, or of several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.roles import roles_named
from servanda.reading.matrices.model import Column, Field
from servanda.reading.matrices.opening import address
from servanda.reading.matrices.words import folded
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.notices import Notice

_MOST_NAMED: Final = 12
_ACTORS: Final = frozenset({Field.RESPONSIBLE, Field.PARTNERS})


def column_doubts(columns: Sequence[Column]) -> list[Notice]:
    """Give the doubts of the columns of a table, in their order."""
    return [
        *(
            _(
                "The column “%(heading)s” (%(place)s) was taken as %(field)s from its cells.",
                heading=column.heading[:60],
                place=_place(column),
                field=column.field.value,
            )
            for column in columns
            if column.is_proposed_from_cells and column.heading
        ),
        *(_of_several_parts(column) for column in columns if _names_several_parts(column)),
        *_without_words(columns),
    ]


def _names_several_parts(column: Column) -> bool:
    own = folded(column.heading).rpartition(" / ")[2]
    return column.field in _ACTORS and len(roles_named(own)) > 1


def _of_several_parts(column: Column) -> Notice:
    return _(
        "The column “%(heading)s” (%(place)s) names several parts; who has no word of their own was "
        "taken as %(role)s.",
        heading=column.heading[:60],
        place=_place(column),
        role=column.role or "lead",
    )


def _without_words(columns: Sequence[Column]) -> list[Notice]:
    """Say in one sentence of all columns without a heading that their cells told what they hold."""
    told = [column for column in columns if column.is_proposed_from_cells and not column.heading]
    if not told:
        return []
    named = [f"{_place(column)} ({column.field.value})" for column in told[:_MOST_NAMED]]
    return [
        _(
            "Columns without headings, taken from their cells (%(count)s): %(columns)s.",
            count=len(told),
            columns=", ".join([*named, *(["…"] if len(told) > _MOST_NAMED else [])]),
        )
    ]


def _place(column: Column) -> str:
    return address(1, column.index)[:-1]
