"""The words that carry a commitment, and what every search for them asks of the words around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.subjects import Doers
    from servanda.reading.finding.text import Sentence, Text


_MOST_ADVERBS = 6  # small words in a row; more of them are no language


@dataclass(frozen=True, slots=True)
class Trigger:
    """One commitment found: its verb at words `first` to `last`, what is undertaken after it.

    `begin` and `end` bound the words to quote; `subject` is where the doers stand, None when
    they are named elsewhere; `complement` is the first word of what is undertaken, `told_from`
    the first word of its short text where that begins earlier ("the plan was adopted").
    """

    first: int
    last: int
    complement: int
    end: int
    verb: str
    strength: str
    status: str
    doers: Doers
    rule: str
    told_from: int | None = None

    @property
    def begin(self) -> int:
        """The first word to quote: the subject's where it stands before the verb."""
        subject = self.doers.first
        return self.first if subject is None or subject > self.first else subject


@dataclass(frozen=True, slots=True)
class Around:
    """Questions about the words around a place in one text."""

    text: Text

    def is_negated(self, first: int, last: int, sentence: Sentence) -> bool:
        """Tell whether a "not" or "no" stands at a verb, or as the subject before it."""
        negations = self.text.lists.words("commitments", "negation", "words")
        begin = max(sentence.first, first - 4)
        contrasts = [i for i in range(begin, first) if self.text.stands(i, "contrast", ";")]
        near = range(contrasts[-1] + 1 if contrasts else begin, min(sentence.last, last + 2))
        if any(self.text.folded(i) in negations and not self._is_number(i) for i in near):
            return True
        opening = range(sentence.first, min(sentence.first + 2, first))
        return any(self.text.folded(place) in negations for place in opening)

    def _is_number(self, index: int) -> bool:
        """Tell "Convention No. 81" from "no convention"."""
        sign = self.text.folded(index + 1) == "."
        return sign and self.text.folded(index + 2)[:1].isdigit()

    def is_doubtful(self, first: int, sentence: Sentence) -> bool:
        """Tell whether "may", "whether", "hopes" or the like stands just before."""
        doubts = self.text.lists.words("commitments", "negation", "doubt")
        near = range(max(sentence.first, first - 3), first)
        return any(self.text.folded(place) in doubts for place in near)

    def past_adverbs(self, index: int) -> int:
        for _ in range(_MOST_ADVERBS):
            index += self.text.stands(index, "adverbs")
        return index

    def before_adverbs(self, index: int) -> int:
        """Give the last word before a place that is no adverb."""
        index -= 1
        for _ in range(_MOST_ADVERBS):
            index -= self.text.stands(index, "adverbs")
        return index

    def being_before(self, index: int) -> int | None:
        """Give the place of the "was" or "been" that makes the verb here passive, or None."""
        before = self.before_adverbs(index)
        if not self.text.stands(before, "be_forms"):
            return None
        for _ in range(_MOST_ADVERBS):
            before -= self.text.stands(before - 1, "be_forms", "have_forms")
        return before

    def perfect_before(self, index: int) -> int | None:
        """Give the place of the "has" before the verb here, or None."""
        before = self.before_adverbs(index)
        return before if self.text.stands(before, "have_forms") else None

    def is_money(self, index: int) -> bool:
        """Tell whether a sum begins here: "$4.2bn", "more than 270 million euros"."""
        words = {self.text.folded(place) for place in range(index, index + 8)}
        begin = index
        for _ in range(_MOST_ADVERBS):
            begin += self.text.stands(begin, "degree")
        signed = self.text.stands(begin, "currencies") and self._has_number(begin, begin + 3)
        counted = self._has_number(begin, begin + 2) and bool(
            words & self.text.lists.grammar("amounts")
        )
        return signed or counted

    def _has_number(self, first: int, last: int) -> bool:
        numbers = self.text.lists.grammar("numerals")
        return any(
            self.text.folded(i)[:1].isdigit() or self.text.folded(i) in numbers
            for i in range(first, last)
        )


def noun_phrase_before(text: Text, verb: int, sentence: Sentence) -> int:
    """Find where the thing before a passive verb begins, to quote it with the verb."""
    index = verb
    while index > sentence.first and not text.stands(index - 1, ".", ";", ":", "—", "that"):
        index -= 1
        opens = text.stands(index + 1, "articles", "owners")
        if text.stands(index, "and", ",") and opens and verb - index > 3:
            return index + 1
    return index
