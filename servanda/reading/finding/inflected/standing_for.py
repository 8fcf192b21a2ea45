"""For whom a reference stands: the parties and people told before it, and who is told most."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.parties import is_side
from servanda.reading.finding.wordlists import strings
from servanda.reading.morphology import lemmas

if TYPE_CHECKING:
    from servanda.reading.finding.inflected.figure import Figure
    from servanda.reading.finding.inflected.references import Reference
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

# Words that mean any party of their kind, whatever its name.
_GENERAL = frozenset({"ведомство", "организация"})
_STATE_OFFICE = "министерство"  # where no ministry is named, it is the state's
_LOOK_BACK = 60  # figures before a reference among which it is looked for
Meant = tuple[tuple[str, ...], str | None]


@dataclass(slots=True)
class Memory:
    """Remembers who was told, in the order of the text."""

    text: Text
    names: tuple[Mention, ...]
    told: deque[Figure] = field(default_factory=lambda: deque(maxlen=_LOOK_BACK))
    _kinds: dict[str, str] = field(init=False)
    _said: dict[str, set[str]] = field(init=False)
    _states: Counter[str] = field(init=False)
    _count: Counter[str] = field(default_factory=Counter)
    _first: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up what kind each key is of, and its fullest name."""
        self._kinds, self._said = {}, {}
        for mention in self.names:
            self._kinds.setdefault(mention.key, mention.kind)
            said = self._said.setdefault(mention.key, set())
            said.update((*_words(mention.name), *_words(mention.key)))
        for name, row in self.text.lists.entries("organizations"):
            words = self._said.get(f"organization {name}")
            if words is not None:
                names = (*strings(row, "also"), *strings(row, "short"))
                words.update(word for full in names for word in _words(full)[:3])
        named = (m for m in self.names if m.kind == "state")
        self._states = Counter(
            m.key for m in named if m.form != "adjective" or is_side(self.text, m.last)
        )

    def remember(self, figure: Figure) -> None:
        self.told.append(figure)
        self._count.update(figure.keys)
        if figure.kind in {"party", "person", "post"}:
            self._first.update(dict.fromkeys(figure.keys))

    def meant_by(self, one: Reference) -> Meant | None:
        """Give the keys and the person that a reference means; None where nobody fits."""
        if one.means == "both":
            keys = self._group(one.first)
            return (keys, None) if keys else None
        if one.means == "we":
            return self._speaker()
        if one.means in {"person", "post", "posts"}:
            return self._person(one)
        if one.means == "state":
            state = self._state()
            return ((state,), None) if state else None
        key = self._delegated(one) if one.means == "delegation" else self._named(one)
        return ((key,), None) if key else None

    def _group(self, index: int) -> tuple[str, ...]:
        """Give the parties of the nearest sentence before that tells of two or more."""
        here: int | None = None
        keys: list[str] = []
        for figure in reversed(self.told):
            number = self.text.sentence_of(self.text.words[figure.first].start).number
            if number != here:
                if len(set(keys)) > 1:
                    break
                here, keys = number, []
            if figure.kind in {"party", "person", "post", "both"}:
                keys[:0] = figure.keys
        sides = self._sides(keys)
        if len(sides) > 1:
            return sides
        first = tuple(self._first)[:2]
        return first if len(first) == 2 else ()

    def _sides(self, keys: list[str]) -> tuple[str, ...]:
        """Leave out a state whose agency is there as well, when the rest are two."""
        distinct = tuple(dict.fromkeys(keys))
        if len(distinct) <= 2:
            return distinct
        agencies = [key for key in distinct if self._kinds.get(key) == "government_agency"]
        rest = tuple(key for key in distinct if not (agencies and self._kinds.get(key) == "state"))
        return rest if len(rest) > 1 else distinct

    def _speaker(self) -> Meant | None:
        """Give the party of the person told last, who says «мы»."""
        people = (figure for figure in reversed(self.told) if figure.person and figure.keys)
        return next(((figure.keys, None) for figure in people), None)

    def _person(self, one: Reference) -> Meant | None:
        """Give who has such a post, or was told last."""
        people = [figure for figure in reversed(self.told) if figure.person]
        if one.means == "person":
            return (people[0].keys, people[0].person) if people else None
        if one.means == "posts":
            return None
        for figure in people:
            words = self.text.words[figure.first : figure.last]
            if any(one.said in lemmas(word.folded) for word in words):
                return figure.keys, figure.person
        return None

    def _state(self) -> str | None:
        """Give the state named most."""
        if not self._states:
            return None
        return max(self._states, key=lambda key: self._states[key])

    def _delegated(self, one: Reference) -> str | None:
        """Give whose delegation was told before: «делегация МОМ», or of whom who came from abroad."""
        if one.number == "plur":
            return None
        for figure in reversed(self.told):
            if one.said in lemmas(self.text.folded(figure.first - 1)):
                return next(iter(figure.keys), None)
        wanted = [f for f in reversed(self.told) if f.person or f.kind == "post"]
        return next((key for figure in wanted for key in figure.keys), None)

    def _named(self, one: Reference) -> str | None:
        """Give the party or body told last whose name turns on the same word, or is of the kind."""
        wanted = {
            "agency": {"government_agency"},
            "organization": {"international_organization"},
        }.get(one.means)
        keys = [key for figure in reversed(self.told) for key in figure.keys]
        for key in keys:
            if one.said in self._said.get(key, ()):
                return key
        if wanted and one.said in _GENERAL:
            return next((key for key in keys if self._kinds.get(key) in wanted), None)
        return self._state() if one.said == _STATE_OFFICE else None


def _words(name: str) -> list[str]:
    return name.casefold().replace("ё", "е").split()
