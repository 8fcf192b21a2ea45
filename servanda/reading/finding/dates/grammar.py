"""The words and forms of one language, and the ways in which forms go on from place to place.

A token counts by its key: a word by itself, a number by the kinds of number that it is. By which keys
forms go on from a place is worked out once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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

    def keys_of(self, words: list[str]) -> list[str]:
        """Give the keys of the words and numbers of a text, and two more for what follows its end.

        The space after a word may still be on it.
        """
        return [*map(self._keys.__getitem__, words), _OTHER, _OTHER]

    def lexemes(self, name: str, key: str) -> Collection[Lexeme]:
        """Give the lexemes of a class that begin with a key, the longest first."""
        return self.classes.get(name, {}).get(key, ())

    def ways_from(self, node: Node) -> Mapping[str, list[Way]]:
        """Give the ways in which forms go on from a node, by the key they go on with."""
        if node not in self._ways:
            self._ways[node] = found = defaultdict[str, list[Way]](list)
            for unit, onward in node.branches.items():
                for key in self._openings_of(unit):
                    found[key].append(Way(*unit, onward))
        return self._ways[node]

    def keys_after(self, node: Node, key: str) -> frozenset[str] | None:
        """Give the keys with which forms go on from a node and a key; None where one may have ended."""
        reached = {one for place in self.places_after(node, key) for one in with_ended(place)}
        if () in reached:
            return None
        return frozenset().union(*(self.ways_from(place[0]) for place in reached))

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

    def __missing__(self, written: str) -> str:
        """Tell the key."""
        word = written.rstrip()
        key = word if word in self._known else key_of_number(word) if word.isdecimal() else _OTHER
        if len(self) >= MOST_WORDS:
            self.clear()
        if len(written) <= _LONGEST_WORD:
            self[written] = key
        return key


def _by_first_word(lexemes: Iterable[Lexeme]) -> Words:
    found: dict[str, list[Lexeme]] = {}
    for lexeme in sorted(lexemes, key=lambda one: -len(one.words)):
        found.setdefault(lexeme.words[0], []).append(lexeme)
    return found
