"""The words that tell an encounter, and how far the words about it reach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from servanda.reading.finding.attribution import (
    after_attribution,
    is_heading,
    without_attribution,
)
from servanda.reading.finding.dates import Role
from servanda.reading.finding.extents import period_of
from servanda.reading.finding.meeting_nouns import MeetingNouns
from servanda.reading.finding.places import unknown_town
from servanda.reading.finding.scenes import is_dateline, is_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.text import Sentence, Text

HEADED = "heading over its dateline"
_REACH = 12  # words after a verb in which those are named whom it is about
_HEAD = 6  # lines at the head of a text in which its meeting is named and dated
_NO_MEETING = frozenset({"instrument", "party"})
_PLACED = frozenset({Role.POINT, Role.PERIOD, Role.DEADLINE})


@dataclass(frozen=True, slots=True)
class Encounter:
    """An encounter told at word `verb`, by the words from `first` to before `last`.

    `strong` encounters need no date: a verb of meeting, not a noun that may mean less.
    `who` bounds the words that name the participants, where they are not the same words.
    """

    first: int
    last: int
    verb: int
    strong: bool
    rule: str
    who: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class EncounterFinder:
    """Finds encounters in one text whose names are known."""

    text: Text
    names: NamedPlaces

    def find(self) -> list[Encounter]:
        """Give the encounters of all sentences, one for each date told with them."""
        found: list[Encounter] = []
        for sentence in self.text.sentences:
            if self._is_title(sentence):
                found.extend(self._headed(sentence))
                continue
            for clause in self._clauses(sentence):
                if found and self._explains(clause) and found[-1].last >= clause.first - 3:
                    found[-1] = self._explained(found[-1], clause)
                else:
                    told = self._apart(list(self._told_in(clause)), clause)
                    found.extend(told)
                    found.extend(self._repeated(told, clause))
        return found

    def _is_title(self, line: Sentence) -> bool:
        """Tell an undated heading at the head of a text: what it names, the text tells."""
        return line.number < _HEAD and is_heading(self.text, line) and not self._dates(line)

    def _headed(self, line: Sentence) -> Iterator[Encounter]:
        """Read a heading that names a meeting over the dateline that says where and when."""
        after = self.text.sentences[line.number + 1 : line.number + _HEAD]
        dateline = next((other for other in after if is_dateline(self.text, other)), None)
        if dateline is None:
            return
        minutes = self.text.lists.phrases("meetings", "minutes")
        told = [encounter.verb for encounter in self._told_in(line)]
        if not told and minutes.any_in(self.text.words, line.first, line.last):
            told = [line.first]
        if told:
            yield Encounter(line.first, dateline.last, told[-1], strong=True, rule=HEADED)

    def _clauses(self, whole: Sentence) -> list[Sentence]:
        """Cut a sentence at semicolons, without the words that say who said it."""
        sentence = replace(
            whole,
            first=after_attribution(self.text, whole),
            last=without_attribution(self.text, whole),
        )
        cuts = [i + 1 for i in range(sentence.first, sentence.last) if self.text.folded(i) == ";"]
        edges = pairwise([sentence.first, *cuts, sentence.last])
        return [self._part(sentence, first, last) for first, last in edges if last > first]

    def _part(self, sentence: Sentence, first: int, last: int) -> Sentence:
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        return replace(sentence, first=first, last=last, start=start, end=end)

    def _explains(self, sentence: Sentence) -> bool:
        """Tell whether a sentence says more of the one before: "It was the meeting between"."""
        openings = self.text.lists.phrases("meetings", "explaining")
        return openings.longest_at(self.text.words, sentence.first, sentence.last) is not None

    def _explained(self, encounter: Encounter, sentence: Sentence) -> Encounter:
        """Widen an encounter; the date of its explanation, if any, is the one that counts."""
        dated = self._dates(sentence)
        verb = sentence.first if dated else encounter.verb
        return replace(encounter, last=sentence.last, verb=verb)

    def _told_in(self, sentence: Sentence) -> Iterator[Encounter]:
        """Give each word of meeting in a sentence."""
        lists, words = self.text.lists, self.text.words
        unreal = lists.phrases("meetings", "status", "wishes")
        asking = self.text.folded(sentence.first) in lists.words("meetings", "status", "doubts")
        if asking or unreal.any_in(words, sentence.first, sentence.last):
            return
        verbs, nouns = lists.phrases("meetings", "verbs"), lists.phrases("meetings", "nouns")
        after, told = sentence.first, MeetingNouns(self.text)
        for index in range(sentence.first, sentence.last):
            if index < after or self.names.is_family(index, _NO_MEETING):
                continue
            verb = verbs.longest_at(words, index, sentence.last)
            noun = nouns.longest_at(words, index, sentence.last)
            if verb and self._is_encounter(verb.value, index, verb.last, sentence):
                after = verb.last
                strong = verb.value in {"met", "called"}
                rule = f"verb of meeting: {verb.value}"
                yield Encounter(sentence.first, sentence.last, index, strong, rule)
            elif noun and self._is_told_anew(index, sentence) and told.is_event(noun):
                said = self.text.said(index, noun.last).casefold()
                weak = said in lists.words("meetings", "weak")
                strong = not weak or told.is_named(index) or told.is_numbered(index)
                rule = f"noun of meeting: {said}"
                yield Encounter(sentence.first, sentence.last, index, strong, rule)

    def _is_encounter(self, kind: str, first: int, last: int, sentence: Sentence) -> bool:
        """Tell whether a verb is of people who met: "received" wants a person, "signed" a date."""
        after = self.text.folded(last)
        if kind == "met":
            return not self._has_thing_met(last)
        if kind == "gathered":
            dated = after and any(
                d.start == self.text.words[last].start for d in self._dates(sentence)
            )
            return bool(dated) or after in self.text.lists.words("meetings", "after_gathering")
        near = self.names.between(first, min(first + _REACH, sentence.last))
        if kind == "sat":
            near = self.names.between(sentence.first, sentence.last)
        told = "body" if kind == "sat" else "party"
        people = any(mention.family == told for mention in near)
        if kind == "called":
            return people or "phone" in self.text.folded(first)
        if kind in {"signed", "signed together"}:
            together = kind != "signed" and self._are_together(first, sentence)
            return together or self._is_signing(first, sentence)
        return people and bool(self._dates(sentence))

    def _is_signing(self, verb: int, sentence: Sentence) -> bool:
        """Tell whether people met to sign: on a date in a town, or on a day before others."""
        if not self._dates(sentence) or any(
            self.text.folded(place) in self.text.lists.words("commitments", "negation", "words")
            for place in range(verb - 3, sentence.last)
        ):
            return False
        witnessed = self.text.lists.phrases("meetings", "witnessed")
        present = witnessed.any_in(self.text.words, verb, sentence.last)
        return present or self._has_place(sentence)

    def _are_together(self, verb: int, sentence: Sentence) -> bool:
        """Tell whether two parties or more signed on a day that is told: before the verb, or "by"."""
        passive = any(self.text.stands(place, "be_forms") for place in range(verb, verb + 2))
        doing = (i for i in range(verb, sentence.last) if self.text.stands(i, "by"))
        by = next(doing, sentence.last)
        first, last = (by, sentence.last) if passive else (sentence.first, verb)
        near = self.names.between(first, last)
        parties = {mention.key for mention in near if mention.family == "party"}
        on_day = any(d.role is Role.POINT and is_day(d.edtf) for d in self._dates(sentence))
        return len(parties) > 1 and on_day

    def _has_thing_met(self, last: int) -> bool:
        """Tell whether what is met is a need or a standard, and no one."""
        things = self.text.lists.phrases("meetings", "things_met")
        return things.any_in(self.text.words, last, min(last + 6, len(self.text.words)))

    def _has_place(self, sentence: Sentence) -> bool:
        known = any(
            self.text.stands(mention.first - 1, "where")
            for mention in self.names.between(sentence.first, sentence.last)
            if _is_town(mention)
        )
        return known or bool(self._town_before_date(sentence))

    def _town_before_date(self, sentence: Sentence) -> bool:
        """Tell "in Oakburg on 3 May", where no list knows the town but the date stands by it."""
        town = unknown_town(self.text, self.names, sentence.first, sentence.last)
        dates = {self.text.word_at(date.start) for date in self._dates(sentence)}
        return town is not None and town[1] in dates

    def _is_told_anew(self, index: int, sentence: Sentence) -> bool:
        """Tell "a meeting" and "the third meeting" from "the meeting" told of before."""
        before = self.text.folded(index - 1)
        heads = sentence.number < _HEAD and is_heading(self.text, sentence)
        if heads or before not in self.text.lists.words("meetings", "anaphoric"):
            return True
        taking_part = self.text.lists.phrases("meetings", "taking_part")
        joined = taking_part.any_in(self.text.words, sentence.first, sentence.last)
        took_place = self.text.lists.phrases("meetings", "taking_place")
        if joined and took_place.any_in(self.text.words, index, min(index + 5, sentence.last)):
            return True
        start = self.text.words[index].start
        near = [d for d in self._dates(sentence) if -40 < d.start - start < 120]
        return any(self._may_date(d, index) for d in near) or (joined and self._has_place(sentence))

    def _may_date(self, date: FoundDate, index: int) -> bool:
        """Tell a date of a meeting from that of what was agreed "at the meeting" told before."""
        pointing = self.text.lists.phrases("meetings", "pointing")
        due = date.role is Role.DEADLINE
        return not due or pointing.ending_at(self.text.words, index + 1) is None

    def _dates(self, sentence: Sentence) -> list[FoundDate]:
        """Give the dates of a clause on which something may happen, names and spans left out."""
        return [
            date
            for date in self.text.dates_in(sentence.start, sentence.end)
            if date.edtf
            and date.role in _PLACED
            and self.text.word_at(date.start) not in self.names.name_words
            and "/" not in (period_of(date.edtf) or "")
        ]

    def _apart(self, told: list[Encounter], sentence: Sentence) -> list[Encounter]:
        """Divide a clause among its encounters where each has a date of its own."""
        if not told:
            return []
        aside = self._aside(told, sentence)
        if aside:
            return aside
        if len(self._dates(sentence)) < 2 or len(told) < 2:
            return [max(told, key=lambda e: e.strong)]
        parts = [replace(e, first=e.verb if n else sentence.first) for n, e in enumerate(told)]
        ended = [replace(part, last=after.first) for part, after in pairwise(parts)]
        dated = [part for part in [*ended, parts[-1]] if self._has_date(part, sentence)]
        return dated or [told[0]]

    def _aside(self, told: list[Encounter], sentence: Sentence) -> list[Encounter]:
        """Divide a clause that tells of two meetings, one "on the margins of" the other."""
        margins = self.text.lists.phrases("meetings", "margins")
        for match in margins.all_in(self.text.words, told[0].verb, told[-1].verb):
            other = next(e for e in told if e.verb >= match.last)
            return [replace(told[0], last=match.first), replace(other, first=match.first)]
        return []

    def _has_date(self, part: Encounter, sentence: Sentence) -> bool:
        return bool(self._dates(self._part(sentence, part.first, part.last)))

    def _repeated(self, told: list[Encounter], sentence: Sentence) -> Iterator[Encounter]:
        """Find "... and in Sudburg in June": a second encounter with its place and date only."""
        if not told:
            return
        dates = {self.text.word_at(d.start): d for d in self._dates(sentence)}
        for place in self.names.between(told[0].verb + 1, sentence.last):
            if not _is_town(place) or place.last >= sentence.last:
                continue
            joined = self.text.stands(place.first - 2, "and", ",")
            earlier = any(index < place.first for index in dates)
            if (
                joined
                and earlier
                and place.last in dates
                and self.text.stands(place.first - 1, "in")
            ):
                end = self.text.word_at(dates[place.last].end)
                who = (sentence.first, sentence.last)
                first = place.first - 1
                yield Encounter(first, end, place.first, told[0].strong, told[0].rule, who)


def _is_town(mention: Mention) -> bool:
    return mention.form == "seat" or mention.family == "place"
