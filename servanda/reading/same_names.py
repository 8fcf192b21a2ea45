"""Names of one thing in several languages, and names that mean the same word by word.

The names that are joined, and the words with their meanings, are in `same_names.toml`; what each
language says beside a name (short forms, official names) comes from its own folder.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from servanda.reading.languages import languages, vocabulary
from servanda.reading.names import name_key

_JOINED = ("states", "organizations", "instruments")
_LISTS = ("states", "organizations")
_FEWEST_LETTERS = 5
"""Shorter names of States are not known in another case: Mali, Peru."""
_ENDING = 2
"""How many letters a case may add to the name of a State or take from it."""
_EMPTY_WORDS = frozenset({"s", "k", "dlya", "mezdu", "pri", "by", "with", "between", "sur", "y"})


@dataclass(frozen=True)
class _SameNames:
    """The content of `same_names.toml`, ready for use."""

    keys_of: Mapping[str, frozenset[str]]
    states: Mapping[str, str]
    words: Mapping[str, str]
    beginnings: Mapping[str, str]


def same_keys(name: str) -> frozenset[str]:
    """Return the keys (`name_key`) of all names of the thing that bears this name.

    Its own key alone where nothing else is known of it, or where two things bear the name.
    """
    key = name_key(name)
    return _same_names().keys_of.get(key, frozenset({key}))


@lru_cache(maxsize=8192)
def meaning_of(name: str) -> frozenset[str]:
    """Return what the words of a name mean, whatever the language and the order of words.

    A word without a known meaning stands for itself, with ~ before it. Two names with the same
    meanings, none of them unknown in one alphabet only, are one name in two languages.
    """
    meanings = (_meaning(word) for word in name_key(name).split() if word not in _EMPTY_WORDS)
    return frozenset(meanings)


def means_something(meaning: frozenset[str]) -> bool:
    """Tell whether a meaning tells one thing from another: three words, most of them known."""
    unknown = sum(word.startswith("~") for word in meaning)
    return len(meaning) >= 3 and unknown * 2 < len(meaning)


def _meaning(word: str) -> str:
    same = _same_names()
    if word in same.words:
        return same.words[word]
    if word in same.states:
        return same.states[word]
    if word in same.keys_of:
        return f"one called {min(same.keys_of[word])}"
    for length in range(len(word), 2, -1):
        if word[:length] in same.beginnings:
            return same.beginnings[word[:length]]
    return _state(word, same.states) or f"~{word}"


def _state(word: str, states: Mapping[str, str]) -> str | None:
    """Return the State of which a word is the name in another case."""
    for length in range(len(word) - 1, max(len(word) - _ENDING - 2, _FEWEST_LETTERS - 1), -1):
        for ending in ("", "a", "y", "ya"):
            name = word[:length] + ending
            if len(name) >= _FEWEST_LETTERS and name in states:
                return states[name]
    return None


@cache
def _same_names() -> _SameNames:
    tables = tomllib.loads(files("servanda.reading").joinpath("same_names.toml").read_text("utf-8"))
    groups = list(_groups(tables))
    words, beginnings = _words(tables["words"])
    states = _states([names for kind, names in groups if kind == "states"])
    return _SameNames(_keys([names for _kind, names in groups]), states, words, beginnings)


def _states(joined: list[list[str]]) -> dict[str, str]:
    """Return the States by the keys of their names of one word."""
    listed = [[name] for code in languages() for name in vocabulary(code, "states")]
    found: dict[str, str] = {}
    for names in [*joined, *listed]:
        for key in map(name_key, names):
            if key and " " not in key:
                found.setdefault(key, f"state {name_key(names[0])}")
    return found


def _groups(tables: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Give the names of each thing, with those that the folders of the languages add."""
    beside = _beside()
    joined: set[str] = set()
    for kind in _JOINED:
        for name, others in tables[kind].items():
            names = [name, *others]
            joined |= {name_key(one) for one in names}
            yield kind, names + [more for one in names for more in beside.get(name_key(one), ())]
    for key, names in beside.items():
        if key not in joined:
            yield "beside", names


def _beside() -> dict[str, list[str]]:
    """Return what the lists of each language say beside a name, by the key of the name."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in languages():
        for table in _LISTS:
            for name, row in vocabulary(code, table).items():
                if isinstance(row, dict):
                    more = [*row.get("also", ()), *row.get("short", ())]
                    found[name_key(name)] += [name, *map(str, more)]
    return found


def _keys(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    """Return for each key those of all names of its thing; none that two things share."""
    owners: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(groups):
        for name in names:
            owners[name_key(name)].add(number)
    keys: dict[int, set[str]] = defaultdict(set)
    for key, numbers in owners.items():
        if key and len(numbers) == 1:
            keys[min(numbers)].add(key)
    return {key: frozenset(those) for those in keys.values() for key in those}


def _words(table: Mapping[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for meaning, spellings in table.items():
        for spelling in spellings:
            key = name_key(spelling.rstrip("*")).replace(" ", "")
            (beginnings if spelling.endswith("*") else words)[key] = meaning
    return words, beginnings
