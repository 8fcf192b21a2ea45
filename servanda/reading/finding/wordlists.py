"""The word lists of one language, as the finders ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from servanda.reading.finding.words import Phrases, split_words
from servanda.reading.languages import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTED = (
    "states", "organizations", "agencies", "instruments", "bodies", "places", "posts", "phrases",
    "grammar", "commitments", "meetings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of one language; a list that a language lacks is empty."""

    language: str

    def words(self, name: str, *keys: str) -> tuple[str, ...]:
        """Give the phrases under a key of a list, in the order of the file."""
        return _words(self.language, name, keys)

    def pairs(self, name: str, *keys: str) -> tuple[tuple[str, str], ...]:
        """Phrases with the sub-key they stand under ("" when the key holds a plain list)."""
        return _pairs(self.language, name, keys)

    def phrases(self, name: str, *keys: str) -> Phrases[str]:
        """Phrases to look up, whatever their case; a match's value is the sub-key."""
        return _phrases(self.language, name, keys, exact=False)

    def exact_phrases(self, name: str, *keys: str) -> Phrases[str]:
        """Phrases to look up as they are cased."""
        return _phrases(self.language, name, keys, exact=True)

    def grammar(self, *kinds: str) -> frozenset[str]:
        """Give the small words of these kinds; a kind that is a sign stands for itself."""
        return _grammar(self.language, kinds)

    def rows(self, name: str, key: str) -> tuple[Mapping[str, object], ...]:
        """Give the tables of an array ("[[carrier]]")."""
        found = vocabulary(self.language, name).get(key, [])
        rows = found if isinstance(found, list) else []
        return tuple(row for row in rows if isinstance(row, Mapping))

    def entries(self, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Top-level tables with their names."""
        for key, value in vocabulary(self.language, name).items():
            if isinstance(value, Mapping):
                yield key, value


def strings(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Give a list of words in a row, empty when it has none."""
    value = row.get(key, [])
    if isinstance(value, str):
        return (value,)
    return tuple(str(word) for word in value) if isinstance(value, list) else ()


@cache
def accented_beginnings(language: str) -> Mapping[str, str]:
    """Give words of the lists by how they begin without an accent: "etat" means "état".

    Only for languages in which capitals go without ("Etat"); a word that stands in the lists as
    written means itself.
    """
    if not _grammar(language, ("bare_capitals",)):
        return {}
    listed = {
        word.folded
        for name in _LISTED
        for said in _said_in(vocabulary(language, name))
        for word in split_words(said)
    }
    bare = {normalize("NFD", word)[:1] + word[1:]: word for word in listed if not word[0].isascii()}
    return {said: word for said, word in bare.items() if said not in listed}


def _said_in(entry: object) -> Iterator[str]:
    """Give all phrases of a list, the keys of its tables included."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for key, value in entry.items():
            yield key
            yield from _said_in(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _said_in(value)


@cache
def _grammar(language: str, kinds: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for kind in kinds:
        signs = not kind[:1].isalpha()
        found.update(
            [kind] if signs else (word for word, _ in _pairs(language, "grammar", (kind,)))
        )
    return frozenset(found)


@cache
def _words(language: str, name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase, _ in _pairs(language, name, keys))


@cache
def _pairs(language: str, name: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found: object = vocabulary(language, name)
    for key in keys:
        found = found.get(key, {}) if isinstance(found, Mapping) else {}
    if isinstance(found, list):
        return tuple((str(phrase), "") for phrase in found)
    if not isinstance(found, Mapping):
        return ()
    return tuple((phrase, key) for key in found for phrase in strings(found, key))


@cache
def _phrases(language: str, name: str, keys: tuple[str, ...], *, exact: bool) -> Phrases[str]:
    return Phrases(_pairs(language, name, keys), exact=exact)
