"""What somebody asks of a list: words, facets chosen, order, columns, and from where a page goes on.

A query has one canonical string (`pairs`): the address that is shared, what a saved view keeps, what
an export and a change in bulk carry along.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

WORDS: Final = "words"
SORT: Final = "sort"
COLUMN: Final = "column"
AFTER: Final = "after"
BEFORE: Final = "before"
CHOSEN: Final = "chosen"
ALL: Final = "all"
WHOLE: Final = "whole"
"""Names the facet of which a page shows all values: a matter of the page, not of the query."""
RESERVED: Final = frozenset(
    {WORDS, SORT, COLUMN, AFTER, BEFORE, CHOSEN, ALL, WHOLE, "save", "export"}
)
"""Names of parameters that no facet may bear."""
NONE: Final = "-"
"""The value of a facet for entries that have none."""
YES: Final = "yes"
NO: Final = "no"
MOST_VALUES: Final = 200
"""Pairs of a query that are looked at; nobody chooses more by hand."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What is asked of the list of a kind. Empty is all there is, in the list's own order.

    `after` and `before` name the entry from which a page goes on, or goes back.
    """

    kind: str
    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()
    after: UUID | None = None
    before: UUID | None = None

    @classmethod
    def from_pairs(cls, kind: str, pairs: Iterable[tuple[str, str]]) -> "ListQuery":
        """Read the pairs of an address; a key that is none is left out (`altered_key` tells of it).

        What no list knows is kept as a facet, so that the check against the list can name it.
        """
        given: dict[str, list[str]] = {}
        for name, value in list(pairs)[:MOST_VALUES]:
            told = given.setdefault(name, [])
            if value and value not in told:
                told.append(value)
        sort = _first(given, SORT)
        return cls(
            kind=kind,
            words=" ".join(_first(given, WORDS).split()),
            chosen={
                name: tuple(values)
                for name, values in given.items()
                if name not in RESERVED and values
            },
            order=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            columns=tuple(given.get(COLUMN, ())),
            after=_uuid(_first(given, AFTER)),
            before=_uuid(_first(given, BEFORE)),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query as pairs, in one order, without the place of a page."""
        told = [(WORDS, self.words)] if self.words else []
        told += [
            (name, value) for name in sorted(self.chosen) for value in sorted(self.chosen[name])
        ]
        told += [(COLUMN, name) for name in self.columns]
        if self.order:
            told.append((SORT, f"-{self.order}" if self.descending else self.order))
        return told

    def whole(self) -> "ListQuery":
        """Return the query for all that it selects, from the beginning."""
        return replace(self, after=None, before=None)

    def choosing(self, name: str, values: Sequence[str]) -> "ListQuery":
        """Return the query with other values of a facet; without any the facet narrows nothing."""
        others = {facet: kept for facet, kept in self.chosen.items() if facet != name}
        chosen = {**others, name: tuple(values)} if values else others
        return replace(self, chosen=chosen, after=None, before=None)

    def toggling(self, name: str, value: str) -> "ListQuery":
        """Return the query with a value of a facet chosen, or given up where it was chosen."""
        kept = self.chosen.get(name, ())
        values = [one for one in kept if one != value] if value in kept else [*kept, value]
        return self.choosing(name, values)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether something narrows what is listed."""
        return bool(self.words or self.chosen)


def altered_key(pairs: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an address names a place of a page that can be none."""
    return any(name in {AFTER, BEFORE} and value and not _uuid(value) for name, value in pairs)


def _first(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[0] if values else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
