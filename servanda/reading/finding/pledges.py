"""Commitments told with a noun: "their commitment to build", "agreed on the need to open".

Examples: "Norland's pledge to repair the pier", "they agreed on the importance of opening it",
"continued Norlandic support for the survey", "Sudland announced a new programme".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.noun_first.phrases import is_infinitive
from servanda.reading.finding.subjects import Doers
from servanda.reading.finding.triggers import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.triggers import Around
    from servanda.reading.finding.words import Phrases

_OF_WHOM = 8  # words that may stand between "commitment" and "to": "of the Agency"
_QUALITIES = 2  # adjectives that may stand between an owner and the noun: "their joint commitment"
_THING = 6  # words within which a verb has the thing it concerns
_PRAISE = 7  # words before, in which thanks and praise are looked for


@dataclass(frozen=True, slots=True)
class PledgeFinder:
    """Finds commitments told with a noun in the sentences of one text."""

    text: Text
    subjects: SubjectFinder
    around: Around

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find the noun commitments of one sentence, in order."""
        readers = (
            (self._list("nouns"), self._pledged),
            (self._list("agreeing"), self._agreed_on),
            (self._list("continuing"), self._continued),
            (self._list("announcing"), self._announced),
        )
        for index in range(sentence.first, sentence.last):
            word = self.text.words[index]
            for phrases, told in readers:
                if not phrases.may_begin(word):
                    continue
                match = phrases.longest_at(self.text.words, index, sentence.last)
                trigger = told(match.first, match.last, sentence) if match else None
                if trigger and not self._is_unreal(match.first if match else index, sentence):
                    yield trigger

    def _list(self, key: str) -> Phrases[str]:
        return self.text.lists.phrases("commitments", "pledges", key)

    def _is(self, index: int, key: str) -> bool:
        return self.text.folded(index) in self.text.lists.words("commitments", "pledges", key)

    def _is_unreal(self, first: int, sentence: Sentence) -> bool:
        """Tell what is denied, doubted, thanked for or protested against."""
        begin = max(sentence.first, first - _PRAISE)
        told_by_others = any(
            self._list(key).any_in(self.text.words, begin, first) for key in ("praise", "opposed")
        )
        return (
            told_by_others
            or self.around.is_negated(first, first + 1, sentence)
            or self.around.is_doubtful(first, sentence)
        )

    def _pledged(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "Norland's commitment to build" and "the commitment of Norland to build"."""
        joint = next(
            (i for i in range(last, min(last + _OF_WHOM, sentence.last)) if self._joins(i)), None
        )
        if joint is None or self.text.words[first].is_capital:
            return None
        verb = self.around.past_adverbs(joint + 1)
        doers = self._owner(first, sentence)
        if joint > last and self.text.stands(last, "of"):
            doers = replace(self.subjects.group_at(last + 1, limit=joint), first=first)
        elif joint > last:
            return None
        if not doers.names or not self._has_aim(verb, sentence):
            return None
        status = "ongoing" if self._is_gerund(verb) else "agreed"
        return self._trigger((first, last), verb, sentence, status, doers)

    def _joins(self, index: int) -> bool:
        led = self.text.stands(index, "to_verb") and is_infinitive(self.text, index + 1)
        return led or self.text.stands(index, "to")

    def _agreed_on(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "agreed on opening", "on the need to open", "on a new plan"."""
        weights = self._list("weights").longest_at(
            self.text.words, self._past_article(last), sentence.last
        )
        verb = self.around.past_adverbs(weights.last if weights else last)
        gerund = self._is_gerund(verb) or (weights and self._is(verb, "verbs"))
        if gerund and not self._has_aim(verb, sentence):
            return None
        if not gerund and (weights or not self._has_thing(last, sentence)):
            return None
        doers = self.subjects.subject_of(first, sentence)
        return self._trigger((first, last), verb, sentence, "agreed", doers)

    def _continued(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "continued Norlandic support for" and "ongoing efforts to"."""
        between = self.subjects.group_at(last, limit=min(last + 2, sentence.last))
        noun = last if between.first is None else last + 1
        opener = noun + 1
        if not self._is(noun, "work") or opener >= sentence.last:
            return None
        aimed = self.text.stands(opener, "to") and self._has_aim(opener + 1, sentence)
        if not (aimed or self.text.stands(opener, "for")):
            return None
        doers = between if between.names else self._owner(first, sentence)
        doers = doers if doers.names else self._speaking(first, sentence)
        if not doers.names:
            return None
        return self._trigger(
            (first, noun + 1), first, sentence, "ongoing", replace(doers, first=first)
        )

    def _speaking(self, index: int, sentence: Sentence) -> Doers:
        """Find whose sentence it is, also where a list stands after a colon."""
        doers = self.subjects.subject_of(index, sentence)
        colons = (i for i in range(index - 1, sentence.first, -1) if self.text.folded(i) == ":")
        colon = next(colons, None)
        if doers.names or colon is None:
            return doers
        return self.subjects.subject_of(colon, sentence)

    def _announced(self, first: int, last: int, sentence: Sentence) -> Trigger | None:
        """Read "announced a new programme": something that is to come, and not known yet."""
        doers = self.subjects.subject_of(first, sentence)
        fresh = self._is(last, "fresh") and self._has_thing(last, sentence)
        if not fresh or self.around.being_before(first) is not None:
            return None
        return self._trigger((first, last), last, sentence, "planned", doers)

    def _owner(self, noun: int, sentence: Sentence) -> Doers:
        """Find whose it is: "Norland's joint commitment", "their commitment"."""
        before = noun - 1
        for _ in range(_QUALITIES + 1):
            owners = [
                a
                for a in self.subjects.in_words(sentence.first, noun)
                if self._owns(a.last, before)
            ]
            if owners:
                return self.subjects.joined(owners[-1], sentence)
            if self.text.stands(before, "owners"):
                doers = self.subjects.subject_of(before, sentence)
                return replace(doers, first=before)
            before -= 1
        return Doers()

    def _owns(self, last: int, before: int) -> bool:
        """Tell whether an actor that ends at a word owns what stands after the word `before`."""
        return last - 1 == before or (last == before and self.text.folded(last) in {"'s", "'"})

    def _past_article(self, index: int) -> int:
        return index + self.text.stands(index, "articles")

    def _is_gerund(self, index: int) -> bool:
        word = self.text.folded(index)
        return word.endswith(tuple(self.text.lists.grammar("working_endings"))) and word.islower()

    def _has_aim(self, verb: int, sentence: Sentence) -> bool:
        """Tell "to build a pier" from "to peace", "to advance democracy": hopes bind nobody."""
        aims = self._is(verb, "verbs") or is_infinitive(self.text, verb)
        if not (aims or self._is_gerund(verb)):
            return False
        while self.text.stands(verb + 1, "and") and self._is(verb + 2, "verbs"):
            verb += 2
        end = verb + 1
        while end < sentence.last and not self._closes(end):
            end += 1
        return end > verb + 1 and not self._is(end - 1, "ideals")

    def _closes(self, index: int) -> bool:
        """Tell whether the thing that a verb concerns ends before a word."""
        subordinate = self.text.folded(index) in self.text.lists.words("references", "subordinate")
        return subordinate or self.text.words[index].is_sign or self.text.stands(index, "and")

    def _has_thing(self, index: int, sentence: Sentence) -> bool:
        """Tell whether a plan, a body or another thing that is made stands there."""
        end = index
        while end < min(index + _THING, sentence.last) and not self._closes(end):
            end += 1
        objects = self.text.lists.phrases("commitments", "acts", "objects")
        plural = self._list("several")
        return objects.any_in(self.text.words, index, end) or plural.any_in(
            self.text.words, index, end
        )

    def _trigger(
        self, words: tuple[int, int], complement: int, sentence: Sentence, status: str, doers: Doers
    ) -> Trigger:
        first, last = words
        said = self.text.said(first, last)
        strength = "undertook" if status == "agreed" else status
        return Trigger(
            first,
            last,
            complement,
            sentence.last,
            said,
            strength,
            status,
            doers,
            f"{said.casefold()} …",
        )
