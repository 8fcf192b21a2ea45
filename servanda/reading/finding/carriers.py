"""Commitments carried by a verb and told after it: "agreed to launch", "will present".

Examples: "Norland undertook to repair the pier and to open it", "the Agency is to report",
"they decided that a register should be kept", "Sudland promised 3 million dollars".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.carrier_verbs import Carrier, carriers
from servanda.reading.finding.subjects import Doers, SubjectFinder
from servanda.reading.finding.triggers import Around, Trigger, noun_phrase_before
from servanda.reading.finding.weighing import Weighing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.words import Match

_NAMED = 14  # words that may stand between "instructed" and "to": the name of a body
_THING = 6  # words within which an accepted thing is named
_INTERPOSED = 8  # words that may stand between "agreed" and "to": "at the meeting"


@dataclass(frozen=True, slots=True)
class CarrierFinder:
    """Finds carried commitments in the sentences of one text."""

    text: Text
    subjects: SubjectFinder
    around: Around
    binding: bool
    weighing: Weighing = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the questions about the verbs of this text."""
        object.__setattr__(self, "weighing", Weighing(self.text, self.around))

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find the carried commitments of one sentence, in order."""
        index = sentence.first
        while index < sentence.last:
            match = self._match_at(index, sentence)
            index += 1
            if match is None:
                continue
            index = match.last
            if not self._is_open(match, sentence):
                continue
            denial = self._denial(match, sentence)
            last = match.last if denial is None else denial + 1
            for trigger in self._carried(match.first, last, match.value, sentence):
                denied = denial is not None and trigger.last == last
                yield replace(trigger, told_from=denial) if denied else trigger
                index = max(index, trigger.complement + (trigger.last == last))

    def _denial(self, match: Match[Carrier], sentence: Sentence) -> int | None:
        """Find the "not" of what a side undertakes to leave: "undertook not to raise tariffs"."""
        place = self.around.past_adverbs(match.last)
        denies = self.text.folded(place) in self.text.lists.words(
            "commitments", "weighing", "denials"
        )
        if not denies or match.value.is_weak or place + 2 >= sentence.last:
            return None
        goes_on = "infinitive" in match.value.takes or self.text.stands(place + 1, "to")
        return place if goes_on else None

    def _denied_until(self, match: Match[Carrier], sentence: Sentence) -> int:
        """Give the word up to which a "not" denies the verb itself."""
        return match.last if self._denial(match, sentence) is None else match.last - 2

    def _match_at(self, index: int, sentence: Sentence) -> Match[Carrier] | None:
        """Give the carrier verb at a word, or None."""
        phrases = carriers(self.text.lists.language)
        return phrases.longest_at(self.text.words, index, sentence.last)

    def _is_open(self, match: Match[Carrier], sentence: Sentence) -> bool:
        first, last = match.first, match.last
        around, only = self.around, match.value.only
        if only == "binding" and not (self.binding or self._is_under_treaty(sentence)):
            return False
        if only == "of itself" and self.weighing.speaker_of(first, sentence, self.subjects) is None:
            return False
        noun = self.text.stands(first - 1, "noun_markers", "asking")
        return not (
            noun
            or self.weighing.is_noun(first, last, sentence)
            or self.weighing.is_refused(first, sentence)
            or around.is_negated(first, self._denied_until(match, sentence), sentence)
            or around.is_doubtful(first, sentence)
        )

    def _carried(
        self, first: int, last: int, carrier: Carrier, sentence: Sentence
    ) -> Iterator[Trigger]:
        complement = self._complement(last, carrier, sentence)
        if complement is None:
            return
        doers = self._doers(first, complement, carrier, sentence)
        weak = carrier.is_weak
        named = doers.names or self.around.is_money(complement)
        if not (named or self.binding or self._is_bound(first, complement, carrier, sentence)):
            return
        if weak and (
            self._is_empty(complement, carrier)
            or self.weighing.is_adverse(complement, sentence)
            or self.weighing.is_of_a_thing(first, self.subjects)
        ):
            return
        if self._is_passive(complement) and self.text.stands(complement, "infinitive_be"):
            doers = replace(doers, first=noun_phrase_before(self.text, first, sentence))
        trigger = Trigger(
            first,
            last,
            complement,
            sentence.last,
            self.text.said(first, last),
            carrier.strength,
            carrier.status,
            doers,
            f"{carrier.verb} …",
        )
        trigger = self._as_binding(trigger, sentence)
        if self.text.stands(complement, "infinitive_be"):
            trigger = replace(trigger, told_from=doers.first)
        yield trigger
        if self.text.stands(complement - 1, "that"):
            yield from self._listed_clauses(trigger, sentence)
        if "to" in carrier.takes and self.text.stands(complement - 1, "to"):
            yield from self._listed(trigger, sentence)

    def _is_bound(self, first: int, complement: int, carrier: Carrier, sentence: Sentence) -> bool:
        """Tell whether what no party is named for is still undertaken: "A fund is to be set up"."""
        if not carrier.is_weak:
            return self.weighing.may_bind(first, sentence)
        told = any(actor.first < first for actor in self.subjects.actors[:1])
        return told and not carrier.only and self._is_passive(complement)

    def _as_binding(self, trigger: Trigger, sentence: Sentence) -> Trigger:
        """Count a "will" as agreed in a joint document, and under a treaty; money as a pledge."""
        if trigger.strength not in {"planned", "offered"}:
            return trigger
        treaty = self._is_under_treaty(sentence)
        money = trigger.strength == "offered" and self.around.is_money(trigger.complement)
        modal = trigger.rule.startswith(("will", "be to"))
        if money or (modal and (treaty or self.binding)):
            return replace(trigger, strength="undertook", status="agreed")
        return trigger

    def _is_under_treaty(self, sentence: Sentence) -> bool:
        """Tell whether a sentence opens with "Under the agreement"."""
        under = any(
            self.text.said(sentence.first, sentence.first + 2).casefold() == opening.casefold()
            for opening in self.text.lists.words("commitments", "binding", "under")
            if sentence.last - sentence.first > 2
        )
        nouns = self.text.lists.phrases("commitments", "binding", "nouns")
        end = min(sentence.first + 7, sentence.last)
        return under and nouns.any_in(self.text.words, sentence.first, end)

    def _complement(self, last: int, carrier: Carrier, sentence: Sentence) -> int | None:
        """Find the first word of what is undertaken, or None when nothing is."""
        after = self.around.past_adverbs(last)
        if after >= sentence.last:
            return None
        if "infinitive" in carrier.takes:
            verb = self.text.words[after]
            return (
                after if verb.text.islower() and not self.text.stands(after, "not_verbs") else None
            )
        found = self._to_or_that(after, carrier, sentence)
        return self._thing(last, after, carrier, sentence) if found is None else found

    def _thing(self, last: int, after: int, carrier: Carrier, sentence: Sentence) -> int | None:
        """Find a thing after the verb: "pledged aid", "accepted a formula"."""
        if "acceptable" in carrier.takes:
            return after if self._is_acceptable(after, sentence) else None
        if "noun" not in carrier.takes:
            return None
        thing = self.text.stands(last - 1, "to") or not self.text.stands(after, "not_objects")
        return after if thing else None

    def _to_or_that(self, after: int, carrier: Carrier, sentence: Sentence) -> int | None:
        others = carrier.takes & {"with-to", "whom-to"}
        limit = min(after + (_NAMED if others else _INTERPOSED), sentence.last - 1)
        for place in range(after, limit):
            word = self.text.folded(place)
            if word == "to" and ("to" in carrier.takes or others):
                verb = self.around.past_adverbs(place + 1)
                near = place == after or self._is_aside(after, place) or bool(others)
                thing = "to-thing" in carrier.takes and self.text.stands(verb, "articles")
                return verb if near and (thing or not self.text.stands(verb, "not_verbs")) else None
            if word == "that" and "that" in carrier.takes:
                return place + 1 if self._has_modal(place, sentence) else None
            if word in {";", ".", "which"}:
                return None
        return None

    def _is_acceptable(self, index: int, sentence: Sentence) -> bool:
        """Tell "accepted a formula" from "accepted the invitation": some things are agreed so."""
        things = self.text.lists.phrases("commitments", "weighing", "acceptable")
        return things.any_in(self.text.words, index, min(index + _THING, sentence.last))

    def _is_aside(self, first: int, last: int) -> bool:
        """Tell whether words between verb and "to" say only where or when."""
        return self.text.stands(first, "asides") and last > first

    def _has_modal(self, first: int, sentence: Sentence) -> bool:
        reach = range(first, min(first + 20, sentence.last))
        return any(self.text.stands(place, "modals", "infinitive_be", "duties") for place in reach)

    def _is_passive(self, complement: int) -> bool:
        if not self.text.stands(complement, "infinitive_be"):
            return self.text.stands(complement, "beginnings")
        verb = self.around.past_adverbs(complement + 1)
        return self.text.folded(verb).endswith(tuple(self.text.lists.grammar("participle_endings")))

    def _is_empty(self, complement: int, carrier: Carrier) -> bool:
        """Tell whether what follows is no undertaking ("will be able", "will discuss")."""
        if self.text.stands(complement, "infinitive_be"):
            return not self._is_passive(complement) or self._is_empty_verb(complement + 1)
        if carrier.strength == "ongoing":
            return self.text.stands(complement, "states_of_being")
        return self._is_empty_verb(complement)

    def _is_empty_verb(self, index: int) -> bool:
        empty = self.text.lists.phrases("commitments", "negation", "empty")
        return empty.longest_at(self.text.words, index) is not None

    def _doers(self, first: int, complement: int, carrier: Carrier, sentence: Sentence) -> Doers:
        if self.text.stands(complement, "infinitive_be") and "to" not in carrier.takes:
            return self.subjects.doer_after(complement, sentence)
        saying = (
            self.weighing.speaker_of(first, sentence, self.subjects)
            if carrier.only == "of itself"
            else None
        )
        doers = self.subjects.subject_of(first if saying is None else saying, sentence)
        if (
            not self.text.stands(complement, "that")
            and self.text.stands(complement - 1, "that")
            and (self.text.stands(first - 1, "copulas"))
        ):
            return self._inner_subject(complement, sentence)
        if "whom-to" in carrier.takes:
            return self.subjects.group_at(first + 1, limit=complement)
        if "with-to" in carrier.takes:
            partner = self.subjects.partner_after(first, sentence, words=("with",))
            return Doers((*doers.names, *partner.names), doers.first)
        return doers

    def _inner_subject(self, complement: int, sentence: Sentence) -> Doers:
        """Find who is to do it in "it was agreed that the Agency would report"."""
        for place in range(complement, sentence.last):
            if self.text.stands(place, "modals"):
                return self.subjects.subject_of(place, replace(sentence, first=complement))
        return Doers()

    def _listed_clauses(self, trigger: Trigger, sentence: Sentence) -> Iterator[Trigger]:
        """Find further clauses under the same verb: "and that the Agency would report"."""
        for place in range(trigger.complement, sentence.last - 1):
            joined = self.text.stands(place - 1, "and", ",") and self.text.stands(place, "that")
            if joined and self._has_modal(place, sentence):
                inner = self._inner_subject(place + 1, sentence)
                doers = inner if inner.names else replace(trigger.doers, first=None)
                yield replace(
                    trigger,
                    first=place,
                    last=place + 1,
                    complement=place + 1,
                    doers=replace(doers, first=None),
                    rule=f"{trigger.rule}, listed",
                )

    def _listed(self, trigger: Trigger, sentence: Sentence) -> Iterator[Trigger]:
        """Find further infinitives under the same verb: ", to open it and to report"."""
        for place in range(trigger.complement, sentence.last - 1):
            before, after = self.text.folded(place - 1), self.text.words[place + 1]
            if not self.text.stands(place, "to") or before not in {",", "and"}:
                continue
            if after.text.islower() and not self.text.stands(
                place + 1, "not_verbs", "infinitive_be"
            ):
                yield replace(
                    trigger,
                    first=place,
                    last=place + 1,
                    complement=place + 1,
                    doers=replace(trigger.doers, first=None),
                    rule=f"{trigger.rule}, listed",
                )
