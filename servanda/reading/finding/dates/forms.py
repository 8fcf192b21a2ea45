"""Reads the written forms of a language (`DAY MONTHNAME YEAR`) into trees of the places they go through.

A form is written as it looks: small words stand for themselves, words in capitals for a class of
words, a kind of number, or another group of forms; `[...]` may be missing, `a|b` is either. Where a
form has no space the text has none. Forms that begin alike share their beginning.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple

from servanda.reading.finding.dates.numbers import NUMBERS
from servanda.reading.finding.dates.tokens import TOKEN, fold

_FORM_TOKEN = re.compile(r"[A-Z]{2,}|[^\W\d_]+|\d+|[^\w\s]|_")


class Lexeme(NamedTuple):
    """A word or phrase of a class, token by token, with its meaning and its own spelling."""

    words: tuple[str, ...]
    value: int | str
    capital: bool = False


Kind = Literal["itself", "number", "word", "form"]  # what fills a place of a form


class Unit(NamedTuple):
    """One place of a form: a word that stands for itself, or the name of what may fill it."""

    name: str
    kind: Kind
    glued: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """A place where forms that begin alike part, or end with a meaning."""

    branches: dict[Unit, "Node"] = field(default_factory=dict)
    means: str | None = None

    def and_after(self) -> Iterator["Node"]:
        """Give the place, and all that forms go to from it."""
        yield self
        for onward in self.branches.values():
            yield from onward.and_after()


class Way(NamedTuple):
    """How forms go on from a place: what fills it, and the place after it."""

    name: str
    kind: Kind
    glued: bool
    onward: Node


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a word or phrase of the language's data the way a text is cut."""
    return tuple(TOKEN.findall(fold(phrase)))


def tree_of_forms(forms: Mapping[str, list[str]], classes: Collection[str]) -> Node:
    """Read the forms of a group, by their meaning, into one tree; the classes are told by name."""
    root = Node()
    for means, rows in forms.items():
        for written in (spelled for row in rows for spelled in _spelled_out(row)):
            _grow(root, _units(written, classes), means)
    return root


def tree_of_words(lexemes: Iterable[Lexeme]) -> Node:
    """Read the words of a class into one tree, without what they mean."""
    root = Node()
    for lexeme in lexemes:
        _grow(root, (Unit(word, "itself") for word in lexeme.words), "word")
    return root


def _grow(root: Node, units: Iterable[Unit], means: str) -> None:
    node = root
    for unit in units:
        node = node.branches.setdefault(unit, Node())
    node.means = node.means or means


def _spelled_out(row: str) -> list[str]:
    """Write a form once for each choice: with and without `[...]`, each of `a|b`."""
    pieces = re.findall(r"\[[^\[\]]*\]|[^\s\[\]]+|\s+", row)
    choices = []
    for piece in pieces:
        optional = piece.startswith("[")
        options = piece.strip("[]").split("|") if piece.strip() else [" "]
        choices.append([*options, ""] if optional else options)
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices)))


def _units(written: str, classes: Collection[str]) -> Iterator[Unit]:
    last = -1
    for piece in _FORM_TOKEN.finditer(written):
        word = piece.group()
        named = len(word) > 1 and word.isascii() and word.isupper()
        kind = _kind_named(word, classes) if named else "itself"
        yield Unit(word if named else fold(word), kind, glued=piece.start() == last)
        last = piece.end()


def _kind_named(name: str, classes: Collection[str]) -> Kind:
    if name in NUMBERS:
        return "number"
    return "word" if name in classes else "form"
