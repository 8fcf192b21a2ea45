"""Matches the forms of a language against the tokens of a text.

Every position of a text is matched against every group of forms at most once, and forms have a
bounded length, so the time is linear in the text.
"""

from collections.abc import Iterator
from typing import NamedTuple

from servanda.reading.finding.dates.forms import Node
from servanda.reading.finding.dates.recognizing import Recognizer
from servanda.reading.finding.dates.tokens import Tokens


class Match(NamedTuple):
    """A form found: its meaning, its first token and the one after it, what filled its places."""

    means: str
    start: int
    end: int
    slots: tuple[tuple[str, "int | str | Match"], ...] = ()

    def number(self, name: str) -> int | None:
        """Give the number that fills the place called so, or None."""
        for slot, value in self.slots:
            if slot == name and isinstance(value, int):
                return value
        return None

    def numbers(self, name: str) -> list[int]:
        """Give the numbers that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, int)]

    def word(self, name: str) -> str | None:
        """Give the meaning of the word that fills the place, or None."""
        for slot, value in self.slots:
            if slot == name and isinstance(value, str):
                return value
        return None

    def inner(self, name: str) -> "Match | None":
        """Give the form that fills the place, or None."""
        for slot, value in self.slots:
            if slot == name and isinstance(value, Match):
                return value
        return None

    def inners(self, name: str) -> list["Match"]:
        """Give the forms that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, Match)]

    def only(self) -> "Match | None":
        """Give the first form within, whatever its place."""
        for _slot, value in self.slots:
            if isinstance(value, Match):
                return value
        return None


_Slots = tuple[tuple[str, int | str | Match], ...]
_Place = tuple[int, int, _Slots]  # start, token, slots so far


class Matching:
    """One row of tokens being matched; remembers what was already tried where."""

    def __init__(self, recognizer: Recognizer, tokens: Tokens) -> None:
        self._recognizer = recognizer
        self._grammar = recognizer.grammar
        self._tokens = tokens
        self._folded = tokens.folded
        self._keys = self._grammar.keys_of(tokens.folded)
        self._known: dict[tuple[str, int], Match | None] = {}

    def longest(self, group: str, at: int) -> Match | None:
        """Give the longest form of a group that begins at a token, or None."""
        key = group, at
        if key in self._known:
            return self._known[key]
        self._known[key] = found = None  # a group within itself begins nowhere anew
        if self._recognizer.may_begin(group, self._keys, at):
            self._known[key] = found = self._go_on(self._grammar.trees[group], None, (at, at, ()))
        return found

    def beginnings(self, group: str) -> Iterator[int]:
        """Give the tokens with which forms of a group may begin, as far as their keys tell."""
        return self._recognizer.beginnings(group, self._keys)

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
        for name, kind, glued, onward in node.ways[self._keys[at], self._keys[at + 1]]:
            if glued and not self._tokens.is_glued(at):
                continue
            if kind == "itself":  # the way was found by this word
                end, found = at + 1, slots
            elif kind == "number":  # and by a number of this kind
                end, found = at + 1, (*slots, (name, int(self._folded[at])))
            elif filled := self._form(name, at) if kind == "form" else self._word(name, at):
                end, found = filled[0], (*slots, (name, filled[1]))
            else:
                continue
            if onward.means is not None and (best is None or end > best.end):
                best = Match(onward.means, start, end, found)
            if onward.branches:
                best = self._go_on(onward, best, (start, end, found))
        return best

    def _form(self, group: str, at: int) -> tuple[int, Match] | None:
        """Give where the longest form of a group ends, and the form."""
        found = self.longest(group, at)
        return None if found is None else (found.end, found)

    def _word(self, name: str, at: int) -> tuple[int, int | str] | None:
        for words, value, capital in self._grammar.classes.get(name, {}).get(self._keys[at], ()):
            end = at + len(words)
            if len(words) > 1 and tuple(self._folded[at:end]) != words:
                continue
            if not capital or not self._tokens.initial(at).islower():
                return end, value
        return None
