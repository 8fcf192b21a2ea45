"""Words that tell a meeting: verbs («встретился с», «принял посла») and nouns («состоялись переговоры»).

Examples: «Норландия и МОМ провели консультации», «министр принял главу миссии», «во время
визита 5 мая», «заседание намечено на осень».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import is_heading
from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.lemma_phrases import LemmaPhrases, lemma_phrases
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.inflected.figure import Figure
    from servanda.reading.finding.inflected.subjects import SubjectFinder
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.words import Match

_NEAR = 12  # words around a noun within which its date stands
_MUTUAL = frozenset({"met", "called"})
_SIGNED = ("подпис", "парафир")


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting told in the words `first` to before `last`, by the word `trigger`.

    `strong` when a verb says that it was or will be; `pointing` when the words may only point
    at a meeting told before; `clause` is the number of the clause of the trigger.
    """

    first: int
    last: int
    trigger: int
    clause: int
    strong: bool
    pointing: bool
    rule: str


@dataclass(frozen=True, slots=True)
class EncounterFinder:
    """Finds meetings in the sentences of one text; `named` are the words of names."""

    text: Text
    subjects: SubjectFinder
    named: dict[int, Mention]

    def _list(self, *keys: str) -> LemmaPhrases[str]:
        return lemma_phrases(self.text.lists.language, "meetings", *keys)

    def in_sentence(self, sentence: Sentence) -> list[Encounter]:
        """Give the encounters of a sentence in order, one for each clause that tells of one."""
        if is_heading(self.text, sentence):
            return []
        found = [*self._by_verb(sentence), *self._by_noun(sentence)]
        found.sort(key=lambda one: (one.trigger, not one.strong))
        kept: list[Encounter] = []
        for one in found:
            same = [other for other in kept if self._is_same(other, one, sentence)]
            if same and not (one.strong and not same[-1].strong):
                continue
            if same:
                kept.remove(same[-1])
            kept.append(one)
        return kept

    def _is_same(self, left: Encounter, right: Encounter, sentence: Sentence) -> bool:
        """Tell whether two words tell one meeting: they stand in one clause with one date at most."""
        if left.clause != right.clause:
            return False
        start, end = self.text.words[left.trigger].end, self.text.words[right.trigger].start
        dates = self.text.dates_in(min(start, end), max(start, end))
        before = self.text.dates_in(sentence.start, self.text.words[left.trigger].start)
        return not (dates and before and left.strong and right.strong)

    def _by_verb(self, sentence: Sentence) -> Iterator[Encounter]:
        verbs = self._list("verbs")
        for match in verbs.all_in(self.text.words, sentence.first, sentence.last):
            form = verb_form(self.text.folded(match.first))
            if form is None or form.part not in {"VERB", "INFN", "PRTS"} or self._is_denied(match):
                continue
            if form.part == "INFN" and not self._is_ordered(match, sentence):
                continue
            if self._has_partner(match, sentence):
                yield self._encounter(match, sentence, "verb of meeting", strong=True)

    def _is_denied(self, match: Match[str]) -> bool:
        return self.text.stands(match.first - 1, "negation")

    def _is_ordered(self, match: Match[str], sentence: Sentence) -> bool:
        """Tell an infinitive that is planned from one that is wished."""
        plans = self._list("status", "planned")
        return plans.any_in(self.text.words, sentence.first, match.first)

    def _has_partner(self, match: Match[str], sentence: Sentence) -> bool:
        """Tell whether somebody is met, received or spoken with in the clause of the verb."""
        if match.value in {"visited", "gathered"}:
            form = verb_form(self.text.folded(match.first))
            doers = self.subjects.subject_of(match.first, form, sentence) if form else None
            return bool(doers and (doers.keys or doers.people))
        clauses = self.subjects.clauses(sentence)
        number = clauses.of(match.first).number
        here = [
            figure
            for figure in self.subjects.in_words(sentence.first, sentence.last)
            if clauses.of(figure.first).number == number
        ]
        if match.value == "received":
            return self._is_received(match, sentence)
        if match.value == "signed":
            return self._is_signing(match, here)
        withs = [f for f in here if self._is_with(f.first) and "ablt" in f.cases]
        pair = [f for f in here if "nomn" in f.cases and not f.loose]
        several = len(pair) > 1 or any(f.number == "plur" for f in pair)
        return bool(withs) or (match.value in _MUTUAL and several)

    def _is_signing(self, match: Match[str], here: list[Figure]) -> bool:
        """Tell that two people signed: «документ подписали министр и посол»."""
        people = [f for f in here if f.kind == "person" and "nomn" in f.cases]
        words = self.subjects.clauses(self.text.sentence_of(self.text.words[match.first].start))
        near = words.words_of(words.of(match.first).number)
        signed = self.text.folded(match.first).startswith(_SIGNED)
        signature = any(
            self._list("signing", "words").longest_at(self.text.words, place) for place in near
        )
        return len(people) > 1 and (signed or signature)

    def _is_with(self, index: int) -> bool:
        """Tell «с» before a figure, also before the noun on which it hangs: «с делегацией МОМ»."""
        return any(self.text.stands(index - back, "with") for back in (1, 2, 3))

    def _is_received(self, match: Match[str], sentence: Sentence) -> bool:
        """Tell «принял посла» from «приняли решение»: a person is the object, or «которого»."""
        clauses = self.subjects.clauses(sentence)
        clause = clauses.of(match.first)
        for figure in self.subjects.in_words(sentence.first, sentence.last):
            here = clauses.of(figure.first).number == clause.number
            person = figure.kind in {"person", "post"} or self._is_delegation(figure.first)
            if here and person and "accs" in figure.cases and "nomn" not in figure.cases:
                return True
        near = range(clause.first, match.first)
        pronouns = self.text.lists.grammar("whom")
        return any(self.text.folded(place) in pronouns for place in near)

    def _is_delegation(self, index: int) -> bool:
        return self.text.stands(index - 1, "delegation") or self.text.stands(index, "delegation")

    def _by_noun(self, sentence: Sentence) -> Iterator[Encounter]:
        nouns, weak = self._list("nouns"), self._list("weak")
        clauses = self.subjects.clauses(sentence)
        for match in nouns.all_in(self.text.words, sentence.first, sentence.last):
            if match.first in self.named and self.named[match.first].family != "meeting":
                continue
            number = clauses.of(match.first).number
            told = self._told(match, clauses.words_of(number))
            dated = self._dated(match, sentence)
            light = weak.longest_at(self.text.words, match.first, match.last) is not None
            pointing = self._points(match) or self._is_aside(match)
            if told or dated or not (light or pointing):
                yield self._encounter(
                    match, sentence, "noun of meeting", strong=told and not pointing
                )

    def _told(self, match: Match[str], words: list[int]) -> bool:
        """Tell whether the clause of a noun has a verb that says it was or will be."""
        verbs = self._list("taking_place")
        here = [i for i in words if verb_form(self.text.folded(i))]
        return any(verbs.longest_at(self.text.words, index) for index in here)

    def _dated(self, match: Match[str], sentence: Sentence) -> bool:
        first = max(sentence.first, match.first - _NEAR)
        last = min(sentence.last, match.last + _NEAR)
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        dates = self.text.dates_in(start, end)
        return any(
            date.edtf and not self._in_name(date.start) and self._is_beside(match, date.start)
            for date in dates
        )

    def _is_beside(self, match: Match[str], offset: int) -> bool:
        """Tell a date of a noun from that of a verb or an infinitive between them."""
        place = self.text.word_at(offset)
        between = range(match.last, place) if place >= match.last else range(place, match.first)
        parts = (verb_form(self.text.folded(index)) for index in between)
        behind = {"INFN", "VERB"} if place >= match.last else {"INFN"}
        return not any(form is not None and form.part in behind for form in parts)

    def _in_name(self, offset: int) -> bool:
        known = self.named.get(self.text.word_at(offset))
        return known is not None and known.family != "place"

    def _points(self, match: Match[str]) -> bool:
        """Tell «в ходе встречи», «участники переговоров»: a meeting that was told before."""
        pointing = self._list("pointing")
        for back in (1, 2, 3):
            found = pointing.longest_at(self.text.words, match.first - back)
            if found and found.last >= match.first - 1:
                return True
        return False

    def _is_aside(self, match: Match[str]) -> bool:
        """Tell a meeting of which only something else is told: «после», «об итогах конференции»."""
        asides = self._list("asides")
        near = range(match.first - 4, match.first)
        return any(asides.longest_at(self.text.words, place, match.first) for place in near)

    def _narrow(self, match: Match[str], sentence: Sentence) -> tuple[int, int]:
        """Give the words from the adjectives of a noun to its date and the clause that hangs on it."""
        first = match.first
        while first > sentence.first and self._is_adjective(first - 1):
            first -= 1
        clauses = self.subjects.clauses(sentence)
        number = clauses.of(match.first).number
        inner = [c for c in clauses.clauses if c.parent == number and c.first >= match.last]
        last = max([match.last, *self._date_ends(match, sentence)])
        if inner and inner[0].first <= max(last, match.last + _NEAR):
            last = max(last, clauses.words_of(inner[0].number)[-1] + 1)
        return first, last

    def _is_adjective(self, index: int) -> bool:
        forms = forms_of(self.text.folded(index))
        return bool(forms) and forms[0].is_modifier

    def _date_ends(self, match: Match[str], sentence: Sentence) -> list[int]:
        end = min(sentence.last, match.last + _NEAR)
        dates = self.text.dates_in(self.text.words[match.first].start, self.text.words[end - 1].end)
        return [self.text.word_at(date.end) for date in dates]

    def _encounter(
        self, match: Match[str], sentence: Sentence, how: str, *, strong: bool
    ) -> Encounter:
        clauses = self.subjects.clauses(sentence)
        clause = clauses.of(match.first)
        first, last = clauses.extent_of(clause.number)
        if not strong and self._is_aside(match):
            first, last = self._narrow(match, sentence)
        said = self.text.said(match.first, match.last).casefold()
        pointing = how.startswith("noun") and self._points(match)
        return Encounter(
            first, last, match.first, clause.number, strong, pointing, f"{how}: {said}"
        )
