"""Remembers what forms the words of texts were found to have, so that none is matched twice.

What a form is found to be follows from a few questions: by which keys its words count, whether a
space stands before one, whether one is written small. The questions make a tree: each answer leads
to the next question, the last one to the shape of the form, or to none. It grows where a text first
gives an answer; then it is there for all texts. A shape has no numbers: those are of the text.
"""

from collections.abc import Iterator
from itertools import compress, count
from typing import Final, Literal

from servanda.reading.finding.dates.grammar import Grammar
from servanda.reading.finding.dates.matching import Attempt, Match, Shape
from servanda.reading.finding.dates.tokens import Tokens

MOST_QUESTIONS: Final = 20_000  # a text made to need more has the tree made anew
_GROUP: Final = "FOUND"  # the group of all forms that may stand for themselves


class _Question:
    """What is asked next of the words of a text, or the shape where nothing more is."""

    __slots__ = ("asks", "offset", "onward", "shape")

    def __init__(self, asks: Literal["key", "glued", "small", ""] = "") -> None:
        self.asks = asks
        self.offset = 0  # of which word
        self.onward: dict[str | bool, _Question] = {}  # by the answer
        self.shape: Shape | None = None


class Shapes:
    """The shapes that the forms of one language were found to have."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.questions = 0  # so many were made
        self._tree = grammar.trees[_GROUP]
        self._openings = frozenset(grammar.ways_from(self._tree))
        self._seconds: dict[str, frozenset[str] | None] = {}  # the keys after one that opens
        self._first = _Question("key")

    def beginnings(self, keys: list[str]) -> Iterator[int]:
        """Give the tokens with which forms may begin, as far as two keys tell."""
        seconds = self._seconds
        for at in compress(count(), map(self._openings.__contains__, keys)):
            key = keys[at]
            if key not in seconds:
                seconds[key] = self.grammar.keys_after(self._tree, key)
            following = seconds[key]
            if following is None or keys[at + 1] in following:
                yield at

    def longest(self, tokens: Tokens, keys: list[str], at: int) -> Match | None:
        """Give the longest form that begins at a token, or None."""
        question: _Question | None = self._first
        while question and question.asks:
            place = at + question.offset
            if question.asks == "key":
                question = question.onward.get(keys[place])
            elif question.asks == "glued":
                question = question.onward.get(tokens.is_glued(place))
            else:
                question = question.onward.get(tokens.is_small(place))
        shape = question.shape if question else self._learned(tokens, keys, at)
        return shape.filled(at, tokens.words) if shape else None

    def _learned(self, tokens: Tokens, keys: list[str], at: int) -> Shape | None:
        """Match a form, and remember what of its words it was asked for."""
        attempt = Attempt(self.grammar, tokens, keys=keys, at=at)
        shape = attempt.longest(_GROUP, 0)
        if self.questions >= MOST_QUESTIONS:
            self.questions, self._first = 0, _Question("key")
        question = self._first
        for (question.asks, question.offset), answer in attempt.answers.items():
            if answer not in question.onward:
                self.questions += 1
                question.onward[answer] = _Question()
            question = question.onward[answer]
        question.shape = shape
        return shape
