"""Whether words that look like an undertaking are one: refused, demanded, aimed at somebody.

Examples of what is none: "Norland refused to commit to aid", "Sudland must open its border",
"Norland plans to tighten the blockade", "its debt relief plan to end poverty".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.noun_first.phrases import is_infinitive

if TYPE_CHECKING:
    from servanda.reading.finding.actors import Actor
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text
    from servanda.reading.finding.triggers import Around
    from servanda.reading.finding.words import Phrases

_BRACKET = 8  # words of a bracket behind a name
_NEAR = 12  # words of a name
_OBJECT = 9  # words within which a verb has its object
_CLAUSE_SIGNS = frozenset(';:"')
_SAYING = 6  # words between "said" and "it would": "on Friday in Norburg that"
_QUALITIES = 3  # words between "its" and "plan": "debt relief"


@dataclass(frozen=True, slots=True)
class Weighing:
    """Questions about the verb of an undertaking in one text."""

    text: Text
    around: Around

    def _list(self, key: str) -> Phrases[str]:
        return self.text.lists.phrases("commitments", "weighing", key)

    def is_refused(self, first: int, sentence: Sentence) -> bool:
        """Tell whether the verb follows a refusal: "declined to", "is unwilling to"."""
        before = self.around.before_adverbs(first) + 1
        return (
            self._list("refusals").ending_at(self.text.words, before, least=sentence.first)
            is not None
        )

    def may_bind(self, first: int, sentence: Sentence) -> bool:
        """Tell whether a subject that no party stands for may bind one: "the ministers agreed".

        Also where the verb has no subject ("It was agreed", "Agreed to meet").
        """
        if self.around.being_before(first) is not None:
            return True
        bearers = self.text.lists.words("commitments", "weighing", "bearers")
        place = first - 1
        while place >= sentence.first and self.text.folded(place) not in _CLAUSE_SIGNS:
            if self.text.folded(place) in bearers:
                return True
            place -= 1
        subject = self.around.before_adverbs(first)
        subject -= self.text.stands(subject, "have_forms")
        speaking = self.text.lists.words("commitments", "weighing", "speaking")
        marks = (self.text.folded(i) for i in range(place + 1, first))
        opens = all(not mark[:1].isalpha() or len(mark) == 1 for mark in marks)
        return opens or self.text.folded(subject) in speaking

    def is_noun(self, first: int, last: int, sentence: Sentence) -> bool:
        """Tell "its debt relief plan to" from "its members plan to": the noun has an owner."""
        word = self.text.folded(first)
        if last - first > 1 or word not in self.text.lists.words(
            "commitments", "weighing", "nouns"
        ):
            return False
        begin = max(sentence.first, first - _QUALITIES - 1)
        owning = self.text.lists.words("commitments", "weighing", "owners")
        owners = [i for i in range(begin, first) if self.text.folded(i) in owning]
        if not owners:
            return False
        between = range(owners[-1] + 1, first)
        plurals = tuple(self.text.lists.grammar("plural_endings"))
        subject = bool(between) and self.text.folded(first - 1).endswith(plurals)
        is_plural = word.endswith(plurals)
        return not between or (not is_plural and not subject and owners[-1] < first - 2)

    def speaker_of(self, first: int, sentence: Sentence, subjects: SubjectFinder) -> int | None:
        """Give the verb of saying whose subject speaks of itself: "Norland said it would"."""
        pronoun = self.text.stands(first - 1, "subject_pronouns", "single_people")
        begin = first - 1 if pronoun else subjects.subject_of(first, sentence).first
        saying = None if begin is None else self._saying_before(begin, sentence)
        if saying is None or pronoun:
            return saying
        own = set(subjects.subject_of(first, sentence).names)
        return saying if own and own == set(subjects.subject_of(saying, sentence).names) else None

    def _saying_before(self, index: int, sentence: Sentence) -> int | None:
        """Find "said", "announced that" before the subject of a clause."""
        saying = self.text.lists.words("commitments", "weighing", "saying")
        for place in range(index - 1, max(sentence.first, index - 1 - _SAYING) - 1, -1):
            if self.text.folded(place) in saying:
                return place
            if self.text.words[place].is_sign:
                return None
        return None

    def is_of_a_thing(self, first: int, subjects: SubjectFinder) -> bool:
        """Tell "a text that will guide them": the relative clause says what a thing does."""
        if not self.text.stands(first - 1, "that", "relative"):
            return False
        reporting = self.text.lists.words("references", "reporting")
        said = self.text.folded(first - 2) in reporting or is_infinitive(self.text, first - 2)
        people = self.text.stands(first - 1, "people_relative")
        return not (people or said) and self.antecedent(first, subjects) is None

    def antecedent(self, first: int, subjects: SubjectFinder) -> Actor | None:
        """Find who stands before a relative clause: "the Agency (CSA), which [will fund]"."""
        if not self.text.stands(first - 1, "that", "relative"):
            return None
        last = first - 1 - self.text.stands(first - 2, ",")
        if self.text.folded(last - 1) == ")":
            opening = (place for place in range(last - 2, last - _BRACKET, -1))
            last = next((place for place in opening if self.text.folded(place) == "("), last)
        near = subjects.in_words(last - _NEAR, last)
        return next((actor for actor in near if actor.last == last), None)

    def is_adverse(self, verb: int, sentence: Sentence) -> bool:
        """Tell whether what is planned is done to somebody: war, sanctions, a refusal."""
        if self._list("hostile").longest_at(self.text.words, verb, sentence.last):
            return True
        pressing = self._list("pressing").longest_at(self.text.words, verb, sentence.last)
        end = min(verb + _OBJECT, sentence.last)
        return pressing is not None and self._list("pressures").any_in(self.text.words, verb, end)
