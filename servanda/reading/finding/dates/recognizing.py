"""Tells whether a form may begin at a token, before it is matched: most tokens begin none.

All forms of a group are followed at once, key by key. A state is every place that some of them have
reached. It is made where a text first leads there, and then it is there for all texts: of states there
are as many as the grammar needs, however long a text is. Keys alone count; in what letters a word is
written, and whether a space stands before it, is left to the matching.
"""

from collections.abc import Iterator
from itertools import compress, count
from typing import Final

from servanda.reading.finding.dates.grammar import Grammar, Place, with_ended

MOST_STATES: Final = 20_000  # a text made to need more has them made anew


class _State:
    """The places that forms have reached, none of which is an end, and the states after it."""

    __slots__ = ("onward", "openings", "places")

    def __init__(self, places: frozenset[Place], openings: frozenset[str]) -> None:
        self.places = places
        self.openings = openings  # the keys with which forms go on
        self.onward: dict[str, _State] = {}


_ENDED = _State(frozenset(), frozenset())  # a form may end here; where else they go is no matter


class Recognizer:
    """The forms of one language, followed all at once."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._starts: dict[str, _State] = {}
        self._states: dict[frozenset[Place], _State] = {}

    @property
    def states(self) -> int:
        """Give how many states texts have needed so far."""
        return len(self._states)

    def beginnings(self, group: str, keys: list[str]) -> Iterator[int]:
        """Give the tokens with which forms of a group may begin, as far as two keys tell."""
        start = self._start(group)
        for at in compress(count(), map(start.openings.__contains__, keys)):
            after = start.onward.get(keys[at]) or self._follow(start, keys[at])
            if after is _ENDED or keys[at + 1] in after.openings:
                yield at

    def may_begin(self, group: str, keys: list[str], at: int) -> bool:
        """Tell whether a form of a group may begin at a token; with the last key none goes on."""
        state = self._starts.get(group) or self._start(group)
        while state is not _ENDED:
            key = keys[at]
            if key not in state.openings:
                return False
            state = state.onward.get(key) or self._follow(state, key)
            at += 1
        return True

    def _start(self, group: str) -> _State:
        if group not in self._starts:
            self._starts[group] = self._state({(self.grammar.trees[group],)})
        return self._starts[group]

    def _follow(self, state: _State, key: str) -> _State:
        """Go on with a key from all places of a state."""
        reached = {
            (*within, *around)
            for node, *around in state.places
            for within in self.grammar.places_after(node, key)
        }
        state.onward[key] = self._state({one for place in reached for one in with_ended(place)})
        return state.onward[key]

    def _state(self, reached: set[Place]) -> _State:
        if () in reached:
            return _ENDED
        places = frozenset(place for place in reached if place[0].branches)
        if len(self._states) >= MOST_STATES:
            self._states.clear()
            self._starts.clear()
        if places not in self._states:
            openings = frozenset().union(*(self.grammar.ways_from(node) for node, *_ in places))
            self._states[places] = _State(places, openings)
        return self._states[places]
