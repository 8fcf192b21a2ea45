"""Commitments: what a text says was agreed, undertaken, planned, is going on or was done."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.action_rows import find_action_rows
from servanda.reading.finding.action_tables import find_action_tables
from servanda.reading.finding.acts import ActFinder
from servanda.reading.finding.attribution import (
    is_heading,
    without_attribution,
    without_loose_quotes,
)
from servanda.reading.finding.carriers import CarrierFinder
from servanda.reading.finding.dates import Role, due_of
from servanda.reading.finding.listed_points import find_listed_points
from servanda.reading.finding.mentions import by_word
from servanda.reading.finding.noun_first.carried import NounFirstCarrierFinder
from servanda.reading.finding.noun_first.phrases import is_noun_first
from servanda.reading.finding.pledges import PledgeFinder
from servanda.reading.finding.sums import SumFinder
from servanda.reading.finding.themes import within_theme
from servanda.reading.finding.triggers import Around, Trigger
from servanda.reading.model import Commitment

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Sentence, Text

_CLOSING = " \n\t.,;:–—"


def find_commitments(
    text: Text, names: tuple[Mention, ...], subjects: SubjectFinder
) -> list[Commitment]:
    """All commitments of a text, in order; rows of action lists take the place of their words."""
    listed = find_listed_points(text, subjects)
    tables = find_action_tables(text, subjects)
    rows = sorted(
        [*find_action_rows(text, subjects), *tables, *listed.points], key=lambda c: c.start
    )
    finder = _Finder(
        text,
        subjects,
        Around(text),
        by_word(m for m in names if m.family in {"instrument", "body"}),
    )
    found = list(rows)
    starts = [row.start for row in rows]
    for sentence in text.sentences:
        place = bisect_left(starts, sentence.end)
        told = any(row.end > sentence.start for row in rows[max(0, place - 1) : place])
        if not told and sentence.number not in listed.leads:
            found.extend(finder.in_sentence(sentence))
    return within_theme(text, subjects, sorted(found, key=lambda c: (c.start, c.end)))


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    subjects: SubjectFinder
    around: Around
    things: dict[int, Mention]

    def in_sentence(self, sentence: Sentence) -> list[Commitment]:
        triggers = self._apart(self._triggers(sentence))
        return [self._commitment(trigger, sentence) for trigger in triggers]

    def _triggers(self, sentence: Sentence) -> list[Trigger]:
        if is_heading(self.text, sentence):
            return []
        finder = NounFirstCarrierFinder if is_noun_first(self.text.lists) else CarrierFinder
        carriers = finder(self.text, self.subjects, self.around, binding=self._is_binding(sentence))
        acts = ActFinder(self.text, self.subjects, self.around, self.things)
        sums = SumFinder(self.text, self.subjects, self.around)
        carried = list(carriers.in_sentence(sentence))
        done = [t for t in acts.in_sentence(sentence) if not any(_inside(t, c) for c in carried)]
        given = [
            t
            for t in sums.in_sentence(sentence)
            if not any(t.first <= c.first < t.end for c in carried)
        ]
        done = [t for t in done if not any(t.first == g.first for g in given)]
        pledged = [
            t
            for t in PledgeFinder(self.text, self.subjects, self.around).in_sentence(sentence)
            if not any(o.first in {t.first, t.complement} for o in [*carried, *done, *given])
        ]
        return sorted([*carried, *done, *given, *pledged], key=lambda t: t.first)

    def _is_binding(self, sentence: Sentence) -> bool:
        """Tell whether "will" undertakes: in a joint document, and where one is retold."""
        return self._is_joint_document() or self._retells_agreement(sentence)

    def _retells_agreement(self, sentence: Sentence) -> bool:
        """Tell whether a paragraph opens with an agreement: "Under the treaty ...", "The MoU ..."."""
        sentences = self.text.sentences
        opening = sentences[bisect_left(sentences, sentence.paragraph, key=lambda s: s.paragraph)]
        under = self.text.lists.phrases("commitments", "binding", "under")
        subject = self.text.stands(opening.first, "the")
        if not (subject or under.longest_at(self.text.words, opening.first)):
            return False
        near = range(opening.first, min(opening.first + 4, opening.last))
        kinds = {self.things[i].kind for i in near if i in self.things}
        return bool(kinds & {"agreement", "memorandum"})

    def _is_joint_document(self) -> bool:
        """Tell whether the text is itself a joint document."""
        documents = self.text.lists.phrases("commitments", "binding", "documents")
        opening = self.text.sentences[:1]
        return any(documents.longest_at(self.text.words, sentence.first) for sentence in opening)

    def _apart(self, triggers: list[Trigger]) -> list[Trigger]:
        """End each commitment where the next of its sentence begins."""
        ended = []
        for position, trigger in enumerate(triggers):
            after = triggers[position + 1 : position + 2]
            end = min(
                [trigger.end, *(t.begin if t.begin > trigger.last else t.first for t in after)]
            )
            before = triggers[position - 1] if position else None
            shared = before is not None and trigger.begin <= before.first
            doers = replace(trigger.doers, first=None) if shared else trigger.doers
            ended.append(replace(trigger, end=end, doers=doers))
        return ended

    def _commitment(self, trigger: Trigger, sentence: Sentence) -> Commitment:
        end = self._end_word(trigger, sentence)
        start = self._with_article(trigger.begin, sentence)
        begin, quote = without_loose_quotes(self.text.said(start, end).rstrip(_CLOSING))
        begin += self.text.words[start].start
        said = " ".join(self.text.said(self._told_from(trigger, end), end).rstrip(_CLOSING).split())
        return Commitment(
            text=said[:1].upper() + said[1:],
            by=trigger.doers.names,
            status=trigger.status,
            due=self._due(trigger, end),
            strength=trigger.strength,
            verb=trigger.verb,
            quote=quote,
            start=begin,
            end=begin + len(quote),
            rule=trigger.rule,
        )

    def _end_word(self, trigger: Trigger, sentence: Sentence) -> int:
        """Find where the words of a commitment end: before a new clause of another."""
        for place in range(trigger.last + 1, trigger.end):
            word = self.text.folded(place)
            if word == ";" or (word == "," and self.text.stands(place + 1, "contrast")):
                return place
        end = min(trigger.end, without_attribution(self.text, sentence))
        while end > trigger.last + 1 and self.text.stands(end - 1, "and", ",", "then", "articles"):
            end -= 1
        return max(end, trigger.last)

    def _told_from(self, trigger: Trigger, end: int) -> int:
        begin = trigger.complement if trigger.told_from is None else trigger.told_from
        return min(begin, end - 1)

    def _with_article(self, first: int, sentence: Sentence) -> int:
        while first > sentence.first and self.text.stands(first - 1, "before_subject"):
            first -= 1
        return first

    def _due(self, trigger: Trigger, end: int) -> str | None:
        if trigger.status not in {"agreed", "planned"}:
            return None
        begin = self.text.words[trigger.complement].start
        dates = [
            date
            for date in self.text.dates_in(begin, self.text.words[end - 1].end)
            if self.text.word_at(date.start) not in self.things
            and date.role not in {Role.SINCE, Role.DURATION, Role.VAGUE}
            and (date.role is Role.DEADLINE or not self._is_past(date.edtf))
        ]
        return due_of(dates or self._deadlines_before(trigger))

    def _deadlines_before(self, trigger: Trigger) -> list[FoundDate]:
        """Give the deadline that opens a sentence: "Within three months the chair shall"."""
        sentence = self.text.sentence_of(self.text.words[trigger.first].start)
        end = self.text.words[trigger.first].start
        dates = self.text.dates_in(sentence.start, end)
        return [
            date for date in dates if date.role is Role.DEADLINE and date.start == sentence.start
        ]

    def _is_past(self, edtf: str | None) -> bool:
        if edtf is None or self.text.published is None:
            return False
        latest = bounds(edtf).latest
        return latest is not None and latest.isoformat() < self.text.published


def _inside(inner: Trigger, outer: Trigger) -> bool:
    """Tell whether a verb stands within what another undertakes ("agreed that it be opened")."""
    return outer.first <= inner.first <= outer.complement + 3 or (
        "that" in outer.rule and outer.first <= inner.first < outer.end
    )
