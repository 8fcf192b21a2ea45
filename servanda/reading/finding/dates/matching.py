"""Matches the forms of a language against the tokens of a text.

Every position of a text is matched against every group of forms at most once, and forms have a
bounded length, so the time is linear in the text.
"""

from dataclasses import dataclass
from typing import Final

from servanda.reading.finding.dates.forms import NUMBERS, Grammar, Node, Unit
from servanda.reading.finding.dates.tokens import Tokens


@dataclass(frozen=True)
class Match:
    """A form found: its meaning, its first token and the one after it, what filled its places."""

    means: str
    start: int
    end: int
    slots: tuple[tuple[str, "int | str | Match"], ...] = ()

    def number(self, name: str, index: int = 0) -> int | None:
        """Give the number that fills the place called so, or None."""
        found = self.numbers(name)
        return found[index] if index < len(found) else None

    def numbers(self, name: str) -> list[int]:
        """Give the numbers that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, int)]

    def word(self, name: str) -> str | None:
        """Give the meaning of the word that fills the place, or None."""
        return next((v for slot, v in self.slots if slot == name and isinstance(v, str)), None)

    def inner(self, name: str) -> "Match | None":
        """Give the form that fills the place, or None."""
        return next(iter(self.inners(name)), None)

    def inners(self, name: str) -> list["Match"]:
        """Give the forms that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, Match)]

    def only(self) -> "Match | None":
        """Give the first form within, whatever its place."""
        return next((value for _, value in self.slots if isinstance(value, Match)), None)


_Slots = tuple[tuple[str, int | str | Match], ...]
_Place = tuple[int, int, _Slots]  # start, token, slots so far
_UNTRIED: Final = Match("untried", 0, 0)


class Matching:
    """One row of tokens being matched; remembers what was already tried where."""

    def __init__(self, grammar: Grammar, tokens: Tokens) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._folded = tokens.folded
        self._following = [*tokens.folded[1:], ""]
        self._known: dict[tuple[str, int], Match | None] = {}

    def longest(self, group: str, at: int) -> Match | None:
        """Give the longest form of a group that begins at a token, or None."""
        if at >= len(self._folded):
            return None
        key = group, at
        known = self._known.get(key, _UNTRIED)
        if known is _UNTRIED:
            self._known[key] = known = None  # a group within itself begins nowhere anew
            if not self._grammar.may_begin(group, self._folded[at], self._following[at]):
                return None
            known = self._go_on(self._grammar.groups[group], None, (at, at, ()))
            self._known[key] = known
        return known

    def beginnings(self, group: str) -> list[int]:
        """Give the tokens at which a form of a group may begin, judged by two words."""
        first_words = self._grammar.pairs(group)
        return [
            at
            for at, (word, second) in enumerate(zip(self._folded, self._following, strict=False))
            if (word in first_words or word.isdecimal())
            and self._grammar.may_begin(group, word, second)
        ]

    def word(self, name: str, at: int) -> int | str | None:
        """Give the meaning of a word of a class that stands at a token, or None."""
        found = self._word(name, at)
        return None if found is None else found[1]

    def beginning_of(self, name: str, start: int, end: int) -> int:
        """Give the token at which the last word of a class begins that ends before another token."""
        fits = (
            at for at in range(start, end) if (found := self._word(name, at)) and found[0] == end
        )
        return next(fits, end - 1)

    def _go_on(self, node: Node, best: Match | None, place: _Place) -> Match | None:
        """Go on from a place of a form as far as it and those beside it go; give the longest."""
        start, at, slots = place
        if at >= len(self._folded):
            return best
        for unit, branch in self._grammar.ways_on(node, self._folded[at]):
            if unit.glued and at > start and not self._tokens.is_glued(at):
                continue
            filled = self._fill(unit, at)
            if filled is None:
                continue
            end, value = filled
            found = slots if value is None else (*slots, (unit.name, value))
            if branch.means is not None and (best is None or end > best.end):
                best = Match(branch.means, start, end, found)
            if branch.branches:
                best = self._go_on(branch, best, (start, end, found))
        return best

    def _fill(self, unit: Unit, at: int) -> tuple[int, int | str | Match | None] | None:
        if unit.literal:
            return (at + 1, None) if self._folded[at] == unit.name else None
        if unit.name in NUMBERS:
            number = _number(self._folded[at], unit.name)
            return None if number is None else (at + 1, number)
        if unit.name in self._grammar.groups:
            inner = self.longest(unit.name, at)
            return None if inner is None else (inner.end, inner)
        return self._word(unit.name, at)

    def _word(self, name: str, at: int) -> tuple[int, int | str] | None:
        if at >= len(self._folded):
            return None
        for lexeme in self._grammar.classes.get(name, {}).get(self._folded[at], ()):
            end = at + len(lexeme.words)
            if len(lexeme.words) > 1 and tuple(self._folded[at:end]) != lexeme.words:
                continue
            if not lexeme.capital or not self._tokens.text(at)[0].islower():
                return end, lexeme.value
        return None


def _number(written: str, kind: str) -> int | None:
    least_digits, most_digits, least, greatest = NUMBERS[kind]
    if not (least_digits <= len(written) <= most_digits and written.isdecimal()):
        return None
    number = int(written)
    return number if least <= number <= greatest else None
