"""Commitments told as done or going on: "launched the plan", "was signed by", "is preparing".

Examples: "Norland and the Agency signed a protocol", "the register, set up in 2011,",
"the Agency is supporting the survey", "the pier is being rebuilt by Sudland".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.subjects import Doers, SubjectFinder
from servanda.reading.finding.triggers import Around, Trigger, noun_phrase_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.words import Phrases

_PHRASE = 30  # words within which a passive verb has its thing
_OF_THINGS = frozenset({"passive", "participle", "being done"})
_STANDING = 4  # words from a party to the verb of its standing work
_NEXT = 6  # words within which it stands at once
_REACH = 12  # words within which a verb has its object


@dataclass(frozen=True, slots=True)
class ActFinder:
    """Finds acts in the sentences of one text."""

    text: Text
    subjects: SubjectFinder
    around: Around
    things: Mapping[int, Mention]

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find the acts of one sentence, in order."""
        readers = (
            (self._list("founding"), self._founded),
            (self._list("ongoing"), self._worked),
            (self._list("standing"), self._stood),
        )
        index, told_last = sentence.first, -1
        while index < sentence.last:
            trigger, word = None, self.text.words[index]
            for phrases, told in readers:
                if trigger is None and phrases.may_begin(word):
                    match = phrases.longest_at(self.text.words, index, sentence.last)
                    denied = match and self.around.is_negated(match.first, match.last, sentence)
                    trigger = (
                        told(match.first, match.last, sentence) if match and not denied else None
                    )
            if trigger and not self._goes_on(trigger, told_last):
                yield trigger
            told_last = trigger.last if trigger else told_last
            index = trigger.last if trigger else index + 1

    def _list(self, key: str) -> Phrases[str]:
        return self.text.lists.phrases("commitments", "acts", key)

    def _goes_on(self, trigger: Trigger, told_last: int) -> bool:
        """Tell whether a verb shares its thing with the one before: "signed and launched"."""
        return trigger.first == told_last + 1 and self.text.stands(told_last, "and")

    def _founded(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read a verb in the past: active, passive, or a participle after its thing."""
        before = self.around.before_adverbs(first)
        being = self.around.being_before(first)
        if self.text.stands(before, "infinitive_blockers") or self._is_future(before, first):
            return None
        if being is not None:
            return self._passive(first, last, being, sentence)
        if self.text.stands(first - 1, "reflexive"):
            return self._reflexive(first, last, sentence)
        bare = self._is_bare_participle(first, last)
        active = None if bare else self._active(first, last, sentence)
        return active or self._participle(first, last, sentence)

    def _is_bare_participle(self, first: int, last: int) -> bool:
        """Tell a participle that is no verb by itself: "signé", "firmado", without "a" or "ha"."""
        alone = self.text.folded(last - 1).endswith(
            self.text.lists.words("commitments", "acts", "participle_endings") or ("\n",)
        )
        return alone and self.around.perfect_before(first) is None

    def _reflexive(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "se firmó el acuerdo", where the thing made stands after its verb."""
        if not self._has_thing_next(last, sentence) or self._is_subordinate(first, sentence):
            return None
        doers = replace(self.subjects.doer_after(last, sentence), first=first - 1)
        return self._trigger((first, last), sentence, "done", doers, "passive")

    def _is_future(self, before: int, first: int) -> bool:
        return any(self.text.stands(place, "not_yet") for place in range(before - 2, first))

    def _passive(self, first: int, last: int, being: int, sentence: Sentence) -> Trigger | None:
        going_on = self.text.stands(first - 1, "being")
        said = self.text.said(first, last).casefold()
        doers = self._doers_of_thing(last, sentence, being)
        if self._is_subordinate(being, sentence):
            return None
        stands_for = self.text.stands(
            being - 1, "subject_pronouns"
        ) and said not in self.text.lists.words("commitments", "acts", "of_meetings")
        if not (stands_for or self._thing_between(max(sentence.first, being - _PHRASE), being)):
            return None
        status = "ongoing" if going_on else "done"
        begin = noun_phrase_before(self.text, being, sentence)
        return self._trigger(
            (first, last), sentence, status, Doers(doers.names, begin, doers.people), "passive"
        )

    def _doers_of_thing(self, last: int, sentence: Sentence, thing_end: int) -> Doers:
        """Find the doers after "by", else the sides "between" whom the thing is."""
        doers = self.subjects.doer_after(last, sentence)
        if doers.names:
            return doers
        opening = self.text.lists.grammar("between")
        between = next(
            (i for i in range(sentence.first, thing_end) if self.text.folded(i) in opening), None
        )
        if between is None:
            return doers
        return self.subjects.group_at(between + 1, limit=thing_end)

    def _active(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        doers = self.subjects.subject_of(first, sentence)
        if self.text.stands(last, "before_object") and not self._is_dated(last):
            return None
        if not doers.names or doers.first is None:
            return self._unnamed(first, last, sentence)
        if not self._reaches(doers.first, first) or self._is_subordinate(first, sentence):
            return None
        said = self.text.said(first, last).casefold()
        if not self._has_object(said, last, sentence):
            return None
        partner = self._partner(said, last, sentence)
        names = tuple(dict.fromkeys((*doers.names, *partner)))
        return self._trigger(
            (first, last), sentence, "done", Doers(names, doers.first, doers.people), "active"
        )

    def _is_dated(self, index: int) -> bool:
        """Tell whether a date stands between a verb and its object: "ratified on Monday the"."""
        date = self.text.date_at(self.text.words[index].start)
        after = date and self.text.word_at(date.end)
        return bool(after) and self.text.stands(after or 0, "articles", ",")

    def _has_object(self, said: str, last: int, sentence: Sentence) -> bool:
        """Tell whether a verb has a thing that is made as its object, and no meeting."""
        if self.text.stands(last, "object_pronouns"):
            return True
        always = said in self.text.lists.words("commitments", "acts", "always")
        thing = self._thing_between(last, min(last + _REACH, sentence.last))
        return (always or thing) and not self._is_encounter(last, sentence)

    def _unnamed(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "twelve countries adopted the charter": a side that the text does not name."""
        subject = self.around.before_adverbs(first)
        if self.text.stands(subject, "have_forms"):
            subject = self.around.before_adverbs(subject)
        word = self.text.words[max(subject, sentence.first)]
        function = self.text.lists.words("references", "function", "words")
        if subject < sentence.first or word.is_sign or word.is_number or word.folded in function:
            return None
        bearers = self.text.lists.phrases("commitments", "acts", "unnamed_bearers")
        borne = bearers.any_in(self.text.words, sentence.first, subject + 1)
        thing = borne and self._has_object("", last, sentence)
        if not (thing or self._has_thing_next(last, sentence)):
            return None
        if self._is_subordinate(first, sentence):
            return None
        begin = noun_phrase_before(self.text, first, sentence)
        return self._trigger((first, last), sentence, "done", Doers((), begin), "active, unnamed")

    def _has_thing_next(self, index: int, sentence: Sentence) -> bool:
        """Tell whether the thing made is what stands next, before any other phrase."""
        subordinate = self.text.lists.words("references", "subordinate")
        end = index
        while end < min(index + _NEXT, sentence.last):
            if self.text.words[end].is_sign or self.text.folded(end) in subordinate:
                break
            end += 1
        return self._thing_between(index, end) and not self._is_encounter(index, sentence)

    def _partner(self, said: str, last: int, sentence: Sentence) -> tuple[str, ...]:
        if said not in self.text.lists.words("commitments", "acts", "with_partner"):
            return ()
        with_words = tuple(self.text.lists.grammar("with"))
        return self.subjects.partner_after(last, sentence, words=with_words).names

    def _reaches(self, subject: int, verb: int) -> bool:
        """Tell whether no other clause stands between a subject and its verb."""
        between = [self.text.folded(place) for place in range(subject, verb)]
        return (
            not self.text.lists.grammar("clause_openers") & set(between[1:-1])
            or between.count(",") >= 2
        )

    def _participle(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "the plan, signed in 2011" and "a project financed by Sudland"."""
        if not self.text.stands(last, "after_participle") or not self._thing_between(
            max(sentence.first, first - _REACH), first
        ):
            return None
        dated = self.text.dates_in(
            self.text.words[last - 1].end, self.text.words[min(last + 8, sentence.last) - 1].end
        )
        doers = self._doers_of_thing(last, sentence, first)
        if not (dated or doers.names):
            return None
        begin = noun_phrase_before(self.text, first, sentence)
        return self._trigger(
            (first, last), sentence, "done", Doers(doers.names, begin, doers.people), "participle"
        )

    def _worked(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "is preparing", "has been supporting", "is being studied by"."""
        being = self.around.being_before(first)
        if being is None or self.text.stands(first - 1, "to") or self._is_future(being, first):
            return None
        working = tuple(self.text.lists.grammar("working_endings"))
        passive = not self.text.folded(first).endswith(working)
        if passive:
            if not self.text.stands(first - 1, "being"):
                return None
            doers = self.subjects.doer_after(last, sentence)
            begin = noun_phrase_before(self.text, being, sentence)
            return self._trigger(
                (first, last), sentence, "ongoing", Doers(doers.names, begin), "being done"
            )
        doers = self.subjects.subject_of(being, sentence)
        return (
            self._trigger((first, last), sentence, "ongoing", doers, "going on")
            if doers.names
            else None
        )

    def _stood(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read the simple present of a party's standing work: "The mission advises"."""
        doers = self.subjects.subject_of(first, sentence)
        if not doers.names or doers.first is None or first - doers.first > _STANDING:
            return None
        if any(self.text.stands(place, "to") for place in range(doers.first, first)):
            return None
        return self._trigger((first, last), sentence, "ongoing", doers, "standing")

    def _trigger(
        self, verb: tuple[int, int], sentence: Sentence, status: str, doers: Doers, how: str
    ) -> Trigger:
        first, last = verb
        said = self.text.said(first, last)
        return Trigger(
            first,
            last,
            first,
            sentence.last,
            said,
            status,
            status,
            doers,
            f"{said.casefold()}, {how}",
            doers.first if how in _OF_THINGS else None,
        )

    def _thing_between(self, first: int, last: int) -> bool:
        """Tell whether an instrument, a body or another thing that is made stands there."""
        objects = self.text.lists.phrases("commitments", "acts", "objects")
        return any(index in self.things for index in range(first, last)) or objects.any_in(
            self.text.words, first, last
        )

    def _is_subordinate(self, verb: int, sentence: Sentence) -> bool:
        """Tell whether the clause of a verb only says when: "until the text is adopted"."""
        for place in range(verb - 1, max(sentence.first - 1, verb - _PHRASE), -1):
            if self.text.stands(place, ",", ";", "and"):
                return False
            if self.text.stands(place, "subordinators"):
                return True
        return False

    def _is_encounter(self, last: int, sentence: Sentence) -> bool:
        """Tell whether the object is a meeting: opening one is no commitment."""
        nouns = self.text.lists.phrases("meetings", "nouns")
        reach = min(last + 6, sentence.last)
        return nouns.any_in(self.text.words, last, reach) and not any(
            i in self.things for i in range(last, reach)
        )
