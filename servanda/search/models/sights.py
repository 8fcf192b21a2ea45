"""What somebody sees in registers, as a few lots of shelves on which pieces stand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, product
from typing import Final, TypeAlias

from servanda.search.models.pieces import NUMBER_BITS, SHELF_BITS, shelf

_OF_REGISTER: Final = 1 << SHELF_BITS
Value: TypeAlias = str | int | date | None
OWN_SIDE: Final = 3
"""How open that is which one side alone sees."""


@dataclass(frozen=True, slots=True)
class Select:
    """A part of a statement with its parameters."""

    sql: str
    values: tuple[Value, ...]


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
class Lot:
    """Shelves of any number of registers, and what must hold of a piece there to be seen.

    `sides` are registers with the side whose own it must be, `until` the last day of an embargo.
    """

    shelves: tuple[int, ...]
    sides: tuple[tuple[int, int], ...] = ()
    until: date | None = None

    @property
    def asks_of_piece(self) -> bool:
        """Whether the number of a place does not say enough."""
        return bool(self.sides or self.until)

    def asked(self, place: str) -> list[Select]:
        """Write that a piece at a place is in the lot; shelves side by side are a range."""
        first, last = min(self.shelves), max(self.shelves)
        within = (first << NUMBER_BITS, ((last + 1) << NUMBER_BITS) - 1)
        asking = [Select(f"{place} BETWEEN %s AND %s", within)]
        if len(self.shelves) <= last - first:
            each = ", ".join(["%s"] * len(self.shelves))
            asking.append(Select(f"({place} >> {NUMBER_BITS}) IN ({each})", self.shelves))
        if self.sides:
            each = ", ".join(["(%s, %s)"] * len(self.sides))
            # The register by the place, so that no database looks through a register's pieces first.
            own = f"({place} >> {NUMBER_BITS + SHELF_BITS}, piece.side) IN (VALUES {each})"
            asking.append(Select(own, tuple(chain.from_iterable(self.sides))))
        if self.until:
            asking.append(Select("piece.embargo_until <= %s", (self.until,)))
        return asking


def lots(sights: Sequence[Sight]) -> list[Lot]:
    """Give the shelves that a person sees: a few lots, however many the registers.

    Words are looked for once a lot. A lot a register would have the database count anew in each how
    often a word stands in the whole index, which is what the best hits are told by.
    """
    shelves: dict[tuple[bool, bool], list[int]] = defaultdict(list)
    for sight, is_embargoed in product(sights, (False, True)):
        must_come = is_embargoed and not sight.sees_embargoed
        shelves[False, must_come] += [
            shelf(sight.register, openness, is_embargoed=is_embargoed)
            for openness in range(sight.openness + 1)
        ]
        if sight.side is not None:
            own = shelf(sight.register, OWN_SIDE, is_embargoed=is_embargoed)
            shelves[True, must_come].append(own)
    sides = tuple((one.register, one.side) for one in sights if one.side is not None)
    today = min(one.today for one in sights)
    return [
        Lot(run, sides if is_own else (), today if must_come else None)
        for (is_own, must_come), found in shelves.items()
        for run in _runs(sorted(found))
    ]


def _runs(shelves: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Cut a row of shelves where many follow one another that are no part of it.

    What stands between is looked through for nothing; a tenth of it all costs more than one more lot.
    """
    many = max(_OF_REGISTER, (shelves[-1] - shelves[0]) // 10)
    run = [shelves[0]]
    for one in shelves[1:]:
        if one - run[-1] > many:
            yield tuple(run)
            run = []
        run.append(one)
    yield tuple(run)
