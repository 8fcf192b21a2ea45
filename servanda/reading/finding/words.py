"""Text cut into words with their places, and lists of phrases looked up in them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Value = TypeVar("Value")

# Abbreviations with inner stops, possessive endings, words cut short ("l'", "qu'"), Irish names
# (O'Brien), words with inner hyphens, single signs.
# Each branch moves on by its own characters only: no backtracking worth the name.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|['’]s\b|[Aa]ujourd['’]hui"
    r"|(?:[cdjlmnstCDJLMNST]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’](?=[^\W\d_]|$)"
    r"|O['’](?=[^\W\d_])\w+(?:[-‑]\w+)*"
    r"|#?\w+(?:[-‑](?:O['’])?\w+)*|[^\w\s]"
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
        # By the first word, then by the second ("" for a phrase of one word), longest first.
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], Value]]]] = {}
        self._closing: set[str] = set()
        for phrase, value in entries:
            keys = tuple(self._key(word) for word in split_words(phrase))
            if keys:
                following = self._by_first.setdefault(keys[0], defaultdict(list))
                following[keys[1] if len(keys) > 1 else ""].append((keys, value))
                self._closing.add(keys[-1])
        for following in self._by_first.values():
            for found in following.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def _key(self, word: Word) -> str:
        return word.plain if self._exact else word.folded

    def may_begin(self, word: Word) -> bool:
        """Tell at once whether any phrase begins with a word: most words of a text begin none."""
        return (word.plain if self._exact else word.folded) in self._by_first

    def begun_in(self, words: Sequence[Word], first: int, last: int) -> Iterator[int]:
        """Give the places between two words at which a phrase may begin."""
        exact, begun = self._exact, self._by_first
        for index in range(max(first, 0), min(last, len(words))):
            word = words[index]
            if (word.plain if exact else word.folded) in begun:
                yield index

    def longest_at(
        self, words: Sequence[Word], index: int, last: int | None = None
    ) -> Match[Value] | None:
        """Give the longest phrase that begins at this word and ends by word `last`, or None."""
        if index >= len(words):
            return None
        word = words[index]
        following = self._by_first.get(word.plain if self._exact else word.folded)
        if following is None:
            return None
        limit = len(words) if last is None else last
        if index + 1 < limit:
            for keys, value in following.get(self._key(words[index + 1]), ()):
                end = index + len(keys)
                if end <= limit and self._are(words, index, keys):
                    return Match(index, end, value)
        alone = following.get("") if index < limit else None
        return Match(index, index + 1, alone[0][1]) if alone else None

    def _are(self, words: Sequence[Word], index: int, keys: tuple[str, ...]) -> bool:
        """Tell whether the words from a place on are these; the first two are known to be."""
        return all(self._key(words[index + step]) == keys[step] for step in range(2, len(keys)))

    def ending_at(self, words: Sequence[Word], last: int, *, least: int = 0) -> Match[Value] | None:
        """Give the longest phrase that ends before word `last` and begins at or after `least`."""
        if not 0 < last <= len(words) or self._key(words[last - 1]) not in self._closing:
            return None
        for first in range(max(least, last - 8), last):
            match = self.longest_at(words, first, last)
            if match and match.last == last:
                return match
        return None

    def all_in(self, words: Sequence[Word], first: int, last: int) -> list[Match[Value]]:
        """Phrases between two words, longest first at each place, not overlapping."""
        found: list[Match[Value]] = []
        for index in self.begun_in(words, first, last):
            if not found or index >= found[-1].last:
                match = self.longest_at(words, index, last)
                found.extend([match] if match else [])
        return found

    def any_in(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Tell whether any phrase stands between two words."""
        return any(
            self.longest_at(words, index, last) for index in self.begun_in(words, first, last)
        )
