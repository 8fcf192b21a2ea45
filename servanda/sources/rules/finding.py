"""Finding words of one text again in another, newer one: plain Python."""

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]

MOST_PLACES = 500
"""How many places of the same words are weighed; a text that repeats one line has more."""
_FEWEST_LETTERS = 8
"""Shorter words, spaced or broken otherwise, could be any."""
_DROPPED = frozenset("-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("–—―−", "—"),
    }
)


@dataclass(frozen=True)
class Words:
    """Words of the older text, and where they began there."""

    quote: str
    start: int


@dataclass(frozen=True)
class NewerText:
    """A text in which words are looked for; its plain form is made when it is first needed."""

    text: str

    @cached_property
    def plain(self) -> tuple[str, "array[int]"]:
        """Return the text without spaces and hyphens, and the place of each of its letters."""
        return _plain(self.text)

    def places_of(self, quote: str) -> list[int]:
        """Return where exactly these words begin, at most 500 places."""
        found: list[int] = []
        at = self.text.find(quote)
        while at >= 0 and len(found) < MOST_PLACES:
            found.append(at)
            at = self.text.find(quote, at + 1)
        return found

    def spelled_otherwise(self, quote: str) -> Span | None:
        """Return the only place where the words stand broken or spaced otherwise, if there is one."""
        wanted, _offsets = _plain(quote)
        plain, offsets = self.plain
        at = plain.find(wanted) if len(wanted) >= _FEWEST_LETTERS else -1
        if at < 0 or plain.find(wanted, at + 1) >= 0:
            return None
        end = at + len(wanted)
        if unicodedata.combining(plain[end : end + 1] or " "):  # the last letter is another
            return None
        return offsets[at], offsets[end - 1] + 1


def find_again(words: Sequence[Words], newer: str) -> list[Span | None]:
    """Return, for each of these words, where they stand in the newer text; None where they are gone.

    Words that stand there once are found first. What stands there more than once is taken to have
    moved as far as the nearest words before it that stand there once. Time grows with the length
    of the text times the number of words.
    """
    text = NewerText(newer)
    places = [text.places_of(one.quote) for one in words]
    moved = sorted(
        (one.start, found[0] - one.start)
        for one, found in zip(words, places, strict=True)
        if len(found) == 1
    )
    return [_place(one, found, text, moved) for one, found in zip(words, places, strict=True)]


def _place(
    one: Words, found: list[int], text: NewerText, moved: list[tuple[int, int]]
) -> Span | None:
    if not found:
        return text.spelled_otherwise(one.quote)
    expected = one.start + _moved_by(one.start, moved)
    start = min(found, key=lambda at: abs(at - expected))
    return start, start + len(one.quote)


def _moved_by(start: int, moved: list[tuple[int, int]]) -> int:
    """Return how far the nearest words before (else after) a place have moved."""
    at = bisect_right(moved, start, key=lambda pair: pair[0])
    return moved[max(at - 1, 0)][1] if moved else 0


def _plain(text: str) -> tuple[str, "array[int]"]:
    letters: list[str] = []
    offsets = array("L")
    for place, sign in enumerate(text):
        if sign.isspace() or sign in _DROPPED:
            continue
        # Taken apart, for in one text an accent may stand beside its letter and in the other on it.
        spelled = unicodedata.normalize("NFKD", sign.translate(_ALIKE))
        letters.append(spelled)
        offsets.extend([place] * len(spelled))
    return "".join(letters), offsets
