"""Sums of money that a party gives: "Norland announced 3 million dollars, Sudland one million"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.triggers import Trigger, noun_phrase_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.subjects import Doers, SubjectFinder
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.triggers import Around


@dataclass(frozen=True, slots=True)
class SumFinder:
    """Finds pledged sums in the sentences of one text, beyond those told with "pledged"."""

    text: Text
    subjects: SubjectFinder
    around: Around

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find sums after a verb of giving, then those that follow with only a party before them."""
        verbs = self.text.lists.phrases("commitments", "acts", "announced_money")
        found = [
            match
            for match in verbs.all_in(self.text.words, sentence.first, sentence.last)
            if not self.around.is_negated(match.first, match.last, sentence)
        ]
        for match in found:
            being = self.around.being_before(match.first)
            if being is not None and self._sum_near(max(sentence.first, being - 6), sentence):
                begin = noun_phrase_before(self.text, being, sentence)
                doers = replace(self.subjects.doer_after(match.last, sentence), first=begin)
                yield self._given(match.first, match.last, sentence, match.last, doers)
            elif self._sum_near(match.last, sentence):
                doers = self.subjects.subject_of(match.first, sentence)
                if doers.names:
                    yield self._given(match.first, match.last, sentence, match.last, doers)
        for actor in self.subjects.in_words(
            found[0].last if found else sentence.last, sentence.last
        ):
            if self.around.is_money(actor.last):
                doers = self.subjects.subject_of(actor.last, sentence)
                yield self._given(actor.first, actor.last, sentence, actor.last, doers)

    def _sum_near(self, index: int, sentence: Sentence) -> bool:
        return any(
            self.around.is_money(place)
            for place in range(index, min(index + 6, sentence.last))
            if not self.text.stands(place - 1, "by", "with")
        )

    def _given(
        self, first: int, last: int, sentence: Sentence, complement: int, doers: Doers
    ) -> Trigger:
        verb = self.text.said(first, last)
        return Trigger(
            first,
            last,
            complement,
            sentence.last,
            verb,
            "undertook",
            "agreed",
            doers,
            "sum of money",
        )
