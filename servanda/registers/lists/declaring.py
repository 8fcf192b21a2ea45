"""What a list of entries can tell: its columns, facets, orders; each room declares its own lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from django.db.models import Expression
from django.utils.functional import Promise

from servanda.registers.models import Desk, Entry
from servanda.registers.rules.lists import RESERVED

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Words: TypeAlias = str | Promise
Told: TypeAlias = "str | int | Decimal | date | None"


@dataclass(frozen=True)
class GatheredCell:
    """What rows of its own tell in a cell, and the markings of all entries whose words it shows.

    `is_hidden` where it only says that nothing is shown.
    """

    told: Told
    handling: tuple[str, ...] = ()
    is_hidden: bool = False


Gathered: TypeAlias = Callable[[Desk, Iterable[int]], Mapping[int, GatheredCell]]
PROTECTED: Final = ("visibility", "embargo_until", "handling")
"""What may be changed for many entries of any kind that has a page of its own."""


def as_it_stands(value: Told) -> Told:
    """Tell the value of one column of the table as it is."""
    return value


@dataclass(frozen=True)
class Column:
    """A column of a list. `told` makes what is read of the raw values of `fields`, a plain function.

    A path of `fields` may lead over another entry (`assessor__label`): the rights to that entry are
    decided in the query, and who may not see it reads that it is not shown to them. A name of
    `fields` may also be one of the list's `computed`.
    `order` is the path by which the list is ordered under this column. `leads_to` is the path to the
    entry whose page a click opens, "" for the entry itself, None for none. What needs rows of its
    own (many to one entry) is `gathered`: for the keys of a page or a lot at once, one query each;
    it names an entry over others as a path does, by `seen_value`, and gives their markings along.
    """

    name: str
    title: Words
    fields: tuple[str, ...] = ()
    told: Callable[..., Told] = as_it_stands
    order: str = ""
    is_default: bool = True
    leads_to: str | None = None
    gathered: Gathered | None = None

    @property
    def is_link(self) -> bool:
        return self.leads_to is not None


@dataclass(frozen=True)
class Facet:
    """By what a list is narrowed, with how many entries have each value.

    `field` is a column of the table: of a day its year is meant; of a link to other entries those,
    as far as the person may see them, by public name. Of a link to rows that are no entries, `key`
    is the column by which they are told. `told` gives the words of a value.
    """

    name: str
    title: Words
    field: str
    told: Callable[[str], Words] = str
    key: str = ""


@dataclass(frozen=True)
class EntryList:
    """The list of all entries of a kind that a person may see.

    `through` are the entries on which one stands: who may not see one of them does not see it.
    `found_by` are the links to entries by whose words the box narrows the list, "" for its own.
    `changeable` are the fields that may be changed for many at once.
    """

    kind: str
    title: Words
    model: type[Entry]
    columns: tuple[Column, ...]
    facets: tuple[Facet, ...] = ()
    order: str = ""
    """The column by which it is ordered unless asked otherwise."""
    is_descending: bool = False
    through: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ("",)
    changeable: tuple[str, ...] = PROTECTED
    computed: Mapping[str, Callable[[Desk], Expression]] | None = None

    def __post_init__(self) -> None:
        names = [facet.name for facet in self.facets]
        if RESERVED & set(names) or len(set(names)) < len(names):
            raise ValueError(f"{self.kind}: names of facets {names}")
        if self.order not in {column.name for column in self.columns if column.order}:
            raise ValueError(f"{self.kind}: no order {self.order!r}")

    def column(self, name: str) -> Column | None:
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)

    def facet(self, name: str) -> Facet | None:
        """Return a facet by its name."""
        return next((facet for facet in self.facets if facet.name == name), None)

    def shown(self, names: Iterable[str]) -> tuple[Column, ...]:
        """Return the columns of these names, in the list's order; without any the usual ones.

        The column that leads to the entry is always there.
        """
        asked = set(names)
        if not asked:
            return tuple(column for column in self.columns if column.is_default)
        return tuple(
            column for column in self.columns if column.name in asked or column.leads_to == ""
        )
