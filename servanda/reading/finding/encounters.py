"""The words that tell an encounter, and how far the words about it reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import after_attribution, without_attribution
from servanda.reading.finding.dates import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text


@dataclass(frozen=True, slots=True)
class Encounter:
    """An encounter told at word `verb`, by the words from `first` to before `last`.

    `strong` encounters need no date: a verb of meeting, not a noun that may mean less.
    """

    first: int
    last: int
    verb: int
    strong: bool
    rule: str


@dataclass(frozen=True, slots=True)
class EncounterFinder:
    """Finds encounters in one text whose names are known."""

    text: Text
    names: tuple[Mention, ...]

    def find(self) -> list[Encounter]:
        """Give the encounters of all sentences, one for each date told with them."""
        found: list[Encounter] = []
        for whole in self.text.sentences:
            sentence = replace(
                whole,
                first=after_attribution(self.text, whole),
                last=without_attribution(self.text, whole),
            )
            if found and self._explains(sentence) and found[-1].last >= sentence.first - 3:
                found[-1] = replace(found[-1], last=sentence.last)
            else:
                found.extend(self._apart(list(self._told_in(sentence)), sentence))
        return found

    def _told_in(self, sentence: Sentence) -> Iterator[Encounter]:
        """Give each word of meeting in a sentence, verbs before nouns that stand beside them."""
        lists = self.text.lists
        if lists.phrases("meetings", "status", "wishes").any_in(
            self.text.words, sentence.first, sentence.last
        ):
            return
        verbs = lists.phrases("meetings", "verbs")
        nouns = lists.phrases("meetings", "nouns")
        inside = {
            i
            for m in self.names
            if m.family in {"instrument", "party"}
            for i in range(m.first, m.last)
        }
        for index in range(sentence.first, sentence.last):
            if index in inside:
                continue
            verb = verbs.longest_at(self.text.words, index, sentence.last)
            noun = nouns.longest_at(self.text.words, index, sentence.last)
            if verb and self._is_encounter(verb.value, index, verb.last, sentence):
                yield Encounter(
                    sentence.first,
                    sentence.last,
                    index,
                    strong=verb.value in {"met", "called"},
                    rule=f"verb of meeting: {verb.value}",
                )
            elif noun and self._is_told_anew(index, sentence):
                said = self.text.said(index, noun.last).casefold()
                weak = said in lists.words("meetings", "weak")
                yield Encounter(
                    sentence.first,
                    sentence.last,
                    index,
                    strong=not weak,
                    rule=f"noun of meeting: {said}",
                )

    def _is_encounter(self, kind: str, first: int, last: int, sentence: Sentence) -> bool:
        """Tell whether a verb is of people who met: "received" wants a person, "signed" a date."""
        dates = [
            d for d in self.text.dates_in(sentence.start, sentence.end) if d.role is not Role.SINCE
        ]
        if kind in {"met", "called", "gathered"}:
            return True
        near = range(first, min(first + 10, sentence.last))
        people = any(m.first in near for m in self.names if m.family == "party")
        if kind == "signed":
            return bool(dates) and self._has_place(sentence)
        return people and bool(dates)

    def _has_place(self, sentence: Sentence) -> bool:
        return any(
            sentence.first <= m.first < sentence.last
            for m in self.names
            if m.form == "seat" or m.family == "place"
        )

    def _is_told_anew(self, index: int, sentence: Sentence) -> bool:
        """Tell "a meeting" and "the third meeting" from "the meeting" told of before."""
        before = self.text.folded(index - 1)
        if before not in self.text.lists.words("meetings", "anaphoric"):
            return True
        return bool(self._dates_near(index, sentence))

    def _dates_near(self, index: int, sentence: Sentence) -> list[int]:
        start = self.text.words[index].start
        return [
            d.start
            for d in self.text.dates_in(start, sentence.end)
            if d.start - start < 120 and d.edtf and d.role in {Role.POINT, Role.PERIOD}
        ]

    def _explains(self, sentence: Sentence) -> bool:
        """Tell whether a sentence says who met in the one before: "It was the meeting between"."""
        openings = self.text.lists.phrases("meetings", "explaining")
        return openings.longest_at(self.text.words, sentence.first, sentence.last) is not None

    def _apart(self, told: list[Encounter], sentence: Sentence) -> list[Encounter]:
        """Divide a sentence among its encounters where each has a date of its own."""
        if not told:
            return []
        dates = [
            d
            for d in self.text.dates_in(sentence.start, sentence.end)
            if d.edtf and d.role in {Role.POINT, Role.PERIOD}
        ]
        if len(dates) < 2 or len(told) < 2:
            return [max(told, key=lambda e: e.strong)]
        parts: list[Encounter] = []
        for position, encounter in enumerate(told):
            begin = sentence.first if position == 0 else encounter.verb
            parts.append(replace(encounter, first=begin))
        ended = [replace(part, last=after.first) for part, after in pairwise(parts)]
        return [part for part in [*ended, parts[-1]] if self._has_date(part)] or [told[0]]

    def _has_date(self, part: Encounter) -> bool:
        start, end = self.text.words[part.first].start, self.text.words[part.last - 1].end
        return any(d.edtf or d.role is Role.RECURRING for d in self.text.dates_in(start, end))
