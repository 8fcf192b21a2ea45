"""Text cut into words with their places, and lists of phrases looked up in them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Value = TypeVar("Value")

# Abbreviations with inner stops, possessive endings, words cut short ("l'", "qu'"), words with inner
# hyphens, single signs.
# Each branch moves on by its own characters only: no backtracking worth the name.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|['’]s\b|[Aa]ujourd['’]hui"
    r"|(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’](?=[^\W\d_]|$)"
    r"|#?\w+(?:[-‑]\w+)*|[^\w\s]"
)
_SAME_SIGN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‑": "-",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ё": "е",
        "Ё": "Е",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign: as written, and folded for comparison."""

    text: str
    start: int
    plain: str
    folded: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_capital(self) -> bool:
        """True for a word that begins with a capital letter, a digit apart."""
        return self.plain[0].isupper() or (self.text[0] == "#" and len(self.text) > 1)

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_sign(self) -> bool:
        return not (self.text[0].isalnum() or self.text[0] == "#" or self.plain == "'s")


def split_words(text: str) -> tuple[Word, ...]:
    """Cut a text into words and signs, in order; white space falls away."""
    return tuple(_words_of(text))


def _words_of(text: str) -> Iterator[Word]:
    spelled: dict[str, tuple[str, str, str]] = {}  # each word once, however often it stands
    for match in _WORD.finditer(text):
        written = match.group()
        if written not in spelled:
            plain = written.translate(_SAME_SIGN)
            spelled[written] = written, plain, plain.casefold()
        once, plain, folded = spelled[written]
        yield Word(once, match.start(), plain, folded)


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A phrase found at words `first` to before `last`, with what the list says of it."""

    first: int
    last: int
    value: Value


class Phrases(Generic[Value]):
    """A list of phrases; the longest that fits at a place is found in one look-up."""

    def __init__(self, entries: Iterable[tuple[str, Value]], *, exact: bool = False) -> None:
        """Take phrases and values; `exact` keeps capital and small letters apart."""
        self._exact = exact
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = defaultdict(list)
        for phrase, value in entries:
            keys = tuple(self._key(word) for word in split_words(phrase))
            if keys:
                self._by_first[keys[0]].append((keys, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def _key(self, word: Word) -> str:
        return word.plain if self._exact else word.folded

    def longest_at(
        self, words: Sequence[Word], index: int, last: int | None = None
    ) -> Match[Value] | None:
        """Give the longest phrase that begins at this word and ends by word `last`, or None."""
        if index >= len(words):
            return None
        word = words[index]
        entries = self._by_first.get(word.plain if self._exact else word.folded)
        if entries is None:
            return None
        limit = len(words) if last is None else last
        for keys, value in entries:
            end = index + len(keys)
            if end <= limit and self._are(words, index, keys):
                return Match(index, end, value)
        return None

    def _are(self, words: Sequence[Word], index: int, keys: tuple[str, ...]) -> bool:
        """Tell whether the words from a place on are these; the first is known to be."""
        return all(self._key(words[index + step]) == keys[step] for step in range(1, len(keys)))

    def ending_at(self, words: Sequence[Word], last: int, *, least: int = 0) -> Match[Value] | None:
        """Give the longest phrase that ends before word `last` and begins at or after `least`."""
        for first in range(max(least, last - 8), last):
            match = self.longest_at(words, first, last)
            if match and match.last == last:
                return match
        return None

    def all_in(self, words: Sequence[Word], first: int, last: int) -> list[Match[Value]]:
        """Phrases between two words, longest first at each place, not overlapping."""
        found = []
        index = first
        while index < last:
            match = self.longest_at(words, index, last)
            if match:
                found.append(match)
            index = match.last if match else index + 1
        return found

    def any_in(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Tell whether any phrase stands between two words."""
        return any(self.longest_at(words, index, last) for index in range(first, last))
