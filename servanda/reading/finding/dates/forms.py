"""Reads the written forms of a language (`DAY MONTHNAME YEAR`) into a grammar ready to match.

A form is written as it looks: small words stand for themselves, words in capitals for a class of
words, a kind of number, or another group of forms; `[...]` may be missing, `a|b` is either. Where a
form has no space the text has none. Forms that begin alike share their beginning, and each place
knows by which words it may go on, so that most words of a text end a search at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Final, NamedTuple

from servanda.reading.finding.dates.tokens import TOKEN, fold

_FORM_TOKEN = re.compile(r"[A-Z]{2,}|[^\W\d_]+|\d+|[^\w\s]|_")
ANY_NUMBER: Final = "#"

# The numbers a form may name: how many digits, least, greatest.
NUMBERS: Final = {
    "YYYY": (4, 4, 1700, 2199),
    "YY": (2, 2, 0, 99),
    "MM": (2, 2, 1, 12),
    "SHORTMM": (1, 2, 1, 12),
    "DD": (1, 2, 1, 31),
    "NUMBER": (1, 3, 1, 999),
    "TENS": (4, 4, 1700, 2190),
}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or phrase of a class, token by token, with its meaning and its own spelling."""

    words: tuple[str, ...]
    value: int | str
    capital: bool = False


Pairs = Mapping[str, set[str]]  # the second words of forms by their first
Words = Mapping[str, list[Lexeme]]  # the lexemes of a class by their first word, longest first


class Unit(NamedTuple):
    """One place of a form: a word that stands for itself, or the name of what may fill it."""

    name: str
    literal: bool
    glued: bool


@dataclass(slots=True)
class Node:
    """A place where forms that begin alike part, or end with a meaning."""

    branches: dict[Unit, "Node"] = field(default_factory=dict)
    means: str | None = None
    ways: "dict[str, list[Way]] | None" = None  # by the word they go on with
    known: "dict[tuple[str, str], list[Way]]" = field(default_factory=dict)  # by two words


Way = tuple[Unit, Node]


