"""Commitments of an inflected text: undertakings, acts and points of minutes, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.attribution import is_heading, without_loose_quotes
from servanda.reading.finding.dates import Role, due_of
from servanda.reading.finding.extents import period_of
from servanda.reading.finding.inflected.acts import ActFinder
from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.inflected.minutes import find_points
from servanda.reading.finding.inflected.triggers import Around, Trigger
from servanda.reading.finding.inflected.undertakings import UndertakingFinder
from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.themes import within_theme
from servanda.reading.model import Commitment

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.inflected.naming import Naming
    from servanda.reading.finding.inflected.subjects import SubjectFinder
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text

_CLOSING = " \n\t.,;:–—("
_NO_DUE = frozenset({Role.SINCE, Role.DURATION, Role.VAGUE})


def find_commitments(
    text: Text, names: tuple[Mention, ...], subjects: SubjectFinder, naming: Naming
) -> list[Commitment]:
    """All commitments of a text, in order; `naming` gives the names of those who do something."""
    things = by_word(m for m in names if m.family in {"instrument", "body"})
    around = Around(text, subjects, things)
    points = find_points(around, naming)
    builder = _Builder(text, around, naming)
    found = list(points.commitments)
    for sentence in text.sentences:
        if sentence.number not in points.sentences and not is_heading(text, sentence):
            found.extend(builder.in_sentence(sentence))
    found.sort(key=lambda one: (one.start, one.end))
    return within_theme(text, subjects, found)


@dataclass(frozen=True, slots=True)
class _Builder:
    text: Text
    around: Around
    naming: Naming

    def in_sentence(self, sentence: Sentence) -> list[Commitment]:
        if self.text.folded(sentence.last - 1) == "?":
            return []
        carried = list(UndertakingFinder(self.around).in_sentence(sentence))
        acts = [
            trigger
            for trigger in ActFinder(self.around).in_sentence(sentence)
            if not any(self._is_inside(trigger, other) for other in carried)
        ]
        triggers = sorted([*carried, *acts], key=lambda trigger: (trigger.verb, trigger.begin))
        triggers = [one for one in triggers if not self._is_second(one, triggers)]
        return [self._commitment(trigger) for trigger in self._apart(triggers)]

    def _is_second(self, one: Trigger, triggers: list[Trigger]) -> bool:
        """Tell the second verb of «разработан и утверждён», which shares the thing of the first."""
        joined = self.text.stands(one.verb - 1, "and")
        return joined and any(other.verb == one.verb - 2 for other in triggers)

    def _is_inside(self, trigger: Trigger, other: Trigger) -> bool:
        """Tell a verb that only says more of what another undertakes."""
        within = other.told_from <= trigger.verb < other.end
        return within or other.verb == trigger.verb

    def _apart(self, triggers: list[Trigger]) -> list[Trigger]:
        """Part the words of commitments that share a clause: each ends where the next begins."""
        parted = []
        for place, trigger in enumerate(triggers):
            before = triggers[place - 1] if place else None
            after = triggers[place + 1] if place + 1 < len(triggers) else None
            begin, end = trigger.begin, trigger.end
            if before is not None and begin <= before.verb:
                begin = self._after(before.verb, trigger.verb)
            if after is not None and trigger.told_from <= after.verb < end:
                joint = self._after(trigger.verb, after.verb)
                end = max(trigger.verb + 1, self._before_joint(joint))
            parted.append(replace(trigger, begin=min(begin, trigger.verb), end=end))
        return parted

    def _after(self, before: int, verb: int) -> int:
        """Give the first word behind another verb, and behind the last «и», that leads to this one."""
        sentence = self.text.sentence_of(self.text.words[verb].start)
        own = [p for p in self.around.words(verb, sentence) if before < p <= verb]
        joints = [p for p in own if self.text.stands(p, "and", ",", ";", "–", "—")]
        if joints:
            own = [p for p in own if p > joints[-1]]
        return next(iter(own), verb)

    def _before_joint(self, end: int) -> int:
        while self.text.stands(end - 1, "and", ",", "adverbs", ";"):
            end -= 1
        return end

    def _commitment(self, trigger: Trigger) -> Commitment:
        start = self.text.words[self._past_according(trigger)].start
        said = self.text.content[start : self.text.words[trigger.end - 1].end].rstrip(_CLOSING)
        skipped, quote = without_loose_quotes(said)
        begin = start + skipped
        told = self.text.words[min(trigger.told_from, trigger.end - 1)].start
        short = " ".join(self.text.content[max(told, begin) : begin + len(quote)].split())
        return Commitment(
            text=short[:1].upper() + short[1:],
            by=self.naming.names_of(trigger.doers, begin),
            status=trigger.status,
            due=self._due(trigger),
            strength=trigger.strength,
            verb=trigger.said,
            quote=quote,
            start=begin,
            end=begin + len(quote),
            rule=trigger.rule,
        )

    def _past_according(self, trigger: Trigger) -> int:
        """Leave out who said it: «По словам министра, …»."""
        according = lemma_phrases(self.text.lists.language, "references", "according")
        if according.longest_at(self.text.words, trigger.begin):
            for place in range(trigger.begin, trigger.verb):
                if self.text.folded(place) == ",":
                    return place + 1
        return trigger.begin

    def _due(self, trigger: Trigger) -> str | None:
        if trigger.status not in {"agreed", "planned"}:
            return None
        begin = self.text.words[trigger.begin].start
        end = self.text.words[trigger.end - 1].end
        return due_of(
            date
            for date in self.text.dates_in(begin, end)
            if self.text.word_at(date.start) not in self.around.things
            and date.role not in _NO_DUE
            and (date.role is Role.DEADLINE or "/" not in (period_of(date.edtf) or ""))
            and (date.role is Role.DEADLINE or not self._is_past(date))
        )

    def _is_past(self, date: FoundDate) -> bool:
        if date.edtf is None or self.text.published is None:
            return False
        latest = bounds(date.edtf).latest
        return latest is not None and latest.isoformat() < self.text.published
