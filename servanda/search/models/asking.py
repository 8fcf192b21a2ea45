"""Asking the index: what is found within rights, best first, and how much of it there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from django.db import connection

from servanda.search.models.dialects import dialect
from servanda.search.models.pieces import NUMBER_OF_PLACE, Piece, number_at
from servanda.search.models.sights import Lot, Select, Value, lots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.search.models.sights import Sight
    from servanda.search.rules.queries import Query

MOST_COUNTED: Final = 10_000
"""Hits that are counted; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the hits are narrowed to; "" and None for what is not narrowed."""

    kind: str = ""
    language: str = ""
    year: int | None = None
    register: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many hits have one value of one of the fields of Filters."""

    field: str
    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of pieces, best first, and counts over all hits up to MOST_COUNTED."""

    pieces: tuple[Piece, ...]
    count: int
    is_more: bool
    facets: tuple[Facet, ...]


def search(
    query: Query, sights: Sequence[Sight], filters: Filters, *, first: int = 0, most: int = 20
) -> Found:
    """Return the pieces in which a query holds, of those somebody sees, from `first` on.

    Takes three statements, whatever is found and however many the registers.
    """
    narrowed = [s for s in sights if filters.register in {None, s.register}]
    if not query.asked or not narrowed:
        return Found((), 0, is_more=False, facets=())
    numbers = _best(_selects(query, narrowed, filters, ranked=first + most), first, most)
    counted = _counted(_selects(query, narrowed, filters, ranked=None))
    total = sum(counted.values())
    by_number = Piece.objects.in_bulk(numbers)
    return Found(
        pieces=tuple(by_number[number] for number in numbers if number in by_number),
        count=min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED,
        facets=_facets(counted),
    )


def entries_holding(query: Query, sight: Sight, kind: str) -> tuple[str, list[Value]]:
    """Write the select of the entries of a kind in which a query holds, however many they are.

    It is a part of a statement, with its parameters; their names stand in its one column.
    """
    selects = _selects(query, [sight], Filters(), ranked=None)
    whole = _union([Select(one.sql, (*one.values[:-1], NUMBER_OF_PLACE)) for one in selects])
    join = f"search_piece piece ON piece.id = (hits.place & {NUMBER_OF_PLACE})"
    sql = f"SELECT piece.entry FROM ({whole.sql}) hits JOIN {join} WHERE piece.kind = %s"  # noqa: S608  no part of it was typed
    return sql, [*whole.values, kind]


def _selects(
    query: Query, sights: Sequence[Sight], filters: Filters, *, ranked: int | None
) -> list[Select]:
    """Write a select for each lot of shelves that somebody sees: so many of the best, or any."""
    narrowing = _narrowing(filters)
    return [_select(query, lot, narrowing, ranked) for lot in lots(sights)]


def _narrowing(filters: Filters) -> list[Select]:
    parts = {
        "kind": Select("piece.kind = %s", (filters.kind,)),
        "language": Select("piece.language = %s", (filters.language,)),
        "year": Select(f"{_year_of_piece()} = %s", (filters.year,)),
    }
    return [part for name, part in parts.items() if getattr(filters, name)]


def _select(query: Query, lot: Lot, narrowing: Sequence[Select], ranked: int | None) -> Select:
    spoken = dialect()
    asked = spoken.asked(query)
    rank = (asked,) if spoken.is_ranked_by_query and ranked is not None else ()
    told = f"{spoken.place} AS place, {spoken.rank if ranked is not None else 0} AS worth"
    join = (
        f" JOIN search_piece piece ON piece.id = ({spoken.place} & {NUMBER_OF_PLACE})"
        if narrowing or lot.asks_of_piece
        else ""
    )
    asking = [Select(spoken.holds, (asked,)), *lot.asked(spoken.place), *narrowing]
    conditions = " AND ".join(one.sql for one in asking)
    sql = f"SELECT {told} FROM search_words{join} WHERE {conditions}"  # noqa: S608  no part of it was typed
    ending = " ORDER BY worth, place LIMIT %s" if ranked is not None else " LIMIT %s"
    values = (*rank, *(value for one in asking for value in one.values))
    return Select(sql + ending, (*values, MOST_COUNTED + 1 if ranked is None else ranked))


def _union(selects: Sequence[Select]) -> Select:
    parts = (f"SELECT * FROM ({one.sql}) part" for one in selects)  # noqa: S608  as above
    sql = " UNION ALL ".join(parts)
    return Select(sql, tuple(value for one in selects for value in one.values))


def _best(selects: Sequence[Select], first: int, most: int) -> list[int]:
    whole = _union(selects)
    sql = f"SELECT place FROM ({whole.sql}) hits ORDER BY worth, place LIMIT %s OFFSET %s"  # noqa: S608  as above
    with connection.cursor() as cursor:
        cursor.execute(sql, [*whole.values, most, first])
        return [number_at(place) for (place,) in cursor.fetchall()]


def _counted(selects: Sequence[Select]) -> Counter[tuple[object, ...]]:
    """Count the hits by what they may be narrowed to."""
    whole = _union(selects)
    told = f"piece.kind, piece.language, {_year_of_piece()}, piece.register"
    lot = f"SELECT place FROM ({whole.sql}) hits LIMIT %s"  # noqa: S608  as above
    join = f"search_piece piece{dialect().counted} ON piece.id = (lot.place & {NUMBER_OF_PLACE})"
    sql = f"SELECT {told}, count(*) FROM ({lot}) lot JOIN {join} GROUP BY 1, 2, 3, 4"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*whole.values, MOST_COUNTED + 1])
        return Counter({tuple(row[:-1]): row[-1] for row in cursor.fetchall()})


def _year_of_piece() -> str:
    """Write the year of the day of a piece: SQLite keeps days as text, and cuts it without Python."""
    is_text = connection.vendor == "sqlite"
    year = "substr(piece.day, 1, 4)" if is_text else "EXTRACT(YEAR FROM piece.day)"
    return f"CAST({year} AS integer)"


def _facets(counted: Counter[tuple[object, ...]]) -> tuple[Facet, ...]:
    found = []
    for place, field in enumerate(fields(Filters)):
        by_value: Counter[str | int] = Counter()
        for values, count in counted.items():
            value = values[place]
            if isinstance(value, str | int) and value != "":
                by_value[value] += count
        found += [Facet(field.name, value, count) for value, count in by_value.most_common()]
    return tuple(found)
