"""The words and forms of one language, and the ways in which forms go on from place to place.

A token counts by its key: a word by itself, a number by the kinds of number that it is. Each place
knows by which keys forms may go on from it, so that most words of a text end a search at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from servanda.reading.finding.dates.forms import (
    Lexeme,
    Node,
    Unit,
    Way,
    tree_of_forms,
    tree_of_words,
)
from servanda.reading.finding.dates.numbers import key_of_number, kinds_of, telling_numbers

Words = Mapping[str, list[Lexeme]]  # the lexemes of a class by their first word, longest first
Place = tuple[Node, ...]  # a node, and those at which the forms around it go on when it ends

MOST_WORDS: Final = 20_000  # words whose keys are remembered
_OTHER: Final = ""  # the key of a word that no form holds, and of what follows the end of the text
_MOST_KNOWN: Final = 2000  # pairs of keys that a node remembers
_LONGEST_WORD: Final = 30  # letters of a word that is remembered; a text may have one of megabytes


class Grammar:
    """The classes of words and groups of forms of one language, ready to match."""

    def __init__(
        self, classes: Mapping[str, list[Lexeme]], groups: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self.classes = {name: _by_first_word(lexemes) for name, lexemes in classes.items()}
        self.trees = {name: tree_of_words(lexemes) for name, lexemes in classes.items()}
        self.trees |= {name: tree_of_forms(forms, classes) for name, forms in groups.items()}
        nodes = [node for tree in self.trees.values() for node in tree.and_after()]
        self.known_words = frozenset(
            unit.name for node in nodes for unit in node.branches if unit.kind == "itself"
        )
        self._numbers = {key_of_number(number): kinds_of(number) for number in telling_numbers()}
        self._numbers |= {word: kinds_of(word) for word in self.known_words if word.isdecimal()}
        self._keys = _Keys(self.known_words)
        self._ways: dict[Node, Mapping[str, list[Way]]] = {}
        self._openings: dict[str, frozenset[str]] = {}
        for node in nodes:
            node.ways = _WaysOn(self, node)

    def keys_of(self, words: list[str]) -> list[str]:
        """Give the keys of the words and numbers of a text, and two more for what follows its end."""
        return [*map(self._keys.__getitem__, words), _OTHER, _OTHER]

    def ways_from(self, node: Node) -> Mapping[str, list[Way]]:
        """Give the ways in which forms go on from a node, by the key they go on with."""
        if node not in self._ways:
            self._ways[node] = found = defaultdict[str, list[Way]](list)
            for unit, onward in node.branches.items():
                for key in self._openings_of(unit):
                    found[key].append(Way(*unit, onward))
        return self._ways[node]

    def goes_on(self, way: Way, key: str, second: str) -> bool:
        """Tell whether a form may go on with a key and then with the second, or may have ended."""
        return any(
            not around or second in self.ways_from(around[0])
            for within in self.places_within(way, key)
            for around in with_ended((*within, way.onward))
        )

    def places_after(self, node: Node, key: str) -> list[Place]:
        """Give the places that a key leads to from a node."""
        return [
            (*within, way.onward)
            for way in self.ways_from(node).get(key, ())
            for within in self.places_within(way, key)
        ]

    def places_within(self, way: Way, key: str) -> list[Place]:
        """Give the places that a key leads to in what fills a way; the empty one is past it."""
        if way.kind in ("itself", "number"):
            return [()]
        return self.places_after(self.trees[way.name], key)

    def _openings_of(self, unit: Unit) -> frozenset[str]:
        """Give the keys that what fills a place may begin with."""
        if unit.kind == "itself":
            return frozenset((unit.name,))
        if unit.name not in self._openings:
            self._openings[unit.name] = frozenset()  # a group within itself begins nowhere anew
            self._openings[unit.name] = (
                frozenset(key for key, kinds in self._numbers.items() if unit.name in kinds)
                if unit.kind == "number"
                else frozenset(self.ways_from(self.trees[unit.name]))
            )
        return self._openings[unit.name]


def with_ended(place: Place) -> Iterator[Place]:
    """Give a place, and those at which the forms around go on if what is within may end there."""
    yield place
    while place and place[0].means is not None:
        place = place[1:]
        yield place


class _Keys(dict[str, str]):
    """The key of each word and number, told where a text first has it."""

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> str:
        """Tell the key."""
        key = word if word in self._known else key_of_number(word) if word.isdecimal() else _OTHER
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(word) <= _LONGEST_WORD:
            self[word] = key
        return key


class _WaysOn(dict[tuple[str, str], list[Way]]):
    """The ways on from a node by the next two keys, worked out where a text first has them."""

    def __init__(self, grammar: Grammar, node: Node) -> None:
        super().__init__()
        self._grammar = grammar
        self._node = node

    def __missing__(self, keys: tuple[str, str]) -> list[Way]:
        """Work the ways out."""
        ways = self._grammar.ways_from(self._node).get(keys[0], ())
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[keys] = found = [way for way in ways if self._grammar.goes_on(way, *keys)]
        return found


def _by_first_word(lexemes: Iterable[Lexeme]) -> Words:
    found: dict[str, list[Lexeme]] = {}
    for lexeme in sorted(lexemes, key=lambda one: -len(one.words)):
        found.setdefault(lexeme.words[0], []).append(lexeme)
    return found
