"""Names of people as words: "Ada Berg", "Mr. Olaf van der Meer", and what they are called later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Text

_LONGEST_NAME = 5
_MOST_HONORIFICS = 6  # "His Excellency Mr. Prof. Dr."


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names of people in one text in which everything else that is named is known."""

    text: Text
    named: Mapping[int, Mention]

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
            if self.fits(last):
                capitals += 1
            elif not (capitals and self.text.folded(last) in particles and self._goes_on(last)):
                break
            last += 1
        return last if capitals >= 2 else None

    def said(self, first: int, last: int) -> str:
        """Give a name in one line."""
        return " ".join(self.text.said(first, last).split())

    def _goes_on(self, particle: int) -> bool:
        return self.fits(particle + 1) or self.fits(particle + 2)

    def fits(self, index: int) -> bool:
        """Tell whether a word can be part of a person's name."""
        if index >= len(self.text.words) or index in self.named:
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
