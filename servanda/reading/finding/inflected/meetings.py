"""Meetings of an inflected text: when, where, how, and who took part; each told once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.inflected.encounters import Encounter, EncounterFinder
from servanda.reading.finding.inflected.lemma_phrases import lemma_phrases
from servanda.reading.finding.inflected.meeting_parts import MeetingParts
from servanda.reading.finding.inflected.minutes_heading import attendance, heading_encounter
from servanda.reading.finding.inflected.naming import Naming
from servanda.reading.finding.mentions import by_word, named_places
from servanda.reading.finding.scenes import day_of_scene, is_dateline
from servanda.reading.model import Meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servanda.reading.finding.inflected.figure import Figure
    from servanda.reading.finding.inflected.subjects import SubjectFinder
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.text import Sentence, Text

_FOLLOWING = 3  # sentences behind a meeting in which who took part may be told
_MOST_BEFORE = 20  # meetings among which one may be told again
_CLOSING = " \n\t.,;:–—("


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting with what tells whether a later one is the same."""

    meeting: Meeting
    encounter: Encounter
    sentence: Sentence


def find_meetings(
    text: Text, names: tuple[Mention, ...], subjects: SubjectFinder, called: Mapping[str, str]
) -> list[Meeting]:
    """All meetings of a text, in order; `called` gives the names of parties and bodies by key."""
    named = by_word(m for m in names if m.family in {"party", "body", "instrument", "meeting"})
    finder = EncounterFinder(text, subjects, named)
    builder = _Builder(text, MeetingParts(text, named_places(names)), subjects, called)
    heading = heading_encounter(text)
    told = [builder.of_heading(heading)] if heading else []
    for sentence in text.sentences:
        for encounter in finder.in_sentence(sentence):
            builder.add(told, encounter, sentence)
    return sorted((builder.dated(one) for one in told), key=lambda meeting: meeting.start)


