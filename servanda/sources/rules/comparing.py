"""Two texts side by side: which lines are new, gone or changed, within a bounded time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

MOST_LINES = 1500
"""How many lines that differ are compared; difflib takes the square of their number at worst."""
_MOST_WORDS = 400
"""How many words of one line are compared; longer lines are shown as a whole."""
_LARGEST_BLOCK = 60
"""How many lines that took the place of others are laid beside those they are like."""
_LIKE = 0.4
"""The share of words from which on a line is another's new wording."""
_AROUND = 2
"""How many lines that stay are shown before and after a change."""
_MOST_WORDS_IN_ALL = 6000
"""How many pieces of changed lines are told apart; from there on they are shown as a whole."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Part:
    """A piece of a line; `is_other` where the other text does not have it."""

    text: str
    is_other: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the older text beside one of the newer; empty where it has none.

    `skipped` counts lines that are the same in both and are left out in this place.
    """

    older: tuple[Part, ...] = ()
    newer: tuple[Part, ...] = ()
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        return self.older == self.newer


@dataclass(frozen=True)
class Comparison:
    """Rows in the order of the texts; `is_cut` where more differs than is compared."""

    rows: tuple[Row, ...] = ()
    is_cut: bool = False


def compare(older: str, newer: str) -> Comparison:
    """Compare two texts line by line, and the lines that changed word by word.

    Lines without words do not count. What both begin and end with is not compared; of what is
    between the first 1500 lines are.
    """
    ours, theirs = _lines(older), _lines(newer)
    start = _begin_alike(ours, theirs)
    end = _begin_alike(ours[start:][::-1], theirs[start:][::-1])
    here, there = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    is_cut = max(len(here), len(there)) > MOST_LINES
    same = [(line, line) for line in ours[:start]]
    pairs: list[tuple[str | None, str | None]] = [*same]
    pairs += _pairs(here[:MOST_LINES], there[:MOST_LINES])
    if not is_cut:
        pairs += [(line, line) for line in ours[len(ours) - end :]]
    return Comparison(tuple(_rows(pairs)), is_cut)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _begin_alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many lines the two begin with alike."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((n for n, (one, two) in pairs if one != two), min(len(ours), len(theirs)))


def _pairs(ours: list[str], theirs: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Lay lines side by side: those alike on one row, the others beside what took their place."""
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs).get_opcodes():
        if tag == "equal":
            yield from zip(ours[a:b], theirs[c:d], strict=True)
        else:
            yield from _reworded(ours[a:b], theirs[c:d])


def _reworded(here: list[str], there: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Lay each line beside the next one that is like it; in a large block one beside the other."""
    if max(len(here), len(there)) > _LARGEST_BLOCK:
        yield from zip_longest(here, there)
        return
    words = [frozenset(_WORDS.findall(line)) for line in there]
    at = 0
    for line in here:
        ours = frozenset(_WORDS.findall(line))
        found = next((n for n in range(at, len(there)) if _are_like(ours, words[n])), None)
        if found is None:
            yield line, None
            continue
        yield from ((None, new) for new in there[at:found])
        yield line, there[found]
        at = found + 1
    yield from ((None, new) for new in there[at:])


def _are_like(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _LIKE * len(one | other)


def _rows(pairs: Sequence[tuple[str | None, str | None]]) -> Iterator[Row]:
    changed = [number for number, (one, two) in enumerate(pairs) if one != two]
    near = {n + by for n in changed for by in range(-_AROUND, _AROUND + 1)}
    skipped, left = 0, _MOST_WORDS_IN_ALL
    for number, (one, two) in enumerate(pairs):
        if number not in near:
            skipped += 1
            continue
        if skipped:
            yield Row(skipped=skipped)
            skipped = 0
        row = _row(one, two, most=min(left, _MOST_WORDS))
        left -= len(row.older) + len(row.newer)
        yield row
    if skipped and changed:
        yield Row(skipped=skipped)


def _row(one: str | None, two: str | None, *, most: int) -> Row:
    if one is None or two is None or one == two:
        is_other = one != two
        return Row(_whole(one, is_other=is_other), _whole(two, is_other=is_other))
    ours, theirs = _WORDS.findall(one), _WORDS.findall(two)
    if max(len(ours), len(theirs)) > most:
        return Row(_whole(one, is_other=True), _whole(two, is_other=True))
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return Row(
        tuple(Part("".join(ours[a:b]), tag != "equal") for tag, a, b, _c, _d in codes if a < b),
        tuple(Part("".join(theirs[c:d]), tag != "equal") for tag, _a, _b, c, d in codes if c < d),
    )


def _whole(line: str | None, *, is_other: bool) -> tuple[Part, ...]:
    return () if line is None else (Part(line, is_other),)
