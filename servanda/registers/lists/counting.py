"""How many entries a query selects, and how many have each value of each facet.

All facets come of one grouped query, a cube of their columns, which an index gives in its order. A
facet is narrowed by what is chosen of the others, not by what is chosen of itself. What was counted is
kept until the register changes; the names of what is counted are asked for anew each time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import CharField, Count

from servanda.registers.lists.facets import MOST_IN_WHOLE, MOST_SHOWN, FacetCount, facet_count
from servanda.registers.lists.ordering import by_visibility, written
from servanda.registers.lists.rights import field_at
from servanda.registers.lists.selecting import counted_by, in_reach
from servanda.registers.models import kept_until_changed

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model

    from servanda.registers.lists.checking import Asked
    from servanda.registers.lists.declaring import Facet
    from servanda.registers.models import Desk


CountedValues = tuple[int, dict[int, dict[str | None, int]]]
"""How many entries there are, and how many with each value of each facet, by its place."""


@dataclass(frozen=True)
class Counts:
    """How many entries a query selects, and of each facet how many have each value."""

    total: int
    facets: tuple[FacetCount, ...]


def counts(desk: Desk, checked: Asked, *, whole: str = "") -> Counts:
    """Count what a checked query selects: one query for all facets, and one for the names of links.

    Of the facet that is named `whole` all values are shown, of the others the most frequent.
    """
    listed = checked.listed
    total, by_facet = _kept(desk, checked)
    told = (
        facet_count(
            desk,
            checked,
            facet,
            counted=by_facet.get(place, {}),
            most=MOST_IN_WHOLE if facet.name == whole else MOST_SHOWN,
        )
        for place, facet in enumerate(listed.facets)
    )
    return Counts(total, tuple(told))


def _kept(desk: Desk, checked: Asked) -> CountedValues:
    """Return what was counted of the same query, counted anew when the register has changed.

    A facet of words that somebody typed is counted each time: no words are kept. So is what words
    find: the index is written anew without a change in the register.
    """
    listed = checked.listed
    count = partial(_counted, desk, checked)
    if checked.words is not None or any(map(partial(_is_of_words, listed.model), listed.facets)):
        return count()
    name = f"list {listed.kind} {sorted(checked.held.items())}"
    return kept_until_changed(desk, name, count)


def _is_of_words(model: type[Model], facet: Facet) -> bool:
    field = field_at(model, facet.field)
    return isinstance(field, CharField) and not field.choices and facet.told is str


def _counted(desk: Desk, checked: Asked) -> CountedValues:
    """Return how many there are, and how many with each value of each facet, by its place."""
    sql, values = _statement(desk, checked)
    found: dict[int, dict[str | None, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for place, value, count in cursor.fetchall():
            found[place][value] = int(count or 0)
    return found.pop(-1, {}).get(None, 0), dict(found)


def _statement(desk: Desk, checked: Asked) -> tuple[str, list[Any]]:
    """Write the cube, and what is summed of it: all, and for each facet apart."""
    listed = checked.listed
    names = {f"facet_{place}": facet for place, facet in enumerate(listed.facets)}
    told = {name: counted_by(listed, facet) for name, facet in names.items()}
    parts = [
        written(part.annotate(**told).values(*names).annotate(number=Count("*")).order_by())
        for part in by_visibility(desk, in_reach(desk, checked))
    ]
    cube = " UNION ALL ".join(f"SELECT * FROM ({sql}) part" for sql, _values in parts)  # noqa: S608  written by Django
    values = [value for _sql, held in parts for value in held]
    rest, held = _without_first(checked)
    values += held
    sums = []
    for place in range(-1, len(listed.facets)):
        chosen, held = _chosen(checked, but={place} if place == 0 else {0, place})
        name = f"CAST(facet_{place} AS text)" if place >= 0 else "NULL"
        grouped = f" GROUP BY facet_{place}" if place >= 0 else ""
        whence = "cube" if place == 0 else "rest"
        sums.append(f"SELECT {place}, {name}, SUM(number) FROM {whence}{chosen}{grouped}")  # noqa: S608  as above
        values += held
    both = f"cube AS MATERIALIZED ({cube}), rest AS MATERIALIZED ({rest})"
    return f"WITH {both} {' UNION ALL '.join(sums)}", values


def _without_first(checked: Asked) -> tuple[str, list[Any]]:
    """Write the cube without its first facet, narrowed by what is chosen of that.

    The first facet of a list has the most values, so little is left for the others to be summed of.
    """
    others = [f"facet_{place}" for place in range(1, len(checked.listed.facets))]
    told = ", ".join([*others, "SUM(number) AS number"])
    grouped = f" GROUP BY {', '.join(others)}" if others else ""
    chosen, held = _chosen(checked, but=set(range(1, len(checked.listed.facets))))
    return f"SELECT {told} FROM cube{chosen}{grouped}", held  # noqa: S608  names of ours


def _chosen(checked: Asked, *, but: Collection[int]) -> tuple[str, list[Any]]:
    """Write the condition that all facets chosen hold, but those at some places."""
    holds: list[str] = []
    values: list[Any] = []
    for place, facet in enumerate(checked.listed.facets):
        held = checked.held.get(facet.name, ())
        if place in but or not held:
            continue
        known = [one for one in held if one is not None]
        either = [f"facet_{place} IN ({', '.join(['%s'] * len(known))})"] if known else []
        if None in held:
            either += [f"facet_{place} IS NULL", f"CAST(facet_{place} AS text) = ''"]
        holds.append(f"({' OR '.join(either)})")
        values += known
    return f" WHERE {' AND '.join(holds)}" if holds else "", values
