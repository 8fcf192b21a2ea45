"""Matches the written forms of a language (`DAY MONTHNAME YEAR`) against the tokens of a text.

A form is written as it looks: small words stand for themselves, words in capitals for a class of
words, a kind of number, or another group of forms; `[...]` may be missing, `a|b` is either. Where a
form has no space the text has none. Every position of a text is matched against every group of
forms at most once, and forms have a bounded length, so the time is linear in the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final

from servanda.reading.finding.dates.tokens import Token, cut, tokens_of

_FORM_TOKEN = re.compile(r"[A-Z]{2,}|[^\W\d_]+|\d+|[^\w\s]|_")

# The numbers a form may name: how many digits, least, greatest.
_NUMBERS: Final = {
    "YYYY": (4, 4, 1700, 2199),
    "YY": (2, 2, 0, 99),
    "MM": (2, 2, 1, 12),
    "SHORTMM": (1, 2, 1, 12),
    "DD": (1, 2, 1, 31),
    "NUMBER": (1, 3, 1, 999),
    "TENS": (4, 4, 1700, 2190),
}


@dataclass(frozen=True)
class Match:
    """A form found: its meaning, its first token and the one after it, what filled its places."""

    means: str
    start: int
    end: int
    slots: tuple[tuple[str, "int | str | Match"], ...] = ()

    def number(self, name: str, index: int = 0) -> int | None:
        """Give the number that fills the place called so, or None."""
        found = self.numbers(name)
        return found[index] if index < len(found) else None

    def numbers(self, name: str) -> list[int]:
        """Give the numbers that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, int)]

    def word(self, name: str) -> str | None:
        """Give the meaning of the word that fills the place, or None."""
        return next((v for slot, v in self.slots if slot == name and isinstance(v, str)), None)

    def inner(self, name: str) -> "Match | None":
        """Give the form that fills the place, or None."""
        return next(iter(self.inners(name)), None)

    def inners(self, name: str) -> list["Match"]:
        """Give the forms that fill all places called so, in order."""
        return [value for slot, value in self.slots if slot == name and isinstance(value, Match)]

    def only(self) -> "Match | None":
        """Give the first form within, whatever its place."""
        return next((value for _, value in self.slots if isinstance(value, Match)), None)


_Place = tuple[int, int, tuple[tuple[str, int | str | Match], ...]]  # start, token, slots so far
_ANY_NUMBER: Final = "#"


@dataclass(frozen=True)
class _Unit:
    """One place of a form."""

    name: str
    literal: bool
    glued: bool


@dataclass
class _Node:
    """A place where forms that begin alike part, or end with a meaning."""

    branches: dict[_Unit, "_Node"] = field(default_factory=dict)
    means: str | None = None


@dataclass(frozen=True)
class Lexeme:
    """A word or phrase of a class, token by token, with its meaning and its own spelling."""

    words: tuple[str, ...]
    value: int | str
    capital: bool = False


