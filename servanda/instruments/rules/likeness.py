"""How alike two texts are: by the runs of three letters that both have, in any language and script."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from servanda.reading.matrices.words import folded

LONGEST = 600
"""So many letters of a text are compared: two rows that begin so alike are one."""
_OTHER = re.compile(r"[\W_]+")


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: spaces, signs and the case of letters do not count."""
    ours, theirs = _runs(one), _runs(other)
    both = sum((ours & theirs).values())
    return 2 * both / max(ours.total() + theirs.total(), 1)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _OTHER.sub(" ", folded(text[:LONGEST])).split()


@lru_cache(maxsize=20_000)
def _runs(text: str) -> Counter[str]:
    """Count the runs of three letters of a text, those over the edges of its words as well."""
    told = f" {' '.join(words_of(text))} "
    return Counter(told[at : at + 3] for at in range(len(told) - 2))
