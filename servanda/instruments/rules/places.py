"""Places among siblings: there is always one more between two, so nothing else has to move.

A place is a whole number and the decimals behind it, as digits without a nought at the end: (3, "")
stands before (3, "05"), that before (3, "5"), that before (4, ""). Digits sort alike in every
database, whatever its language. The decimals grow by a digit about every three times that
something is put in the same gap; no number of times fills it.
"""

from typing import TypeAlias

Place: TypeAlias = tuple[int, str]

FIRST: Place = (1, "")


def between(before: Place | None, after: Place | None) -> Place:
    """Return a short place between two; None stands for the beginning and for the end.

    Raises ValueError where the one is not before the other.
    """
    if before is not None and after is not None:
        return _inside(before, after)
    if before is not None:
        return (before[0] + 1, "")
    if after is None:
        return FIRST
    return (after[0] - 1, "") if after[0] > 1 else _inside((0, ""), after)


def spread(before: Place | None, after: Place | None, number: int) -> list[Place]:
    """Return as many places between two, in their order, as evenly as the digits allow."""
    if number == 0:
        return []
    if after is None:
        first = between(before, None)
        return [(first[0] + step, "") for step in range(number)]
    middle = between(before, after)
    below = number // 2
    above = number - below - 1
    return [*spread(before, middle, below), middle, *spread(middle, after, above)]


def _inside(before: Place, after: Place) -> Place:
    if before >= after:
        raise ValueError(f"{before} is not before {after}.")
    if before[0] == after[0]:
        return (before[0], _decimals(before[1], after[1]))
    if after[0] - before[0] > 1:
        return (before[0] + 1, "")
    return (before[0], _decimals(before[1], ""))


def _decimals(low: str, high: str) -> str:
    """Return the shortest decimals between two, in the middle; no `high` stands for the next number."""
    length = 1
    while True:
        unit = 10**length
        least = int(low[:length].ljust(length, "0")) + 1
        most = unit - 1
        if high:
            most = int(high[:length].ljust(length, "0")) - (len(high) <= length)
        if least <= most:
            return str((least + most) // 2).zfill(length).rstrip("0")
        length += 1
