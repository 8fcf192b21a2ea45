"""Commitments told as done, going on or to be done by the verb itself.

Examples: «комиссия утвердила план», «соглашение подписано», «бюро, созданное в 2011 году»,
«агентство готовит доклад», «реализуется программа», «МОМ откроет бюро», «будет создан реестр».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.finding.inflected.clauses import verb_form
from servanda.reading.finding.inflected.subjects import Doers
from servanda.reading.finding.inflected.triggers import Around, Trigger
from servanda.reading.morphology import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.text import Sentence
    from servanda.reading.morphology import Form

_READY = "готовый"
_AUXILIARY = "быть"
_HUNG = frozenset({"relative", "participle"})  # clauses that say more of a named thing
_TALKING = frozenset({"рассмотреть", "рассматривать"})
_NEAR = 5  # words between «будет» and what will be done
_PARTIAL = frozenset({"вести", "проводить", "собирать", "готовить", "выполнять", "обеспечивать"})


@dataclass(frozen=True, slots=True)
class ActFinder:
    """Finds acts in the sentences of one text."""

    around: Around

    def in_sentence(self, sentence: Sentence) -> Iterator[Trigger]:
        """Find the acts of one sentence, in order."""
        for index in range(sentence.first, sentence.last):
            form = verb_form(self.around.text.folded(index))
            if form is None or index in self.around.things or self.around.is_denied(index):
                continue
            found = self._told(index, form, sentence)
            if found and not self.around.is_doubtful(index, sentence):
                yield found

    def _told(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        if form.part == "VERB":
            return self._verb(index, form, sentence)
        if form.part == "PRTS":
            return self._passive(index, form, sentence)
        if form.part == "PRTF":
            return self._participle(index, form, sentence)
        return None

    def _verb(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        if form.tense == "past":
            return self._past(index, form, sentence)
        if form.tense == "futr" and not self.around.is_listed(form.lemma, "acts", "ongoing"):
            return self._future(index, form, sentence)
        return self._present(index, form, sentence)

    def _past(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read «комиссия утвердила план», «подписывались каждый год»."""
        words = self.around.words(index, sentence)
        if self.around.is_listed(form.lemma, "acts", "repeated"):
            return self._repeated(index, form, sentence)
        if self._is_deed(index, words):
            return self._trigger(index, sentence, "done", Doers(), "active")
        if not self.around.is_listed(form.lemma, "acts", "done"):
            return None
        if not self._has_its_thing(index, form, words) or self._of_meeting(form, words):
            return None
        doers = self.around.subjects.subject_of(index, form, sentence)
        return self._trigger(index, sentence, "done", doers, "active") if doers.keys else None

    def _repeated(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        clause = self.around.clause(index, sentence)
        words = self.around.words(index, sentence)
        above = list(range(max(sentence.first, clause.first - _NEAR), clause.first))
        if not self.around.has_thing([*above, *words]):
            return None
        doers = self.around.subjects.sides_before(sentence.first)
        status = "done" if form.tense == "past" else "ongoing"
        return self._trigger(index, sentence, status, doers, "passive")

    def _is_deed(self, index: int, words: list[int]) -> bool:
        """Tell «состоялось подписание соглашения»: the noun is the deed."""
        verbs = self.around.phrases("acts", "deed_verbs")
        deeds = [
            p
            for p in words
            if self.around.phrases("acts", "deeds").longest_at(self.around.text.words, p)
        ]
        told = verbs.longest_at(self.around.text.words, index) is not None
        return told and bool(deeds) and self.around.has_thing(words)

    def _has_its_thing(self, index: int, form: Form, words: list[int]) -> bool:
        if self.around.any_of(words, "acts", "no_things"):
            return False
        if not self.around.is_listed(form.lemma, "acts", "with_thing"):
            return True
        people = {
            place
            for figure in self.around.subjects.in_words(words[0], words[-1] + 1)
            if figure.kind in {"person", "post"}
            for place in range(figure.first, figure.last)
        }
        return self.around.has_thing([p for p in words if p != index and p not in people])

    def _of_meeting(self, form: Form, words: list[int]) -> bool:
        """Tell «провели переговоры», which is a meeting."""
        held = {"провести", "организовать", "открыть", "завершить", "начать", "закончить"}
        return form.lemma in held and self.around.has_meeting(words)

    def _future(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read «МОМ откроет бюро», «будет создан реестр», «начнут выдавать»."""
        subjects = self.around.subjects
        words = self.around.words(index, sentence)
        if form.lemma == _AUXILIARY:
            return self._will_be(index, form, sentence)
        starts = form.lemma in {"начать", "приступить", "продолжить"}
        if self.around.is_listed(form.lemma, "acts", "not_planned"):
            return None
        told = self.around.any_of(words, "acts", "no_things")
        if told or self._of_meeting(form, words) or self._is_talk(form, words):
            return None
        doers = subjects.subject_of(index, form, sentence)
        if doers.keys or (starts and self.around.infinitive_after(index, sentence)):
            return self._trigger(index, sentence, "planned", doers, "active")
        return None

    def _is_talk(self, form: Form, words: list[int]) -> bool:
        """Tell «рассмотрит доклад» from «рассмотрит возможность помочь»."""
        chance = self.around.phrases("acts", "chances")
        able = any(chance.longest_at(self.around.text.words, place) for place in words)
        return form.lemma in _TALKING and not able

    def _will_be(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read what stands behind «будет»: «откроет» as «будет открыт», «будет готов», «будет печатать»."""
        words = self.around.words(index, sentence)
        for place in (p for p in words if index < p <= index + _NEAR):
            verb = verb_form(self.around.text.folded(place))
            if verb is None or verb.part not in {"INFN", "PRTS", "ADJS"}:
                continue
            idle = self.around.is_listed(verb.lemma, "acts", "not_planned")
            quality = verb.part == "ADJS" and verb.lemma != _READY
            if idle or quality or self._of_meeting(verb, words):
                return None
            return self._will_act(index, form, place, sentence)
        return None

    def _will_act(self, index: int, form: Form, place: int, sentence: Sentence) -> Trigger | None:
        """Give what is done by somebody, or what somebody will do."""
        subjects = self.around.subjects
        verb = verb_form(self.around.text.folded(place))
        if verb is None or verb.part != "INFN":
            doers = subjects.agent_of(place, sentence)
            return self._trigger(place, sentence, "planned", doers, "passive")
        doers = subjects.subject_of(index, form, sentence)
        return self._trigger(place, sentence, "planned", doers, "active") if doers.keys else None

    def _present(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read «агентство готовит доклад», «реализуется программа», «идёт подготовка»."""
        words = self.around.words(index, sentence)
        if self.around.is_listed(form.lemma, "acts", "repeated"):
            return self._repeated(index, form, sentence)
        if self.around.has_meeting(words):
            return None
        if self.around.is_listed(form.lemma, "acts", "going_on"):
            works = [p for p in words if self._is_work(p)]
            doers = self.around.subjects.agent_of(index, sentence)
            return self._trigger(index, sentence, "ongoing", doers, "going on") if works else None
        if not self.around.is_listed(form.lemma, "acts", "ongoing"):
            return None
        named = form.lemma not in _PARTIAL or self.around.has_thing(words)
        named = named and not self._is_talk(form, words)
        doers = self.around.subjects.subject_of(index, form, sentence)
        fits = named and doers.keys
        return self._trigger(index, sentence, "ongoing", doers, "going on") if fits else None

    def _is_work(self, index: int) -> bool:
        """Tell the name of a work in the nominative: «подготовка», «программа»."""
        works = self.around.phrases("acts", "works")
        if works.longest_at(self.around.text.words, index) is None:
            return False
        return any(form.case == "nomn" for form in forms_of(self.around.text.folded(index)))

    def _passive(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read «соглашение подписано [министерством]»; «будет» before it is of the future."""
        text = self.around.text
        words = self.around.words(index, sentence)
        before = [p for p in words if index - _NEAR <= p < index]
        if any(text.folded(p) in text.lists.grammar("future") for p in before):
            return None
        if not self.around.is_listed(form.lemma, "acts", "done") or self._of_meeting(form, words):
            return None
        if not self._has_its_thing(index, form, words):
            return None
        subjects = self.around.subjects
        doers = subjects.agent_of(index, sentence)
        first, last = self.around.extent(index, sentence)
        doers = doers if doers.keys else subjects.sides_of(first, last)
        return self._trigger(index, sentence, "done", doers, "passive")

    def _participle(self, index: int, form: Form, sentence: Sentence) -> Trigger | None:
        """Read «комиссия, созданная в мае 2011 года»: a named thing, and when or by whom."""
        clause = self.around.clause(index, sentence)
        founded = self.around.is_listed(form.lemma, "acts", "founded")
        if not founded or form.tense != "past" or clause.kind != "participle":
            return None
        thing = self.around.things.get(clause.first - 1)
        first, last = self.around.extent(index, sentence)
        text = self.around.text
        dates = text.dates_in(text.words[first].start, text.words[last - 1].end)
        doers = self.around.subjects.agent_of(index, sentence)
        if thing is None or not (dates or doers.keys):
            return None
        return self._trigger(index, sentence, "done", doers, "participle")

    def _trigger(
        self, index: int, sentence: Sentence, status: str, doers: Doers, how: str
    ) -> Trigger:
        first, last = self.around.extent(index, sentence)
        clause = self.around.clause(index, sentence)
        thing = self.around.things.get(clause.first - 1) if clause.kind in _HUNG else None
        start = min(first, index) if thing is None else thing.first
        said = self.around.text.said(index, index + 1)
        return Trigger(
            verb=index,
            begin=start,
            end=max(last, index + 1),
            told_from=start,
            said=said,
            strength=status,
            status=status,
            doers=doers,
            rule=f"{said.casefold()} …" if status == "planned" else f"{said.casefold()}, {how}",
        )
