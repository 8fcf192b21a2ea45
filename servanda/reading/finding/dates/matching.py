"""Matches the forms of a language against the tokens of a text.

Every position of a text is matched against every group of forms at most once, and forms have a
bounded length, so the time is linear in the text.
"""

from typing import NamedTuple

from servanda.reading.finding.dates.forms import NUMBERS, Grammar, Node
from servanda.reading.finding.dates.tokens import Tokens


class Match(NamedTuple):
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
        if key not in self._known:
            self._known[key] = None  # a group within itself begins nowhere anew
            self._known[key] = self._go_on(self._grammar.groups[group], None, (at, at, ()))
        return self._known[key]

    def beginnings(self, group: str) -> list[int]:
        """Give the tokens at which a form of a group may begin, judged by two words."""
        first_words, may_begin = self._grammar.pairs(group), self._grammar.may_begin
        return [
            at
            for at, word in enumerate(self._folded)
            if (word in first_words or word.isdecimal())
            and may_begin(group, word, self._following[at])
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
        ways = self._grammar.ways_on(node, self._folded[at], self._following[at])
        for (name, literal, glued), branch in ways:
            if glued and at > start and not self._tokens.is_glued(at):
                continue
            if literal:  # the way was found by this word
                end, found = at + 1, slots
            elif (filled := self._fill(name, at)) is not None:
                end, found = filled[0], (*slots, (name, filled[1]))
            else:
                continue
            if branch.means is not None and (best is None or end > best.end):
                best = Match(branch.means, start, end, found)
            if branch.branches:
                best = self._go_on(branch, best, (start, end, found))
        return best

    def _fill(self, name: str, at: int) -> tuple[int, int | str | Match] | None:
        """Give where what fills a place ends, and its value."""
        if name in self._grammar.groups:
            inner = self.longest(name, at)
            return None if inner is None else (inner.end, inner)
        if name in NUMBERS:
            number = _number(self._folded[at], name)
            return None if number is None else (at + 1, number)
        return self._word(name, at)

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
