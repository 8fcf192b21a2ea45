"""Names of people as words: "Ada Berg", "Mr. Olaf van der Meer", and what they are called later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.words import Word

_LONGEST_NAME = 5
_MOST_HONORIFICS = 6  # "His Excellency Mr. Prof. Dr."


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names of people in one text in which everything else that is named is known."""

    text: Text
    named: Mapping[int, Mention]

    def may_begin(self, word: Word) -> bool:
        """Tell at once whether a name or a word of courtesy may begin with this word."""
        honorifics = self.text.lists.exact_phrases("honorifics", "honorifics")
        return word.is_capital or honorifics.may_begin(word)

    def past_honorifics(self, index: int) -> int:
        """Give the first word after "Mr.", "Dr.", "H.E." and the like."""
        honorifics = self.text.lists.exact_phrases("honorifics", "honorifics")
        for _ in range(_MOST_HONORIFICS):
            if index >= len(self.text.words):
                break
            match = honorifics.longest_at(self.text.words, index)
            if not match:
                break
            index = match.last
        return index

    def end_of_name(self, first: int) -> int | None:
        """Give the end of a name of two words or more that begins here, or None."""
        last, capitals = first, 0
        particles = self.text.lists.words("honorifics", "particles")
        if first >= len(self.text.words):
            return None
        limit = self.text.sentence_of(self.text.words[first].start).last
        while last < min(first + _LONGEST_NAME, limit):
            if self.fits(last) or self._is_large_surname(last, first):
                capitals += 1
            elif not (capitals and self.text.folded(last) in particles and self._goes_on(last)):
                break
            last += 1
        return last if capitals >= 2 else None

    def _is_large_surname(self, index: int, first: int) -> bool:
        """Tell the surname in "Awa THIOUNE" and "M. IDRISS NASSOUR", where a language writes it so."""
        if not self.text.lists.words("honorifics", "large_surnames") or index in self.named:
            return False
        word = self.text.words[index]
        large = word.text.isupper() and word.text.replace("-", "").isalpha() and len(word.text) > 2
        honorifics = self.text.lists.exact_phrases("honorifics", "honorifics")
        after = index > first or honorifics.ending_at(self.text.words, first) is not None
        return large and after

    def _is_homonym(self, index: int) -> bool:
        """Tell "Lima d'Alba" and "Ada Trujillo", where a town lends its name, from "in Lima"."""
        other = self.named[index]
        town = other.form == "seat" or other.family == "place"
        beside = [
            place
            for place in (index - 1, self._past_particles(index + 1))
            if 0 <= place < len(self.text.words) and place not in self.named
        ]
        joined = any(self._is_mixed(place) for place in beside)
        led = self.text.stands(index - 1, "where", "of", "the")
        return town and other.last - other.first == 1 and joined and not led

    def _past_particles(self, index: int) -> int:
        """Give the word that "de la" and "d'" lead to, or the same word."""
        particles = self.text.lists.words("honorifics", "particles")
        while self.text.folded(index) in particles and not self.text.stands(index, "and"):
            index += 1
        return index

    def _is_mixed(self, index: int) -> bool:
        word = self.text.words[index]
        return word.is_capital and not word.is_sign and not word.text.isupper()

    def said(self, first: int, last: int) -> str:
        """Give a name in one line."""
        return " ".join(self.text.said(first, last).split())

    def _goes_on(self, particle: int) -> bool:
        return self.fits(particle + 1) or self.fits(particle + 2)

    def fits(self, index: int) -> bool:
        """Tell whether a word can be part of a person's name."""
        if index >= len(self.text.words) or (index in self.named and not self._is_homonym(index)):
            return False
        word = self.text.words[index]
        if not word.is_capital or len(word.text) < 2 or word.text.isupper():
            return False
        if self.text.lists.exact_phrases("posts", "heads").longest_at(self.text.words, index):
            return False
        lists = self.text.lists
        function = lists.words("references", "function", "words")
        function += lists.words("references", "function", "at_start")
        return word.folded not in function and self.text.date_at(word.start) is None


def surnames(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give what people are called later, with the full name: the last word and its particles."""
    for name in names:
        words = name.split()
        start = len(words) - 1
        while start > 1 and words[start - 1][:1].islower():
            start -= 1
        yield " ".join(words[start:]), name
