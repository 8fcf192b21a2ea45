"""Chance of a fixed seed: skewed choices, days, and public names that come out the same each time."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import TypeVar

Item = TypeVar("Item")

BEGIN, END = date(2016, 1, 5), date(2026, 6, 30)
"""The first and the last day on which anything of a generated register was said."""
SPAN = (END - BEGIN).days


class Chance:
    """What one generated register is made by; two of one seed choose alike."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  guards nothing
        self.share = self._random.random
        self.shuffle = self._random.shuffle

    def whole(self, first: int, last: int) -> int:
        """Return a whole number from the first to the last."""
        return first + int(self.share() * (last - first + 1))

    def is_one_of(self, many: float) -> bool:
        """Tell whether this is the one of so many."""
        return self.share() * many < 1

    def rank(self, count: int, *, steepness: float = 3.0) -> int:
        """Return a number below the count, low ones far more often: as Zipf counts words.

        Of 1,000 things, at steepness 3, the first is chosen a tenth of the time.
        """
        return int(count * self.share() ** steepness)

    def any_of(self, items: Sequence[Item]) -> Item:
        """Return one of some things, all equally often."""
        return items[int(self.share() * len(items))]

    def skewed(self, items: Sequence[Item], *, steepness: float = 3.0) -> Item:
        """Return one of some things, the first ones far more often."""
        return items[self.rank(len(items), steepness=steepness)]

    def day(self) -> date:
        """Return a day; of later years there are more."""
        return BEGIN + timedelta(days=int(SPAN * self.share() ** 0.7))

    def uuid(self, at: date | datetime) -> str:
        """Return a public name (version 7) that was given at a moment, as hexadecimal digits."""
        moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day, tzinfo=UTC)
        bits = self._random.getrandbits(74)
        milliseconds = int(moment.timestamp() * 1000)
        return f"{milliseconds:012x}7{bits >> 62:03x}{8 + (bits >> 60 & 3):x}{bits & (1 << 60) - 1:015x}"


class Weighted:
    """Things of which some are chosen more often, each with its weight."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._hundred = [name for name, weight in weights.items() for _time in range(weight)]

    def one(self, chance: Chance) -> str:
        return chance.any_of(self._hundred)


def parted(chance: Chance, total: int, parts: int, *, steepness: float) -> list[int]:
    """Part a total among some, each having one at least and the first ones far more."""
    if parts == 0:
        return []
    weights = [(number + 1) ** -steepness for number in range(parts)]
    spare = max(0, total - parts)
    ends = [round(spare * end / sum(weights)) for end in accumulate(weights)]
    counts = [1 + end - begin for begin, end in zip([0, *ends[:-1]], ends, strict=True)]
    chance.shuffle(counts)
    return counts
