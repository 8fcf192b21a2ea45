"""Matches the forms of a language against the tokens of a text.

Each group of forms is matched against a token at most once in one attempt, and forms have a bounded
length, so the time is linear in the text.
"""

from typing import Literal, NamedTuple

from servanda.reading.finding.dates.forms import Kind, Node
from servanda.reading.finding.dates.grammar import Grammar
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


class NumberAt(NamedTuple):
    """The place of a number, counted from the first token of a form."""

    at: int


class Shape(NamedTuple):
    """A form found, whatever its numbers are and wherever it stands: it counts from its first token."""

    means: str
    start: int
    end: int
    slots: "_Slots"

    def filled(self, at: int, words: list[str]) -> Match:
        """Give the form as it stands at a token, with the numbers there."""
        slots: list[tuple[str, int | str | Match]] = []
        for name, value in self.slots:
            if isinstance(value, Shape):
                slots.append((name, value.filled(at, words)))
            elif isinstance(value, NumberAt):
                slots.append((name, int(words[at + value.at].rstrip())))
            else:
                slots.append((name, value))
        return Match(self.means, at + self.start, at + self.end, tuple(slots))


_Slots = tuple[tuple[str, int | str | Shape | NumberAt], ...]
_Place = tuple[int, int, _Slots]  # start, token, slots so far
Question = tuple[Literal["key", "glued", "small"], int]  # what is asked of which token


class Attempt:
    """One attempt to match forms at a token; it keeps what it asked of the tokens from there on."""

    def __init__(self, grammar: Grammar, tokens: Tokens, *, keys: list[str], at: int) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._keys = keys
        self._begin = at
        self._known: dict[tuple[str, int], Shape | None] = {}
        self.answers: dict[Question, str | bool] = {}  # in the order in which it asked

    def longest(self, group: str, at: int) -> Shape | None:
        """Give the longest form of a group that begins at a token, or None."""
        key = group, at
        if key not in self._known:
            self._known[key] = None  # a group within itself begins nowhere anew
            self._known[key] = self._go_on(self._grammar.trees[group], None, (at, at, ()))
        return self._known[key]

    def _go_on(self, node: Node, best: Shape | None, place: _Place) -> Shape | None:
        """Go on from a place of a form as far as it and those beside it go; give the longest."""
        start, at, slots = place
        for name, kind, glued, onward in self._grammar.ways_from(node).get(self._key(at), ()):
            filled = None if glued and not self._is_glued(at) else self._fill(kind, name, at)
            if filled is None:
                continue
            end, more = filled
            if onward.means is not None and (best is None or end > best.end):
                best = Shape(onward.means, start, end, (*slots, *more))
            if onward.branches:
                best = self._go_on(onward, best, (start, end, (*slots, *more)))
        return best

    def _fill(self, kind: Kind, name: str, at: int) -> tuple[int, _Slots] | None:
        """Give where that ends which fills a place, and its slot, or None where nothing does."""
        if kind == "itself":  # the way was found by this word
            return at + 1, ()
        if kind == "number":  # and by a number of this kind
            return at + 1, ((name, NumberAt(at)),)
        if kind == "form":
            form = self.longest(name, at)
            return (form.end, ((name, form),)) if form else None
        for words, value, capital in self._grammar.lexemes(name, self._key(at)):
            if self._are_next(words, at) and not (capital and self._is_small(at)):
                return at + len(words), ((name, value),)
        return None

    def _are_next(self, words: tuple[str, ...], at: int) -> bool:
        """Tell whether the words of a lexeme stand at a token; the key of each is itself."""
        return all(self._key(at + nth) == word for nth, word in enumerate(words))

    def _key(self, at: int) -> str:
        self.answers["key", at] = key = self._keys[self._begin + at]
        return key

    def _is_glued(self, at: int) -> bool:
        self.answers["glued", at] = is_glued = self._tokens.is_glued(self._begin + at)
        return is_glued

    def _is_small(self, at: int) -> bool:
        self.answers["small", at] = is_small = self._tokens.is_small(self._begin + at)
        return is_small
