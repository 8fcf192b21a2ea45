"""Commitments carried by a verb, where an ending tells the infinitive and the future.

Examples: "ont décidé de créer", "acordaron abrir", "l'Agence fournira", "il a été convenu que",
"a annoncé l'ouverture d'un bureau", "se comprometen a publicar".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from typing_extensions import override

from servanda.reading.finding.carrier_verbs import Carrier, carriers
from servanda.reading.finding.carriers import CarrierFinder
from servanda.reading.finding.noun_first.phrases import is_infinitive
from servanda.reading.finding.noun_first.verbs import is_conditional, is_future
from servanda.reading.finding.wordlists import WordLists
from servanda.reading.finding.words import Match

if TYPE_CHECKING:
    from servanda.reading.finding.subjects import Doers
    from servanda.reading.finding.text import Sentence
    from servanda.reading.finding.triggers import Trigger

_INTERPOSED = 9  # words that may stand between "sont convenus" and "de": "lors de la réunion"
_INNER = 12  # words of a clause in which its subject is named
_BACK = 20  # sentences before, in which those are told who are the silent subject
_MOST_CLITICS = 3
_SUM = 4  # words after a verb in which a sum of money begins


@cache
def _will(language: str) -> Carrier:
    """Give the carrier that a verb in the future is, by the name it has in the language."""
    names = WordLists(language).words("commitments", "binding", "future")
    return Carrier((*names, "will")[0], "planned", "planned", frozenset({"itself"}))


@dataclass(frozen=True, slots=True)
class NounFirstCarrierFinder(CarrierFinder):
    """Finds carried commitments in languages with endings for infinitive and future."""

    @override
    def _match_at(self, index: int, sentence: Sentence) -> Match[Carrier] | None:
        """Give the carrier at a word: one of the list, else a verb in the future."""
        listed = carriers(self.text.lists.language).longest_at(
            self.text.words, index, sentence.last
        )
        told = is_future(self.text, index) or is_conditional(self.text, index, sentence)
        if listed or not told:
            return listed
        return Match(index, index + 1, _will(self.text.lists.language))

    @override
    def _is_open(self, match: Match[Carrier], sentence: Sentence) -> bool:
        """Refuse also what is only foreseen: "l'agence avertit que le prix montera"."""
        if "itself" in match.value.takes:
            foreseen = self.text.lists.phrases("commitments", "weighing", "forecasting")
            if foreseen.any_in(self.text.words, sentence.first, match.first):
                return False
        return CarrierFinder._is_open(self, match, sentence)

    @override
    def _complement(self, last: int, carrier: Carrier, sentence: Sentence) -> int | None:
        """Find the first word of what is undertaken, or None when nothing is."""
        if "itself" in carrier.takes:
            return last - 1
        after = self.around.past_adverbs(last)
        if after >= sentence.last:
            return None
        if "infinitive" in carrier.takes and is_infinitive(self.text, self._past_clitics(after)):
            return self._past_clitics(after)
        after = self._past_weight(after, sentence)
        found = self._after_joint(after, carrier, sentence)
        if found is None and "action" in carrier.takes:
            found = self._action(after, sentence)
        if found is None and "far-action" in carrier.takes:
            reach = range(after, min(after + _INTERPOSED, sentence.last))
            found = next((i for i in reach if self._action(i, sentence) is not None), None)
        return self._thing(last, after, carrier, sentence) if found is None else found

    def _after_joint(self, after: int, carrier: Carrier, sentence: Sentence) -> int | None:
        """Find the infinitive after "de" or "à", or the clause after "que"."""
        for place in range(after, min(after + _INTERPOSED, sentence.last - 1)):
            near = place == after or self._is_aside(after, place) or "far-to" in carrier.takes
            if self.text.stands(place, "to_verb") and carrier.takes & {"to", "far-to"}:
                verb = self._past_clitics(self.around.past_adverbs(place + 1))
                if near and is_infinitive(self.text, verb):
                    return verb
            if self.text.stands(place, "that") and "that" in carrier.takes and near:
                return place + 1
            if self.text.stands(place, ";", ".", "relative"):
                return None
        return None

    def _past_weight(self, after: int, sentence: Sentence) -> int:
        """Pass over "sur la nécessité" in "se sont accordés sur la nécessité d'établir"."""
        begin = after
        while self.text.stands(begin, "of", "about", "in", "articles"):
            begin += 1
        weights = self.text.lists.phrases("commitments", "pledges", "weights")
        match = weights.longest_at(self.text.words, begin, sentence.last)
        return match.last if match else after

    def _action(self, after: int, sentence: Sentence) -> int | None:
        """Find what is to be done, told with a noun: "annoncé [la création] d'un fonds"."""
        begin = after
        while self.text.stands(begin, "of", "articles", "about"):
            begin += 1
        nouns = self.text.lists.phrases("commitments", "acts", "action_nouns")
        return begin if nouns.longest_at(self.text.words, begin, sentence.last) else None

    def _past_clitics(self, index: int) -> int:
        for _ in range(_MOST_CLITICS):
            index += self.text.stands(index, "clitics")
        return index

    @override
    def _is_bound(self, first: int, complement: int, carrier: Carrier, sentence: Sentence) -> bool:
        """Count what a thing will be or do in a text that names a party: "les écoles rouvriront"."""
        silent = bool(self.text.lists.grammar("silent_subjects"))
        told = any(actor.first < first for actor in self.subjects.actors[:1])
        if told and ("itself" in carrier.takes or (silent and not carrier.is_weak)):
            return True
        return CarrierFinder._is_bound(self, first, complement, carrier, sentence)

    @override
    def _as_binding(self, trigger: Trigger, sentence: Sentence) -> Trigger:
        """Count money that will be given as a pledge, beside what any language counts as binding."""
        bound = CarrierFinder._as_binding(self, trigger, sentence)
        money = any(self.around.is_money(trigger.last + step) for step in range(_SUM))
        given = money and trigger.doers.names and trigger.complement == trigger.first
        verb = trigger.rule.removesuffix(" …")
        modal = verb in self.text.lists.words("commitments", "binding", "modals")
        binds = modal and (self.binding or self._is_under_treaty(sentence))
        if (given or binds) and bound.status == "planned":
            return replace(bound, strength="undertook", status="agreed")
        return bound

    @override
    def _is_empty_verb(self, index: int) -> bool:
        empty = self.text.lists.phrases("commitments", "negation", "empty")
        before = empty.longest_at(self.text.words, index - 1) if index else None
        told = before is not None and before.last > index
        return told or empty.longest_at(self.text.words, index) is not None

    @override
    def _doers(self, first: int, complement: int, carrier: Carrier, sentence: Sentence) -> Doers:
        """Find who undertakes it; in Spanish also who was told of in the sentence before."""
        antecedent = self.weighing.antecedent(first, self.subjects)
        if antecedent and antecedent.kind in {"party", "person", "body"}:
            return self.subjects.joined(antecedent, sentence)
        within = self._said_clause(first, sentence) if "itself" in carrier.takes else sentence
        doers = CarrierFinder._doers(self, first, complement, carrier, within)
        if not doers.names and self.text.stands(complement - 1, "that"):
            inner = self._inner_subject(complement, sentence)
            doers = replace(inner, first=None)
        silent = self.text.lists.grammar("silent_subjects")
        if doers.names or not silent or self._is_passive(complement):
            return doers
        several = self.text.folded(first).endswith("n")
        return replace(doers, names=self._told_before(sentence, several=several))

    def _said_clause(self, first: int, sentence: Sentence) -> Sentence:
        """Give the clause of a future after "que", where the subject before it only says so."""
        reach = range(first - 2, max(sentence.first, first - _INNER), -1)
        that = next((i for i in reach if self.text.stands(i, "that")), None)
        return sentence if that is None else replace(sentence, first=that + 1)

    def _told_before(self, sentence: Sentence, *, several: bool) -> tuple[str, ...]:
        """Give who was told of last before a sentence: one, or two and more that were told together."""
        sentences = self.text.sentences[max(0, sentence.number - _BACK) : sentence.number]
        for before in reversed(sentences):
            names = self.subjects.leading(before).names
            if names and (len(names) > 1 or not several):
                return names
        return ()

    @override
    def _inner_subject(self, complement: int, sentence: Sentence) -> Doers:
        """Find who is to do it in "il a été convenu que l'Agence présenterait"."""
        limit = min(complement + _INNER, sentence.last)
        return self.subjects.group_at(complement, limit=limit)
