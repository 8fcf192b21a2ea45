"""Lists of phrases in base form, looked up in a text whatever the case and number there.

A list says «национальный план действий»; the text has «Национального плана действий». Words
that a list writes in capitals ("МОМ") must stand so; those with a large first letter need one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from servanda.reading.finding.wordlists import WordLists
from servanda.reading.finding.words import Match, Word, split_words
from servanda.reading.morphology import lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = TypeVar("Value")


_KEPT = 20_000  # words of which is remembered what may begin with them


class LemmaPhrases(Generic[Value]):
    """A list of phrases in base form; the longest that fits at a place is found first."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        """Take phrases and values."""
        self._by_first: dict[str, list[_Entry[Value]]] = defaultdict(list)
        self._candidates: dict[str, tuple[_Entry[Value], ...]] = {}
        for phrase, value in entries:
            wanted = tuple(_Wanted(word) for word in split_words(phrase))
            for lemma in sorted(wanted[0].lemmas) if wanted else ():
                self._by_first[lemma].append((wanted, value))

    def _beginning_with(self, folded: str) -> tuple[_Entry[Value], ...]:
        """Give the phrases that may begin with a word, the longest first."""
        found = self._candidates.get(folded)
        if found is None:
            if len(self._candidates) > _KEPT:
                self._candidates.clear()
            entries = {
                id(entry): entry
                for lemma in sorted(lemmas(folded))
                for entry in self._by_first.get(lemma, ())
            }
            found = tuple(sorted(entries.values(), key=lambda entry: -len(entry[0])))
            self._candidates[folded] = found
        return found

    def longest_at(
        self, words: Sequence[Word], index: int, last: int | None = None
    ) -> Match[Value] | None:
        """Give the longest phrase that begins at this word and ends by word `last`, or None."""
        if not 0 <= index < len(words):
            return None
        candidates = self._beginning_with(words[index].folded)
        if not candidates:
            return None
        limit = len(words) if last is None else last
        for wanted, value in candidates:
            end = index + len(wanted)
            if end <= limit and all(
                one.is_met_by(words[index + step]) for step, one in enumerate(wanted)
            ):
                return Match(index, end, value)
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


class _Wanted:
    """A word of a list: what it may be in the text."""

    __slots__ = ("capital", "exact", "lemmas")

    def __init__(self, word: Word) -> None:
        abbreviation = len(word.plain) > 1 and word.plain.isupper()
        self.exact = word.plain if abbreviation else None
        self.capital = word.is_capital
        self.lemmas = lemmas(word.folded)

    def is_met_by(self, word: Word) -> bool:
        if self.exact is not None:
            return self.exact in {word.text, word.plain}
        if self.capital and not word.is_capital:
            return False
        return not self.lemmas.isdisjoint(lemmas(word.folded))


_Entry = tuple[tuple[_Wanted, ...], Value]


@cache
def lemma_phrases(language: str, name: str, *keys: str) -> LemmaPhrases[str]:
    """Give the phrases under a key of a list of a language; a match's value is the sub-key."""
    return LemmaPhrases(WordLists(language).pairs(name, *keys))


@cache
def lemma_names(language: str, name: str, *keys: str) -> LemmaPhrases[str]:
    """Give the same phrases; a match's value is the phrase as the list writes it."""
    return LemmaPhrases((one, one) for one in WordLists(language).words(name, *keys))
