"""The words by which measures speak of objectives, and where they stand in a text."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Final, TypeVar

from servanda.search.rules.words import stem, words_of

APART: Final = 4
"""Other words that may stand between the words of one entry."""
_FOLDER: Final = Path(__file__).parent
_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+|\n+")
_EMPTY: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "their",
        "them",
        "they",
        "to",
        "with",
        "и",
        "в",
        "во",
        "к",
        "на",
        "о",
        "об",
        "от",
        "по",
        "с",
        "со",
        "у",
        "для",
    ]
)

Named = TypeVar("Named")
Entry = tuple[str, ...]
"""The stems of words that stand near each other."""


@dataclass(frozen=True)
class Stretch:
    """A sentence of a text, by stems with their places."""

    text: str
    places: Mapping[str, Sequence[int]]
    words: Sequence[tuple[int, int]]

    def quote(self, entry: Entry) -> str:
        """Return the words of the sentence that bear an entry; empty where they do not stand near."""
        if not all(one in self.places for one in entry):
            return ""
        ways = product(*(self.places[one] for one in entry))
        spans = [(max(way) - min(way), min(way), max(way)) for way in ways]
        length, first, last = min(spans)
        if length >= len(entry) + APART:
            return ""
        return self.text[self.words[first][0] : self.words[last][1]]


@dataclass(frozen=True)
class Words:
    """The words of a framework: of its subject, and by numbers of objectives those that tell.

    `within` tell only where a text speaks of the subject as well.
    """

    subject: Sequence[Entry] = ()
    telling: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    within: Mapping[str, Sequence[Entry]] = field(default_factory=dict)

    @cached_property
    def telling_by_stem(self) -> Mapping[str, Sequence[tuple[str, Entry]]]:
        return by_stem(self.telling)

    @cached_property
    def within_by_stem(self) -> Mapping[str, Sequence[tuple[str, Entry]]]:
        return by_stem(self.within)


@cache
def words_that_ship(code: str) -> Words:
    """Return the words of a framework that ships with the program; none for one without such words."""
    file = _FOLDER / f"{code}.toml"
    if not file.exists():
        return Words()
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    objectives = told["objectives"]
    return Words(
        subject=[entry_of(one) for one in told["subject"]],
        telling=_entries(objectives, "telling"),
        within=_entries(objectives, "within"),
    )


@lru_cache(20_000)
def entry_of(words: str) -> Entry:
    """Return the stems of some words, without those that say nothing, each once."""
    return tuple(dict.fromkeys(one for one, _start, _end in _stems(words)))


def stretches_of(text: str) -> list[Stretch]:
    """Return the sentences of a text."""
    found = []
    for sentence in _SENTENCE.split(text):
        places: dict[str, list[int]] = defaultdict(list)
        words = []
        for number, (told, start, end) in enumerate(_stems(sentence)):
            places[told].append(number)
            words.append((start, end))
        if words:
            found.append(Stretch(sentence, places, words))
    return found


def told_in(
    stretches: Iterable[Stretch], entries: Mapping[str, Sequence[tuple[Named, Entry]]]
) -> Iterator[tuple[Named, str]]:
    """Give the names of what a text speaks of, each with the words that do; `entries` by first stems."""
    for stretch in stretches:
        for one in stretch.places:
            for name, entry in entries.get(one, ()):
                quote = stretch.quote(entry)
                if quote:
                    yield name, quote


def speaks_of(stretches: Iterable[Stretch], subject: Sequence[Entry]) -> bool:
    """Tell whether a text speaks of a subject."""
    return any(stretch.quote(entry) for stretch in stretches for entry in subject)


def _stems(text: str) -> Iterator[tuple[str, int, int]]:
    for word in words_of(text):
        if word.folded not in _EMPTY:
            language = "ru" if "а" <= word.folded[:1] <= "я" else "en"
            yield stem(word.folded, language), word.start, word.end


def _entries(
    objectives: Mapping[str, Mapping[str, Sequence[str]]], name: str
) -> Mapping[str, Sequence[Entry]]:
    return {
        number: [entry_of(one) for one in told.get(name, ())] for number, told in objectives.items()
    }


def by_stem(told: Mapping[Named, Sequence[Entry]]) -> Mapping[str, Sequence[tuple[Named, Entry]]]:
    """Return what tells of each name by the first stem of the entry."""
    found: dict[str, list[tuple[Named, Entry]]] = defaultdict(list)
    for name, entries in told.items():
        for entry in entries:
            found[entry[0]].append((name, entry))
    return found
