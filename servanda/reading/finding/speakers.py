"""Who speaks where a commitment is told: its quotation, its sentence, its paragraph, its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.quotations import quotations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.finding.sayings import Saying
    from servanda.reading.finding.text import Text
    from servanda.reading.finding.themes import Sides
    from servanda.reading.model import Commitment, Span

_HEAD = 3  # lines in which a letterhead may stand
_PARAGRAPH = 40  # sentences around; a longer paragraph is none


def tell_speakers(
    text: Text,
    commitments: Sequence[Commitment],
    sayings: Sequence[Saying],
    letterhead: str | None,
) -> tuple[Commitment, ...]:
    """Give each commitment the name of the party that speaks where it is told.

    In this order: who speaks the quotation it stands in; who said the sentence; who speaks in
    the paragraph; who speaks in the lead of the text, or has it under its letterhead, and so
    speaks throughout. None where nobody speaks, or no party alone.
    """
    throughout = letterhead or _in_lead(text, sayings)
    floor = _Floor(text, tuple(sayings), quotations_of(text.content), throughout)
    return tuple(replace(one, speaker=floor.speaker_at(one.start)) for one in commitments)


def letterhead_of(text: Text, subjects: Sides) -> str | None:
    """Find the party that opens the first line, where "Press release" stands by it or below."""
    kinds = text.lists.phrases("references", "letterheads")
    lines = [line for line in text.sentences[:_HEAD] if is_heading(text, line)]
    titled = any(kinds.any_in(text.words, line.first, line.last) for line in lines)
    if not titled or lines[0].number:
        return None
    named = subjects.in_words(lines[0].first, lines[0].last)[:1]
    opens = bool(named) and named[0].first - lines[0].first <= 1
    owned = opens and text.folded(named[0].last) == "'s"
    return named[0].names[0] if opens and not owned and len(named[0].names) == 1 else None


def _in_lead(text: Text, sayings: Sequence[Saying]) -> str | None:
    """Give who speaks in the lead, the first paragraph that is more than a heading.

    Who said the first sentence, or is told behind a later one, speaks in the whole text; who is
    only told to have said something among other things does not.
    """
    lead = next((s for s in text.sentences if not is_heading(text, s)), None)
    told = [
        s.speaker
        for s in sayings
        if lead
        and s.sentence.paragraph == lead.paragraph
        and (s.sentence == lead or (s.closes and not s.is_direct))
    ]
    return next((speaker for speaker in told if speaker), None)


@dataclass(frozen=True, slots=True)
class _Floor:
    """Who has the floor at each place of one text."""

    text: Text
    sayings: tuple[Saying, ...]
    quotations: tuple[Span, ...]
    throughout: str | None

    def speaker_at(self, offset: int) -> str | None:
        """Give who speaks at a place of the text."""
        found = self._of_quotation(offset) or self._of_sentence(offset) or self._beside(offset)
        return found.speaker if found else self.throughout

    def _near(self, first: int, last: int) -> tuple[Saying, ...]:
        """Give the sayings of the sentences of these numbers."""
        begin = bisect_left(self.sayings, first, key=lambda s: s.sentence.number)
        end = bisect_right(self.sayings, last, key=lambda s: s.sentence.number)
        return self.sayings[begin:end]

    def _of_quotation(self, offset: int) -> Saying | None:
        """Find who is named right after the quotation, or right before it."""
        number = bisect_right(self.quotations, offset, key=lambda span: span.start) - 1
        if number < 0 or offset >= self.quotations[number].end:
            return None
        words = self.quotations[number]
        opening = self.text.sentence_of(words.start).number
        ending = self.text.sentence_of(words.end - 1).number
        after = [s for s in self._near(ending, ending) if s.start >= words.end]
        before = [s for s in self._near(opening, opening) if s.start < words.start]
        return next(iter([*after, *reversed(before)]), None)

    def _of_sentence(self, offset: int) -> Saying | None:
        """Find who said the sentence: last before the words, else first after them."""
        number = self.text.sentence_of(offset).number
        told = self._near(number, number)
        before = [s for s in told if s.start <= offset]
        return next(iter([*reversed(before), *told]), None)

    def _beside(self, offset: int) -> Saying | None:
        """Find who spoke last in the paragraph, else who is said behind it to have spoken.

        Those whose words are quoted have spoken with the quotation alone.
        """
        here = self.text.sentence_of(offset)
        told = [
            s
            for s in self._near(here.number - _PARAGRAPH, here.number + _PARAGRAPH)
            if s.sentence.paragraph == here.paragraph and not s.is_direct
        ]
        before = [s for s in told if s.sentence.number < here.number]
        after = [s for s in told if s.sentence.number > here.number and s.closes]
        return next(iter([*reversed(before), *after]), None)
