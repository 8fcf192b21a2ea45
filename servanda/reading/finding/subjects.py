"""Who does what a verb says: the subject before it, or the doer after "by"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import after_attribution
from servanda.reading.finding.noun_first.verbs import is_future

if TYPE_CHECKING:
    from servanda.reading.finding.actors import Actor
    from servanda.reading.finding.text import Sentence, Text

_JOINED = 3  # words such as ", and the" between two actors
_PASSIVE = 5  # words such as "been jointly signed by" before those who did it
_NEAR = 8  # words within which an actor stands after "by", or after the "and" that joins it


@dataclass(frozen=True, slots=True)
class Doers:
    """The parties that do something, and where they are named first (None when told nowhere)."""

    names: tuple[str, ...] = ()
    first: int | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectFinder:
    """Finds doers in one text whose actors are known."""

    text: Text
    actors: tuple[Actor, ...]

    def in_words(self, first: int, last: int) -> list[Actor]:
        """List the actors between two words."""
        begin = bisect_left(self.actors, first, key=lambda actor: actor.first)
        end = bisect_left(self.actors, last, key=lambda actor: actor.first)
        return [actor for actor in self.actors[begin:end] if actor.last <= last]

    def subject_of(self, verb: int, sentence: Sentence) -> Doers:
        """Find who stands before a verb as its subject."""
        begin = self._clause_begin(verb, sentence)
        candidates = self.in_words(begin, verb)
        for actor in reversed(candidates):
            if not (self._is_subordinate(actor) or self._is_listed_below(actor, candidates)):
                return self._joined(actor, candidates)
        for actor in candidates:
            if self._acts_through_people(actor):
                return self._joined(actor, candidates)
        return Doers()

    def doer_after(self, index: int, sentence: Sentence) -> Doers:
        """Find who stands after "by" behind a passive verb."""
        limit = min(sentence.last, index + 24)
        for place in range(index, limit):
            if self.text.stands(place, ";", "relative", "that"):
                break
            if self.text.stands(place, "by"):
                return self.group_at(place + 1, limit=sentence.last)
        return Doers()

    def leading(self, sentence: Sentence) -> Doers:
        """Give the first actor of a sentence that depends on no word, with those joined to it."""
        actors = self.in_words(sentence.first, sentence.last)
        for actor in actors:
            if actor.kind in {"party", "person", "both"} and not self._is_subordinate(actor):
                last = actor
                for other in actors[actors.index(actor) + 1 :]:
                    gap = {self.text.folded(i) for i in range(last.last, other.first)}
                    if not gap <= self.text.lists.grammar("joining"):
                        break
                    last = other
                return self._joined(last, actors)
        return Doers()

    def joined(self, actor: Actor, sentence: Sentence) -> Doers:
        """Give an actor with those that are joined to it before it in the sentence."""
        return self._joined(actor, self.in_words(sentence.first, actor.last))

    def partner_after(self, index: int, sentence: Sentence, *, words: tuple[str, ...]) -> Doers:
        """Find with whom something is done ("with the Agency"), in the same clause."""
        for place in range(index, sentence.last):
            if self.text.stands(place, ";", ".", "relative"):
                break
            if self.text.folded(place) in words:
                return self.group_at(place + 1, limit=sentence.last)
        return Doers()

    def group_at(self, index: int, *, limit: int) -> Doers:
        """Gather actors joined by "and" and commas from a place on."""
        names: list[str] = []
        people: list[str] = []
        begin = None
        told_fully = self._is_behind_passive(index)
        for actor in self.in_words(index, limit):
            if not (
                self._opens(index, actor) if begin is None else self._goes_on(index, actor.first)
            ):
                break
            if begin is not None and told_fully and self._has_verb(actor):
                break
            begin = actor.first if begin is None else begin
            names.extend(actor.names)
            people.extend([actor.person] if actor.person else [])
            index = self._past_bracket(actor.last)
        return Doers(_distinct(names), begin, tuple(people))

    def _opens(self, index: int, actor: Actor) -> bool:
        """Tell whether a group that may begin here does so with an actor."""
        gap = {self.text.folded(place) for place in range(index, actor.first)}
        return actor.first - index <= _NEAR and not gap & {",", "and", ";", "("}

    def _goes_on(self, index: int, first: int) -> bool:
        """Tell whether a group goes on: "and PAHO", "and the representative of PAHO"."""
        place = index
        while place < first and self.text.stands(place, "joining"):
            place += 1
        if place == first:
            return first - index <= _JOINED
        post = self.text.lists.phrases("posts", "heads").longest_at(self.text.words, place, first)
        between = range(post.last, first) if post else range(0)
        told = any(self.text.stands(word, "of") for word in between)
        added = any(self.text.stands(word, "and") for word in range(index, place))
        return added and told and first - index <= _NEAR

    def _is_behind_passive(self, index: int) -> bool:
        """Tell whether "will be built by" stands before, so that the clause has its verb.

        It has not where only "the pier built by" or "the pier which was built by" stands there.
        """
        places = range(max(1, index - _PASSIVE), index)
        being = next((i for i in places if self.text.stands(i, "be_forms")), None)
        if being is None or not any(self.text.stands(i, "by") for i in range(being, index)):
            return False
        return not any(self.text.stands(i, "relative", "that") for i in (being - 1, being - 2))

    def _has_verb(self, actor: Actor) -> bool:
        """Tell whether a finite verb follows an actor: "Chile will visit it", "le Chili a salué"."""
        place = actor.last + bool(actor.person and self.text.folded(actor.last) == ",")
        while self.text.stands(place, "adverbs", "clitics"):
            place += 1
        if self.text.stands(place, "modals", "duties", "be_forms", "have_forms"):
            return True
        past = tuple(self.text.lists.grammar("past_endings")) or ("\n",)
        has_object = self.text.stands(place + 1, "articles", "object_pronouns")
        told = self.text.folded(place) in self.text.lists.words("meetings", "past_verbs")
        return (
            told
            or is_future(self.text, place)
            or (has_object and self.text.folded(place).endswith(past))
        )

    def _past_bracket(self, index: int) -> int:
        if self.text.folded(index) == "(":
            for place in range(index, min(index + 6, len(self.text.words))):
                if self.text.folded(place) == ")":
                    return place + 1
        return index

    def _clause_begin(self, verb: int, sentence: Sentence) -> int:
        """Find where the clause of a verb begins: after a sign or "According to ...,"."""
        for place in range(verb - 1, sentence.first, -1):
            if self.text.folded(place) in {";", ":"}:
                return place + 1
        return min(after_attribution(self.text, sentence), verb)

    def _is_subordinate(self, actor: Actor) -> bool:
        """Tell whether an actor depends on a word before it ("of Norland", "Norland's plan")."""
        if self.text.folded(actor.last) == "'s":
            return not self._is_representative(actor.last + 1)
        before = actor.first - 1
        while self.text.stands(before, "articles"):
            before -= 1
        if self.text.folded(before) not in self.text.lists.words("references", "subordinate"):
            return False
        return not self._acts_through_people(actor)

    def _is_listed_below(self, actor: Actor, candidates: list[Actor]) -> bool:
        """Tell whether "and" joins an actor to one that depends on a word before it."""
        place = candidates.index(actor) - 1
        if place < 0 or actor.kind != "party":
            return False
        other = candidates[place]
        gap = [self.text.folded(i) for i in range(self._past_bracket(other.last), actor.first)]
        joined = bool(gap) and len(gap) <= 2 and gap[0] in self.text.lists.grammar("and")
        return joined and other.kind == "party" and self._is_subordinate(other)

    def _is_representative(self, index: int) -> bool:
        representatives = self.text.lists.phrases("references", "representatives")
        return index < len(self.text.words) and bool(
            representatives.longest_at(self.text.words, index)
        )

    def _acts_through_people(self, actor: Actor) -> bool:
        """Tell whether the words before are such as "the delegation of", "the leaders of"."""
        before = actor.first - 1
        while self.text.stands(before, "articles"):
            before -= 1
        representatives = self.text.lists.phrases("references", "representatives")
        if not self.text.stands(before, "of"):
            return False
        people = representatives.ending_at(self.text.words, before)
        return people is not None and not self._is_governed(people.first)

    def _is_governed(self, index: int) -> bool:
        """Tell whether a preposition governs the words here: "with the Government of"."""
        before = index - 1
        while self.text.stands(before, "articles"):
            before -= 1
        return self.text.folded(before) in self.text.lists.words("references", "subordinate")

    def _joined(self, actor: Actor, candidates: list[Actor]) -> Doers:
        """Add the actors before one that are joined to it: "Norland, Sudland and the Agency"."""
        group, joining = [actor], self.text.lists.grammar("joining")
        for other in reversed(candidates[: candidates.index(actor)]):
            between = range(self._past_bracket(other.last), group[0].first)
            if len(between) > 3 or not {self.text.folded(i) for i in between} <= joining:
                break
            group.insert(0, other)
        names = _distinct([name for one in group for name in one.names])
        people = tuple(one.person for one in group if one.person)
        return Doers(names, group[0].first, people)


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
