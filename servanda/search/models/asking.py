"""Asking the index: what is found within rights, best first, and how much of it there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, TypeAlias

from django.db import connection

from servanda.search.models.dialects import dialect
from servanda.search.models.pieces import NUMBER_OF_PLACE, Piece, number_at, places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from servanda.search.rules.queries import Query

Value: TypeAlias = "str | int | date | None"
MOST_COUNTED: Final = 10_000
"""Hits that are counted; of more it is said that there are more."""
OWN_SIDE: Final = 3
"""How open that is which one side alone sees."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees in a register: all that is as open as `openness` or more.

    Beside it what the person's own side keeps to itself, and what is under embargo until a day that
    has come, or at all for those who `sees_embargoed`.
    """

    register: int
    openness: int
    side: int | None
    sees_embargoed: bool
    today: date


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


@dataclass(frozen=True, slots=True)
class _Select:
    """A part of a statement with its parameters."""

    sql: str
    values: tuple[Value, ...]


def search(
    query: Query, sights: Sequence[Sight], filters: Filters, *, first: int = 0, most: int = 20
) -> Found:
    """Return the pieces in which a query holds, of those somebody sees, from `first` on.

    Takes three statements, whatever is found.
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
    whole = _union([_Select(one.sql, (*one.values[:-1], NUMBER_OF_PLACE)) for one in selects])
    join = f"search_piece piece ON piece.id = (hits.place & {NUMBER_OF_PLACE})"
    sql = f"SELECT piece.entry FROM ({whole.sql}) hits JOIN {join} WHERE piece.kind = %s"  # noqa: S608  no part of it was typed
    return sql, [*whole.values, kind]


def _selects(
    query: Query, sights: Sequence[Sight], filters: Filters, *, ranked: int | None
) -> list[_Select]:
    """Write a select for each range of places that somebody sees: so many of the best, or any."""
    narrowing = _narrowing(filters)
    ranges = [one for sight in sights for one in _ranges(sight)]
    return [_select(query, span, [*asking, *narrowing], ranked) for span, asking in ranges]


def _ranges(sight: Sight) -> list[tuple[tuple[int, int], list[_Select]]]:
    """Give the ranges of places that a person sees, with what else must hold of a piece there."""
    come = [] if sight.sees_embargoed else [_Select("piece.embargo_until <= %s", (sight.today,))]
    found: list[tuple[tuple[int, int], list[_Select]]] = [
        (places(sight.register, 0, sight.openness, is_embargoed=False), []),
        (places(sight.register, 0, sight.openness, is_embargoed=True), come),
    ]
    if sight.side is not None:
        own = _Select("piece.side = %s", (sight.side,))
        span = places(sight.register, OWN_SIDE, OWN_SIDE, is_embargoed=False)
        found.append((span, [own]))
        span = places(sight.register, OWN_SIDE, OWN_SIDE, is_embargoed=True)
        found.append((span, [own, *come]))
    return found


def _narrowing(filters: Filters) -> list[_Select]:
    year, year_values = _year_of_piece()
    parts = {
        "kind": _Select("piece.kind = %s", (filters.kind,)),
        "language": _Select("piece.language = %s", (filters.language,)),
        "year": _Select(f"{year} = %s", (*year_values, filters.year)),
    }
    return [part for name, part in parts.items() if getattr(filters, name)]


def _select(
    query: Query, span: tuple[int, int], asking: Sequence[_Select], ranked: int | None
) -> _Select:
    spoken = dialect()
    asked = spoken.asked(query)
    rank = (asked,) if spoken.is_ranked_by_query and ranked is not None else ()
    told = f"{spoken.place} AS place, {spoken.rank if ranked is not None else 0} AS worth"
    join = (
        f" JOIN search_piece piece ON piece.id = ({spoken.place} & {NUMBER_OF_PLACE})"
        if asking
        else ""
    )
    conditions = [spoken.holds, f"{spoken.place} BETWEEN %s AND %s", *(one.sql for one in asking)]
    sql = f"SELECT {told} FROM search_words{join} WHERE {' AND '.join(conditions)}"  # noqa: S608  no part of it was typed
    ending = " ORDER BY worth, place LIMIT %s" if ranked is not None else " LIMIT %s"
    values = (*rank, asked, *span, *(value for one in asking for value in one.values))
    return _Select(sql + ending, (*values, MOST_COUNTED + 1 if ranked is None else ranked))


def _union(selects: Sequence[_Select]) -> _Select:
    parts = (f"SELECT * FROM ({one.sql}) part" for one in selects)  # noqa: S608  as above
    sql = " UNION ALL ".join(parts)
    return _Select(sql, tuple(value for one in selects for value in one.values))


def _best(selects: Sequence[_Select], first: int, most: int) -> list[int]:
    whole = _union(selects)
    sql = f"SELECT place FROM ({whole.sql}) hits ORDER BY worth, place LIMIT %s OFFSET %s"  # noqa: S608  as above
    with connection.cursor() as cursor:
        cursor.execute(sql, [*whole.values, most, first])
        return [number_at(place) for (place,) in cursor.fetchall()]


def _counted(selects: Sequence[_Select]) -> Counter[tuple[object, ...]]:
    """Count the hits by what they may be narrowed to."""
    whole = _union(selects)
    year, year_values = _year_of_piece()
    told = f"piece.kind, piece.language, {year}, piece.register"
    lot = f"SELECT place FROM ({whole.sql}) hits LIMIT %s"  # noqa: S608  as above
    join = f"search_piece piece ON piece.id = (lot.place & {NUMBER_OF_PLACE})"
    sql = f"SELECT {told}, count(*) FROM ({lot}) lot JOIN {join} GROUP BY 1, 2, 3, 4"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*year_values, *whole.values, MOST_COUNTED + 1])
        return Counter({tuple(row[:-1]): row[-1] for row in cursor.fetchall()})


def _year_of_piece() -> tuple[str, Sequence[Value]]:
    """Write the year of the day of a piece, as this database says it."""
    sql, values = connection.ops.date_extract_sql("year", "piece.day", ())
    return f"CAST({sql} AS integer)", values


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
