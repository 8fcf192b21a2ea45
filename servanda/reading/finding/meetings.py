"""Meetings: datable encounters of parties, told as held, planned, recurring or cancelled.

Examples: "Ada Berg met the Agency's director in Norburg on 3 May", "the parties meet every year",
"a round table held on 5 June", "the visit planned for July was called off".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.attribution import without_loose_quotes
from servanda.reading.finding.dates import Role
from servanda.reading.finding.encounters import Encounter, EncounterFinder
from servanda.reading.finding.mentions import named_places
from servanda.reading.finding.participation import participants_of
from servanda.reading.finding.places import place_near
from servanda.reading.model import Meeting

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text

_NEAR = 4  # meetings back that may be told by the same words
_UNDATED = frozenset({Role.DURATION, Role.VAGUE, Role.SINCE})


def find_meetings(text: Text, names: tuple[Mention, ...], subjects: SubjectFinder) -> list[Meeting]:
    """Give all meetings of a text, in order, each once."""
    named = named_places(names)
    encounters = EncounterFinder(text, named).find()
    builder = _Builder(text, named, subjects)
    found: list[Meeting] = []
    for number, encounter in enumerate(encounters):
        after = encounters[number + 1].first if number + 1 < len(encounters) else len(text.words)
        meeting = builder.build(encounter, until=after)
        if meeting and not any(_is_same(meeting, other) for other in found[-_NEAR:]):
            found.append(builder.dated_by(meeting, encounter, found))
    return found


def _is_same(meeting: Meeting, other: Meeting) -> bool:
    overlaps = meeting.start < other.end and other.start < meeting.end
    return overlaps and meeting.date == other.date


@dataclass(frozen=True, slots=True)
class _Builder:
    text: Text
    names: NamedPlaces
    subjects: SubjectFinder

    def build(self, encounter: Encounter, *, until: int) -> Meeting | None:
        """Tell what a meeting's words say of it; None where they do not make one."""
        first, last = encounter.first, encounter.last
        date = self._date(encounter)
        status = self._status(encounter, date)
        place = place_near(self.text, self.names, (encounter.verb, last), first)
        who = participants_of(self.text, self.subjects, encounter, until=until)
        recurring = status == "recurring"
        dated = recurring or (date is not None and date.edtf is not None)
        if not (dated or (encounter.strong and (place or who.people))):
            return None
        form = self._format(first, last, place)
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        skipped, quote = without_loose_quotes(self.text.content[start:end].rstrip(" .,;:"))
        start += skipped
        return Meeting(
            status=status,
            date=None if recurring or date is None else date.edtf,
            place=None if form == "online" or recurring else place,
            format=None if recurring else form,
            parties=who.parties,
            people=who.people,
            quote=quote,
            start=start,
            end=start + len(quote),
            rule=encounter.rule,
        )

    def dated_by(self, meeting: Meeting, encounter: Encounter, before: list[Meeting]) -> Meeting:
        """Date a meeting held beside another ("also met", "on the margins") as that one."""
        if meeting.date or meeting.status != "held" or not before:
            return meeting
        beside = self.text.lists.phrases("meetings", "beside")
        earlier = before[-1]
        paragraphs = [
            self.text.sentence_of(place).paragraph for place in (earlier.start, meeting.start)
        ]
        told = beside.any_in(self.text.words, encounter.first, encounter.last)
        if earlier.status == "held" and (told or paragraphs[0] == paragraphs[1]):
            return replace(meeting, date=earlier.date)
        return meeting

    def _date(self, encounter: Encounter) -> FoundDate | None:
        """Choose the date nearest to the word of meeting, dates inside names left out."""
        begin = self.text.words[encounter.first].start
        end = self.text.words[encounter.last - 1].end
        dates = [
            date
            for date in self.text.dates_in(begin, end)
            if self.text.word_at(date.start) not in self.names.name_words
            and date.role not in _UNDATED
        ]
        recurring = [date for date in dates if date.role is Role.RECURRING]
        dated = [date for date in dates if date.edtf]
        middle = self.text.words[encounter.verb].start
        if dated:
            return min(dated, key=lambda date: abs(date.start - middle))
        return recurring[0] if recurring else None

    def _status(self, encounter: Encounter, date: FoundDate | None) -> str:
        words, lists = self.text.words, self.text.lists
        first, last = encounter.first, encounter.last
        if lists.phrases("meetings", "status", "cancelled").any_in(words, first, last):
            return "cancelled"
        recurring = lists.phrases("meetings", "status", "recurring").any_in(words, first, last)
        if recurring and (date is None or date.role is Role.RECURRING):
            return "recurring"
        over = self._is_past_verb(encounter.verb) or lists.phrases(
            "meetings", "past_phrases"
        ).any_in(words, first, last)
        if date and date.edtf and self.text.published:
            return "planned" if self._is_future(date.edtf) and not over else "held"
        planned = lists.phrases("meetings", "status", "planned").any_in(words, first, last)
        return "planned" if planned and not self._is_past_verb(encounter.verb) else "held"

    def _is_past_verb(self, index: int) -> bool:
        """Tell whether the verb itself says that it is over ("met", "received")."""
        past = self.text.folded(index) in self.text.lists.words("meetings", "past_verbs")
        return past and not self.text.stands(index - 1, "ahead")

    def _is_future(self, edtf: str) -> bool:
        latest = bounds(edtf).latest
        return latest is None or latest.isoformat() > (self.text.published or "")

    def _format(self, first: int, last: int, place: str | None) -> str | None:
        lists = self.text.lists
        for form in ("hybrid", "online", "in_person"):
            if lists.phrases("meetings", "format", form).any_in(self.text.words, first, last):
                return form
        return "in_person" if place else None