class Grammar:
    """The classes of words and groups of forms of one language, ready to match."""

    def __init__(
        self, classes: Mapping[str, list[Lexeme]], groups: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self.classes = {name: _by_first_word(lexemes) for name, lexemes in classes.items()}
        self.groups = {name: _compile(forms) for name, forms in groups.items()}
        self._openings: dict[str, frozenset[str]] = {}
        self._pairs: dict[str, Pairs] = {}

    def ways_on(self, node: Node, word: str, second: str) -> list[Way]:
        """Give the ways in which forms may go on from a place with a word and the one after it."""
        key = word, second
        found = node.known.get(key)
        if found is not None:
            return found
        ways = self._ways_by(node, word)
        if not ways:  # most words of a text: nothing to remember
            return _NO_WAY
        if len(node.known) > _MOST_KNOWN:
            node.known.clear()
        node.known[key] = [way for way in ways if self._fits(way, word, second)]
        return node.known[key]

    def _ways_by(self, node: Node, word: str) -> list[Way]:
        if node.ways is None:
            node.ways = self._ways(node)
        found = node.ways.get(word)
        if found is None and word.isdecimal():
            found = node.ways.get(ANY_NUMBER)
        return found or _NO_WAY

    def _fits(self, way: Way, word: str, second: str) -> bool:
        """Tell whether what fills a place, and what may follow it, goes with the second word."""
        unit, branch = way
        pairs = self._pairs_in(unit, frozenset())
        number = pairs.get(ANY_NUMBER) if word.isdecimal() else None
        seconds = pairs.get(word) or number or _NOTHING
        if second in seconds or (ANY_NUMBER in seconds and second.isdecimal()):
            return True
        if _ENDED not in seconds:
            return False
        return branch.means is not None or bool(self._ways_by(branch, second))

    def pairs(self, group: str) -> "Pairs":
        """Give the words a form of a group may begin with, and the second words after each."""
        if group not in self._pairs:
            self._pairs[group] = self._pairs_of(group, frozenset())
        return self._pairs[group]

    def may_begin(self, group: str, first: str, second: str) -> bool:
        """Tell whether a form of a group may begin with two words; "" is the end of the text."""
        pairs = self._pairs.get(group) or self.pairs(group)
        number = pairs.get(ANY_NUMBER) if first.isdecimal() else None
        following = pairs.get(first) or number or _NOTHING
        if second in following or _ENDED in following:
            return True
        return ANY_NUMBER in following and second.isdecimal()

    def _pairs_of(self, group: str, seen: frozenset[str]) -> "Pairs":
        """Give the words a group may begin with, and those that may stand second after each."""
        found: dict[str, set[str]] = {}
        for unit, node in self.groups[group].branches.items():
            onward = set() if node.means is None else {_ENDED}
            for one in node.branches:
                onward |= self._openings_of(one, frozenset())
            for first, seconds in self._pairs_in(unit, seen | {group}).items():
                ended = onward if _ENDED in seconds else set()
                found.setdefault(first, set()).update(seconds - {_ENDED}, ended)
        numbers = found.get(ANY_NUMBER, set())
        return {
            key: seconds | numbers if key.isdecimal() else seconds for key, seconds in found.items()
        }

    def _pairs_in(self, unit: Unit, seen: frozenset[str]) -> "Pairs":
        if unit.literal or unit.name in NUMBERS:
            return {unit.name if unit.literal else ANY_NUMBER: {_ENDED}}
        if unit.name in seen:
            return {}
        if unit.name in self.groups:
            if unit.name not in self._pairs:
                self._pairs[unit.name] = self._pairs_of(unit.name, seen)
            return self._pairs[unit.name]
        return {
            first: {one.words[1] if len(one.words) > 1 else _ENDED for one in lexemes}
            for first, lexemes in self.classes[unit.name].items()
        }

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Every word a form may hold, for putting broken ones together."""
        found = {
            unit.name for root in self.groups.values() for unit in _all_units(root) if unit.literal
        }
        for words in self.classes.values():
            found.update(word for row in words.values() for one in row for word in one.words)
        return frozenset(found)

    def _ways(self, node: Node) -> dict[str, list[Way]]:
        """Sort the branches of a place by the words they begin with; numbers fit both keys."""
        openings = [
            (self._openings_of(unit, frozenset()), (unit, branch))
            for unit, branch in node.branches.items()
        ]
        keys = {word for words, _ in openings for word in words}
        return {
            key: [
                way
                for words, way in openings
                if key in words or (key.isdecimal() and ANY_NUMBER in words)
            ]
            for key in keys
        }

    def _openings_of(self, unit: Unit, seen: frozenset[str]) -> frozenset[str]:
        if unit.literal:
            return frozenset((unit.name,))
        if unit.name in NUMBERS:
            return frozenset((ANY_NUMBER,))
        if unit.name not in self.groups:
            return frozenset(self.classes[unit.name])
        if unit.name in seen:
            return frozenset()
        if unit.name not in self._openings:
            within = seen | {unit.name}
            branches = self.groups[unit.name].branches
            self._openings[unit.name] = frozenset().union(
                *(self._openings_of(one, within) for one in branches)
            )
        return self._openings[unit.name]


_ENDED: Final = ""  # in place of a second word: the form may be of one word
_NOTHING: Final[frozenset[str]] = frozenset()
_NO_WAY: Final[list[Way]] = []
_MOST_KNOWN: Final = 2000  # pairs of words that a place remembers


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a word or phrase of the language's data the way a text is cut."""
    return tuple(TOKEN.findall(fold(phrase)))


def _by_first_word(lexemes: list[Lexeme]) -> Words:
    found: dict[str, list[Lexeme]] = {}
    for lexeme in sorted(lexemes, key=lambda one: -len(one.words)):
        found.setdefault(lexeme.words[0], []).append(lexeme)
    return found


def _compile(forms: Mapping[str, list[str]]) -> Node:
    root = Node()
    for means, rows in forms.items():
        for written in (spelled for row in rows for spelled in _spelled_out(row)):
            node = root
            for unit in _units(written):
                node = node.branches.setdefault(unit, Node())
            node.means = node.means or means
    return root


def _all_units(node: Node) -> Iterator[Unit]:
    for unit, branch in node.branches.items():
        yield unit
        yield from _all_units(branch)


def _spelled_out(row: str) -> list[str]:
    """Write a form once for each choice: with and without `[...]`, each of `a|b`."""
    pieces = re.findall(r"\[[^\[\]]*\]|[^\s\[\]]+|\s+", row)
    choices = []
    for piece in pieces:
        optional = piece.startswith("[")
        options = piece.strip("[]").split("|") if piece.strip() else [" "]
        choices.append([*options, ""] if optional else options)
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices)))


def _units(written: str) -> Iterable[Unit]:
    last = -1
    for piece in _FORM_TOKEN.finditer(written):
        word = piece.group()
        named = len(word) > 1 and word.isascii() and word.isupper()  # a class, group or number
        yield Unit(word if named else fold(word), literal=not named, glued=piece.start() == last)
        last = piece.end()