class Grammar:
    """The classes of words and groups of forms of one language, ready to match."""

    def __init__(
        self, classes: Mapping[str, list[Lexeme]], groups: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        self._classes = {name: _by_first_word(lexemes) for name, lexemes in classes.items()}
        self._groups = {name: _compile(forms) for name, forms in groups.items()}
        self.known_words = self._all_words()
        self._starts = {name: self._first_words(name, frozenset()) for name in groups}

    def reading(self, tokens: list[Token]) -> "Reading":
        """Begin to match against one row of tokens."""
        return Reading(self, tokens)

    def lexemes(self, name: str, first: str) -> list[Lexeme]:
        """Give the words of a class that begin so, longest first."""
        return self._classes.get(name, {}).get(first, [])

    def opening(self, group: str, first: str) -> Iterator[tuple[_Unit, _Node]]:
        """Give the ways in which a form of a group may go on from its first token."""
        starts = self._starts[group]
        yield from starts.get(first, ())
        if first.isdigit():
            yield from starts.get(_ANY_NUMBER, ())

    def is_group(self, name: str) -> bool:
        return name in self._groups

    def _all_words(self) -> frozenset[str]:
        """Give every word a form may hold, for putting broken ones together."""
        lexemes = (one for words in self._classes.values() for row in words.values() for one in row)
        literals = (
            unit.name for root in self._groups.values() for unit in _all_units(root) if unit.literal
        )
        return frozenset(chain(literals, *(lexeme.words for lexeme in lexemes)))

    def _first_words(
        self, group: str, seen: frozenset[str]
    ) -> dict[str, list[tuple[_Unit, _Node]]]:
        found: dict[str, list[tuple[_Unit, _Node]]] = {}
        for unit, node in self._groups[group].branches.items():
            for word in self._openings(unit, seen | {group}):
                found.setdefault(word, []).append((unit, node))
        return found

    def _openings(self, unit: _Unit, seen: frozenset[str]) -> set[str]:
        if unit.literal:
            return {unit.name}
        if unit.name in _NUMBERS:
            return {_ANY_NUMBER}
        if unit.name in self._groups:
            return set() if unit.name in seen else set(self._first_words(unit.name, seen))
        return set(self._classes[unit.name])


@dataclass
class Reading:
    """One row of tokens being matched; remembers what was already tried where."""

    grammar: Grammar
    tokens: list[Token]
    _known: dict[tuple[str, int], Match | None] = field(default_factory=dict)

    def longest(self, group: str, at: int) -> Match | None:
        """Give the longest form of a group that begins at a token, or None."""
        if at >= len(self.tokens):
            return None
        key = group, at
        if key not in self._known:
            self._known[key] = None
            best: Match | None = None
            for unit, node in self.grammar.opening(group, self.tokens[at].folded):
                best = _longer(best, self._step(unit, node, (at, at, ())))
            self._known[key] = best
        return self._known[key]

    def word(self, name: str, at: int) -> int | str | None:
        """Give the meaning of a word of a class that stands at a token, or None."""
        found = self._word(name, at)
        return None if found is None else found[1]

    def beginning_of(self, name: str, start: int, end: int) -> int:
        """Give the token at which the last word of a class begins that ends before another token."""
        fits = (
            at for at in range(start, end) if (found := self._word(name, at)) and found[0] == end
        )
        return next(fits, end - 1)

    def _step(self, unit: _Unit, node: _Node, place: _Place) -> Match | None:
        """Fill one place of a form, then go on as far as the form and those beside it go."""
        start, at, slots = place
        if at >= len(self.tokens) or (unit.glued and at > start and not self.tokens[at].glued):
            return None
        filled = self._fill(unit, at)
        if filled is None:
            return None
        end, value = filled
        if value is not None:
            slots = (*slots, (unit.name, value))
        best = None if node.means is None else Match(node.means, start, end, slots)
        for following, branch in node.branches.items():
            best = _longer(best, self._step(following, branch, (start, end, slots)))
        return best

    def _fill(self, unit: _Unit, at: int) -> tuple[int, int | str | Match | None] | None:
        if unit.literal:
            return (at + 1, None) if self.tokens[at].folded == unit.name else None
        if unit.name in _NUMBERS:
            number = _number(self.tokens[at], unit.name)
            return None if number is None else (at + 1, number)
        if self.grammar.is_group(unit.name):
            inner = self.longest(unit.name, at)
            return None if inner is None else (inner.end, inner)
        return self._word(unit.name, at)

    def _word(self, name: str, at: int) -> tuple[int, int | str] | None:
        for lexeme in self.grammar.lexemes(name, self.tokens[at].folded):
            end = at + len(lexeme.words)
            following = self.tokens[at + 1 : end]
            if tuple(token.folded for token in following) != lexeme.words[1:]:
                continue
            if not lexeme.capital or not self.tokens[at].text[0].islower():
                return end, lexeme.value
        return None


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a word or phrase of the language's data the way a text is cut."""
    return tuple(token.folded for token in tokens_of(phrase))


def _number(token: Token, kind: str) -> int | None:
    least_digits, most_digits, least, greatest = _NUMBERS[kind]
    written = token.folded
    if not (written.isdecimal() and least_digits <= len(written) <= most_digits):
        return None
    number = int(written)
    return number if least <= number <= greatest else None


def _by_first_word(lexemes: list[Lexeme]) -> dict[str, list[Lexeme]]:
    found: dict[str, list[Lexeme]] = {}
    for lexeme in sorted(lexemes, key=lambda one: -len(one.words)):
        found.setdefault(lexeme.words[0], []).append(lexeme)
    return found


def _compile(forms: Mapping[str, list[str]]) -> _Node:
    root = _Node()
    for means, rows in forms.items():
        for written in (spelled for row in rows for spelled in _spelled_out(row)):
            node = root
            for unit in _units(written):
                node = node.branches.setdefault(unit, _Node())
            node.means = node.means or means
    return root


def _all_units(node: _Node) -> Iterator[_Unit]:
    for unit, branch in node.branches.items():
        yield unit
        yield from _all_units(branch)


def _longer(one: Match | None, other: Match | None) -> Match | None:
    """Give the longer of two matches, the first where they are equal."""
    if one is None or other is None:
        return one or other
    return other if other.end > one.end else one


def _spelled_out(row: str) -> list[str]:
    """Write a form once for each choice: with and without `[...]`, each of `a|b`."""
    pieces = re.findall(r"\[[^\]]*\]|[^\s\[\]]+|\s+", row)
    choices = []
    for piece in pieces:
        optional = piece.startswith("[")
        options = piece.strip("[]").split("|") if piece.strip() else [" "]
        choices.append([*options, ""] if optional else options)
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices)))


def _units(written: str) -> tuple[_Unit, ...]:
    return tuple(
        _Unit(
            token.text if _is_name(token) else token.folded,
            literal=not _is_name(token),
            glued=token.glued,
        )
        for token in cut(_FORM_TOKEN.finditer(written))
    )


def _is_name(token: Token) -> bool:
    """Tell a word in capitals, which stands for a class, a group or a number."""
    return len(token.text) > 1 and token.text.isascii() and token.text.isupper()
