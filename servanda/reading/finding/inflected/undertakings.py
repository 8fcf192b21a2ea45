"""Commitments carried by a verb or noun of agreeing, undertaking, planning, with what is undertaken.

Examples: «стороны договорились открыть бюро и подготовить план», «достигнута договорённость о
создании комиссии», «министерство намерено закончить перевод до мая», «меморандум предусматривает
обмен данными».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.carriers import Carrier, carriers
from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.subjects import Doers
from servanda.reading.finding.inflected.triggers import Around, Trigger
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.text import Sentence
    from servanda.reading.finding.words import Match

_IMPERSONAL = "планироваться"  # what was once planned is no commitment now
_INTENDED = "намереваться"  # «намерен» is no passive, whatever its form
_WITHOUT_DOER = frozenset({"document", "subject"})  # what carries, carries itself
_SAID_NEAR = 6  # words around «готовность» in which «выразить» stands
_SKIPPED = 4  # words between a verb and «о»
_LEAST_PART = 3  # words of an infinitive that stands for itself in a list


@dataclass(frozen=True, slots=True)
class UndertakingFinder:
    """Finds what is agreed, undertaken or planned in the sentences of one text."""

    around: Around

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find the undertakings of one sentence, in order."""
        text = self.around.text
        for match in carriers(text.lists.language).all_in(
            text.words, sentence.first, sentence.last
        ):
            if self._is_said(match, sentence):
                yield from self._carried(match, sentence)

    def _is_said(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> bool:
        """Tell a verb that undertakes, or a noun of it that is said, from other words."""
        around = self.around
        if around.is_denied(match.first) or around.is_doubtful(match.first, sentence):
            return False
        unsaid = around.phrases("nouns", "unsaid")
        if unsaid.longest_at(around.text.words, match.first, match.last):
            return self._is_expressed(match.first, sentence)
        form = verb_form(around.text.folded(match.first))
        if form is None or form.part not in {"VERB", "PRTS", "ADJS", "GRND"}:
            return False
        gone = form.part == "VERB" and form.tense == "past"
        return not (gone and any(one.verb == _IMPERSONAL for one in match.value))

    def _is_expressed(self, index: int, sentence: Sentence) -> bool:
        """Tell «выразили [полную] готовность», «договорённость достигнута»."""
        return self.around.any_of(self._near(index, sentence), "nouns", "said")

    def _near(self, index: int, sentence: Sentence) -> list[int]:
        """Give the words around a noun; of «о намерении» all that stand before it."""
        told = self.around.text.stands(index - 1, "about")
        words = self.around.words(index, sentence)
        return [p for p in words if abs(p - index) <= _SAID_NEAR or (told and p < index)]

    def _carried(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> Iterator[Trigger]:
        if not self._may_bind(match, sentence):
            return
        for one in match.value:
            carrier = self._as_announced(match.last, one) if "announced" in one.takes else one
            if carrier is None:
                continue
            parts = self._complement(match, carrier, sentence)
            if parts:
                yield from self._triggers(match, carrier, parts, sentence=sentence)
                return

    def _as_announced(self, index: int, carrier: Carrier) -> Carrier | None:
        """Read «объявил о выделении», «о запуске»: what is announced says what it is worth."""
        text = self.around.text
        for place in range(index, index + _SKIPPED):
            if text.stands(place, "about"):
                found = self.around.phrases("announced").longest_at(text.words, place + 1)
                status = found.value if found else ""
                about = frozenset({"about"})
                return Carrier(carrier.verb, status, status, about) if status else None
        return None

    def _may_bind(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> bool:
        """Tell «стороны», «министры» from «торговцы», who bind no state."""
        form = verb_form(self.around.text.folded(match.first))
        if form is None or form.part not in {"VERB", "ADJS"}:
            return True
        if any(carrier.takes & _WITHOUT_DOER for carrier in match.value):
            return True
        subjects = self.around.subjects
        if subjects.subject_of(match.first, form, sentence).keys:
            return True
        plain = subjects.plain_subject(match.first, form, sentence)
        return plain is None or self.around.is_listed(plain, "weighing", "bearers")

    def _complement(
        self, match: Match[tuple[Carrier, ...]], carrier: Carrier, sentence: Sentence
    ) -> list[tuple[int, int]]:
        """Give where each thing undertaken begins and ends; none where nothing is."""
        end = self.around.extent(match.first, sentence)[1]
        if "inf" in carrier.takes:
            infinitive = self.around.infinitive_after(match.last - 1, sentence)
            if infinitive is not None and not self._is_meeting_plan(carrier, infinitive, end):
                return self._parted(infinitive, end, sentence)
        begin = self._noun_after(match, carrier, sentence)
        if begin is not None:
            return [(begin, max(end, begin + 1))]
        clause = self._that_clause(match, sentence) if "that" in carrier.takes else None
        return [clause] if clause else []

    def _is_meeting_plan(self, carrier: Carrier, infinitive: int, end: int) -> bool:
        """Tell «намерены провести встречу», which is a meeting and no commitment besides."""
        held = self.around.any_of([infinitive], "meetings_held", "words")
        sentence = self.around.text.sentence_of(self.around.text.words[infinitive].start)
        near = [p for p in self.around.words(infinitive, sentence) if p < infinitive + _SAID_NEAR]
        near.extend(range(infinitive, min(end, infinitive + _SAID_NEAR)))
        return carrier.status == "planned" and held and self.around.has_meeting(near)

    def _noun_after(
        self, match: Match[tuple[Carrier, ...]], carrier: Carrier, sentence: Sentence
    ) -> int | None:
        text, last = self.around.text, match.last
        for place in range(last, min(last + _SKIPPED, sentence.last)):
            if text.words[place].is_sign:
                break
            about = "about" in carrier.takes and text.stands(place, "about")
            to = "to" in carrier.takes and text.folded(place) in {"к", "на"}
            if (about or to) and text.folded(place + 1) not in {"том", "тому", "этом"}:
                return place
        if "noun" in carrier.takes and self._is_object(last):
            return last
        if "document" in carrier.takes:
            return self._of_document(match, sentence)
        return self._planned_subject(match, sentence) if "subject" in carrier.takes else None

    def _is_object(self, index: int) -> bool:
        """Tell a noun phrase in the accusative that begins here."""
        forms = forms_of(self.around.text.folded(index))
        fits = [f for f in forms if f.case == "accs" and (f.part == "NOUN" or f.is_modifier)]
        return bool(fits) and forms[0].part in {"NOUN", "ADJF", "PRTF", "NUMR"}

    def _of_document(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> int | None:
        """Find what a document lays down: it is the subject of «предусматривает», «рассчитан на»."""
        text = self.around.text
        before = [p for p in self.around.words(match.first, sentence) if p < match.first]
        documents = self.around.phrases("documents", "words")
        named = [
            p for p in before if p in self.around.things or documents.longest_at(text.words, p)
        ]
        form = verb_form(text.folded(match.first))
        passive = form is not None and form.part in {"PRTS", "ADJS"}
        leads = text.folded(match.last) == "на" if passive else self._is_object(match.last)
        present = form is not None and (passive or form.tense == "pres")
        return match.last if named and leads and present else None

    def _planned_subject(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> int | None:
        """Find «планируется открытие бюро»: what is planned is the subject; a meeting is none."""
        text = self.around.text
        form = verb_form(text.folded(match.first))
        if form is None:
            return None
        words = self.around.words(match.first, sentence)
        clause = self.around.clause(match.first, sentence)
        if clause.kind == "relative":
            words = [*range(max(sentence.first, clause.first - _SAID_NEAR), clause.first), *words]
        nouns = [
            place
            for place in words
            if any(f.part == "NOUN" and f.case == "nomn" for f in forms_of(text.folded(place)))
        ]
        if not nouns or self.around.has_meeting(words):
            return None
        after = [place for place in nouns if place >= match.last]
        return after[0] if after else self.around.extent(match.first, sentence)[0]

    def _that_clause(
        self, match: Match[tuple[Carrier, ...]], sentence: Sentence
    ) -> tuple[int, int] | None:
        """Find «договорились, что бюро откроется»: the clause that hangs on the verb."""
        clauses = self.around.subjects.clauses(sentence)
        number = clauses.of(match.first).number
        for clause in clauses.clauses:
            near = 0 <= clause.first - match.last <= _SKIPPED
            if clause.parent == number and clause.kind == "that" and near:
                first, last = clauses.extent_of(clause.number)
                return first, last
        return None

    def _parted(self, infinitive: int, end: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Part a list of infinitives: «открыть бюро, подготовить план и провести опрос»."""
        text = self.around.text
        begins, verbs = [infinitive], [infinitive]
        for place in self.around.words(infinitive, sentence):
            form = verb_form(text.folded(place))
            joint = self._joint_before(place) if form and form.part == "INFN" else None
            if infinitive < place < end and joint and place - verbs[-1] >= _LEAST_PART:
                begins.append(joint + 1)
                verbs.append(place)
        ends = [*begins[1:], end]
        return [
            (begin, self._before_joint(begin, last))
            for begin, last in zip(begins, ends, strict=True)
        ]

    def _joint_before(self, place: int) -> int | None:
        """Give the «и» of «и [в октябре] провести»: only small words and dates stand after it."""
        text = self.around.text
        for back in range(1, _SKIPPED + 2):
            if text.stands(place - back, "and", ",", "also"):
                return place - back
            word = text.words[place - back]
            small = text.stands(place - back, "adverbs", "where", "with")
            if not (small or text.date_at(word.start)):
                return None
        return None

    def _before_joint(self, begin: int, end: int) -> int:
        while end > begin + 1 and self.around.text.stands(
            end - 1, "and", ",", "adverbs", ";", "contrast"
        ):
            end -= 1
        return end

    def _triggers(
        self,
        match: Match[tuple[Carrier, ...]],
        carrier: Carrier,
        parts: list[tuple[int, int]],
        *,
        sentence: Sentence,
    ) -> Iterator[Trigger]:
        said = self.around.text.said(match.first, match.last)
        doers = self._doers(match, carrier, sentence)
        if not doers.keys and carrier.status == "agreed":
            doers = self.around.subjects.sides_before(match.first)
        start = self.around.extent(match.first, sentence)[0]
        for number, (begin, end) in enumerate(parts):
            yield Trigger(
                verb=match.first if not number else begin,
                begin=min(start, match.first) if not number else begin,
                end=end,
                told_from=begin,
                said=said,
                strength=carrier.strength,
                status=carrier.status,
                doers=doers,
                rule=f"{carrier.verb} …",
            )

    def _doers(
        self, match: Match[tuple[Carrier, ...]], carrier: Carrier, sentence: Sentence
    ) -> Doers:
        subjects = self.around.subjects
        if "document" in carrier.takes:
            return subjects.sides_before(match.first)
        if carrier.verb == "поручить":
            return self._charged(match, sentence)
        form = verb_form(self.around.text.folded(match.first))
        if form is None or form.part not in {"VERB", "ADJS", "PRTS"}:
            return self._of_saying(match.first, sentence)
        passive = form.part == "PRTS" and carrier.verb != _INTENDED
        if passive or carrier.verb == _IMPERSONAL:
            return subjects.agent_of(match.first, sentence)
        return self._with_partner(subjects.subject_of(match.first, form, sentence), match, sentence)

    def _of_saying(self, index: int, sentence: Sentence) -> Doers:
        """Give the subject of the verb by which «готовность» is said."""
        text = self.around.text
        near = self._near(index, sentence)
        verbs = [(p, f) for p in near if (f := verb_form(text.folded(p))) and f.part == "VERB"]
        return self.around.subjects.subject_of(*verbs[0], sentence) if verbs else Doers()

    def _with_partner(
        self, doers: Doers, match: Match[tuple[Carrier, ...]], sentence: Sentence
    ) -> Doers:
        """Add with whom something is agreed: «договорились с МИД»."""
        agreed = any("about" in one.takes and one.status == "agreed" for one in match.value)
        if not agreed or doers.shared:
            return doers
        partner = self.around.subjects.partner_of(match.first, sentence)
        return replace(doers, keys=tuple(dict.fromkeys((*doers.keys, *partner))))

    def _charged(self, match: Match[tuple[Carrier, ...]], sentence: Sentence) -> Doers:
        """Find who is told to do something: the dative behind «поручить»."""
        for figure in self.around.subjects.in_words(match.last, sentence.last):
            if "datv" in figure.cases and figure.first - match.last <= _SKIPPED:
                return Doers(figure.keys, None, None, ())
        return Doers()
