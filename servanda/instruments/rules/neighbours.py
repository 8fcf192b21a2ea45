"""The few rows of a plan with which one is compared: those near it, and those that share rare words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from servanda.instruments.rules.likeness import words_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from servanda.instruments.rules.plan_rows import PlanRow

MOST_COMPARED = 40
"""With so many rows one is compared at most."""
_RARE_WORDS = 8


class Near:
    """Rows that stand under the same one, by their places."""

    def __init__(self, keys: Mapping[int, Hashable]) -> None:
        self.keys = keys
        self.places: dict[Hashable, list[int]] = defaultdict(list)
        for at in sorted(keys):
            self.places[keys[at]].append(at)

    def to(self, at: int) -> list[int]:
        """Return the rows that stand nearest under the same one, without it."""
        if at not in self.keys:
            return []
        places = self.places[self.keys[at]]
        middle, reach = bisect_left(places, at), MOST_COMPARED // 2
        return [one for one in places[max(middle - reach, 0) : middle + reach + 1] if one != at]

    def under(self, key: Hashable) -> list[int]:
        """Return the first rows that stand under one."""
        return self.places.get(key, [])[:MOST_COMPARED]


class Rare:
    """The rows of a plan by their words, the rare ones first: few are looked at for any text."""

    def __init__(self, rows: Sequence[PlanRow], left: Iterable[int]) -> None:
        self.having: dict[str, list[int]] = defaultdict(list)
        for at in left:
            for word in dict.fromkeys(words_of(rows[at].text)):
                self.having[word].append(at)

    def sharing(self, text: str) -> list[int]:
        """Return the rows that share the rarest words of a text."""
        known = [word for word in dict.fromkeys(words_of(text)) if word in self.having]
        known.sort(key=lambda word: len(self.having[word]))
        found = (at for word in known[:_RARE_WORDS] for at in self.having[word][:MOST_COMPARED])
        return list(dict.fromkeys(found))[:MOST_COMPARED]