@dataclass(frozen=True, slots=True)
class _Builder:
    text: Text
    parts: MeetingParts
    subjects: SubjectFinder
    called: Mapping[str, str]

    def of_heading(self, encounter: Encounter) -> Told:
        """Build the meeting that minutes are of, with those who were there."""
        meeting = self._build(encounter)
        present = [f for begin, end in attendance(self.text) for f in self._taking_part(begin, end)]
        parties = self._named(present)
        people = tuple(dict.fromkeys(f.person for f in present if f.person))
        meeting = replace(meeting, parties=parties or meeting.parties, people=people, status="held")
        return Told(meeting, encounter, self.text.sentences[0])

    def add(self, told: list[Told], encounter: Encounter, sentence: Sentence) -> None:
        """Add a meeting, or what its words say more of one told before."""
        meeting = self._build(encounter)
        before = told[-1] if told else None
        if before and self._goes_on(before, encounter, sentence):
            told[-1] = replace(before, meeting=_joined(self.text, before.meeting, meeting))
            return
        if before and self._says_more(before, encounter, meeting, sentence):
            told[-1] = replace(before, meeting=_completed(before.meeting, meeting))
            return
        if self._is_one(encounter, meeting) and not self._is_told(told, encounter, meeting):
            told.append(Told(meeting, encounter, sentence))

    def _is_one(self, encounter: Encounter, meeting: Meeting) -> bool:
        """Tell whether the words make a meeting: a date, or a verb with those who met."""
        if meeting.status == "recurring":
            return encounter.strong
        if meeting.status == "planned" and self.parts.was_only_planned(encounter):
            return False
        if meeting.date:
            return meeting.status != "planned" or not self._is_past(meeting.date)
        who = bool(meeting.people or meeting.parties)
        return encounter.strong and (who or meeting.place is not None)

    def _is_past(self, edtf: str) -> bool:
        """Tell «планировалось в феврале», told in March: that meeting was never held."""
        latest = bounds(edtf).latest
        published = self.text.published or ""
        return latest is not None and latest.isoformat() < published

    def _goes_on(self, before: Told, encounter: Encounter, sentence: Sentence) -> bool:
        """Tell a clause that hangs on the one before: «визит министра, которого принял …»."""
        if before.sentence != sentence:
            return False
        clauses = self.subjects.clauses(sentence)
        clause = clauses.clauses[encounter.clause]
        return (
            clause.kind in {"relative", "participle"} and clause.parent == before.encounter.clause
        )

    def _says_more(
        self, before: Told, encounter: Encounter, meeting: Meeting, sentence: Sentence
    ) -> bool:
        """Tell «состоявшаяся вчера встреча» behind a meeting that was told without a day."""
        near = 0 <= sentence.number - before.sentence.number <= 1
        noun = encounter.rule.startswith("noun") and self._is_general(encounter)
        noun = noun and not self._is_arranged(encounter)
        held = before.meeting.status == meeting.status == "held"
        quiet = before.meeting.date is None or meeting.date is None
        same = set(meeting.people) <= set(before.meeting.people)
        own = self._has_partner(encounter)
        return near and noun and held and quiet and same and not own

    def _is_general(self, encounter: Encounter) -> bool:
        """Tell «встреча», which may mean any that was told, from «конференция»."""
        general = lemma_phrases(self.text.lists.language, "meetings", "general")
        return general.longest_at(self.text.words, encounter.trigger) is not None

    def _is_arranged(self, encounter: Encounter) -> bool:
        """Tell «гости провели переговоры», where somebody acts anew, from «встреча прошла»."""
        arranged = lemma_phrases(self.text.lists.language, "meetings", "arranged")
        return arranged.any_in(self.text.words, encounter.first, encounter.last)

    def _has_partner(self, encounter: Encounter) -> bool:
        return any(
            self.text.stands(figure.first - 1, "with")
            for figure in self.subjects.in_words(encounter.first, encounter.last)
        )

    def _is_told(self, told: list[Told], encounter: Encounter, meeting: Meeting) -> bool:
        """Tell whether a meeting was told before: the same day and people, or only pointed at."""
        near = told[-_MOST_BEFORE:]
        return any(self._is_again(one.meeting, encounter, meeting) for one in near)

    def _is_again(self, other: Meeting, encounter: Encounter, meeting: Meeting) -> bool:
        """Tell whether another meeting is the same: by its day, and who took part."""
        if meeting.status != other.status:
            return False
        if meeting.date is None:
            return encounter.pointing
        if meeting.date != other.date:
            within = str(other.date).startswith(f"{meeting.date}-")
            return within and not encounter.strong
        people, before = set(meeting.people), set(other.people)
        if people - before:
            return False
        return bool(people) or not encounter.strong or set(meeting.parties) <= set(other.parties)

    def _build(self, encounter: Encounter) -> Meeting:
        first, last = encounter.first, encounter.last
        date = self.parts.date_of(encounter)
        status = self.parts.status_of(encounter, date)
        place = self.parts.place_of(first, last)
        form = self.parts.format_of(encounter, place)
        recurring = status == "recurring"
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        quote = self.text.content[start:end].rstrip(_CLOSING)
        figures = self._taking_part(first, last)
        for begin, end in self._told_after(encounter):
            figures.extend(self._taking_part(begin, end))
        return Meeting(
            status=status,
            date=None if recurring or date is None else date.edtf,
            place=None if form == "online" or recurring else place,
            format=None if recurring else form,
            parties=self._named(figures),
            people=tuple(dict.fromkeys(f.person for f in figures if f.person)),
            quote=quote,
            start=start,
            end=start + len(quote),
            rule=encounter.rule,
        )

    def _taking_part(self, first: int, last: int) -> list[Figure]:
        """Give who is told in these words, those after «о» and «по» left out."""
        return [
            figure
            for figure in self.subjects.in_words(first, last)
            if not self.text.stands(figure.first - 1, "about") and figure.kind != "pronoun"
        ]

    def _told_after(self, encounter: Encounter) -> list[tuple[int, int]]:
        """Give the sentences behind a meeting, in its paragraph, that say who took part."""
        here = self.text.sentence_of(self.text.words[encounter.trigger].start)
        told = lemma_phrases(self.text.lists.language, "meetings", "taking_part")
        found = []
        for sentence in self.text.sentences[here.number + 1 : here.number + 1 + _FOLLOWING]:
            if sentence.paragraph != here.paragraph:
                break
            if told.any_in(self.text.words, sentence.first, sentence.last):
                found.append((sentence.first, sentence.last))
        return found

    def _named(self, figures: list[Figure]) -> tuple[str, ...]:
        keys = dict.fromkeys(key for f in figures if f.kind != "body" for key in f.keys)
        keys = keys or dict.fromkeys(key for f in figures for key in f.keys)
        return Naming(self.called).named(tuple(keys))

    def dated(self, one: Told) -> Meeting:
        """Date a held meeting told without a day by what stands beside it or over its text."""
        meeting = one.meeting
        if meeting.date or meeting.status != "held" or self._is_earlier(one.encounter):
            return meeting
        return replace(meeting, date=day_of_scene(self.text, one.sentence) or self._dateline(one))

    def _is_earlier(self, encounter: Encounter) -> bool:
        earlier = lemma_phrases(self.text.lists.language, "meetings", "earlier")
        return earlier.any_in(self.text.words, encounter.first, encounter.last)

    def _dateline(self, one: Told) -> str | None:
        """Give the day over a text for what its first sentences tell."""
        if one.sentence.number > _FOLLOWING:
            return None
        for line in self.text.sentences[: one.sentence.number]:
            days = self.text.dates_in(line.start, line.end)
            if is_dateline(self.text, line) and days and days[0].edtf:
                return days[0].edtf
        return None


def _joined(text: Text, before: Meeting, after: Meeting) -> Meeting:
    """Put together what two clauses tell of one meeting; the finer date counts."""
    dates = [date for date in (before.date, after.date) if date]
    date = max(dates, key=len) if dates else None
    start, end = min(before.start, after.start), max(before.end, after.end)
    return replace(
        before,
        date=date,
        place=before.place or after.place,
        format=before.format or after.format,
        parties=tuple(dict.fromkeys((*before.parties, *after.parties))),
        people=tuple(dict.fromkeys((*before.people, *after.people))),
        quote=text.content[start:end],
        start=start,
        end=end,
    )


def _completed(before: Meeting, after: Meeting) -> Meeting:
    """Give a meeting what a later sentence says of it."""
    return replace(
        before,
        date=before.date or after.date,
        place=before.place or after.place,
        format=before.format or after.format,
    )
