"""Meetings: datable encounters of parties, told as held, planned, recurring or cancelled.

Examples: "Ada Berg met the Agency's director in Norburg on 3 May", "the parties meet every year",
"a round table held on 5 June", "the visit planned for July was called off".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.edtf import bounds
from servanda.reading.finding.attribution import without_loose_quotes
from servanda.reading.finding.dates import Role
from servanda.reading.finding.encounters import Encounter, EncounterFinder
from servanda.reading.finding.places import place_near
from servanda.reading.model import Meeting

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text


def find_meetings(text: Text, names: tuple[Mention, ...], subjects: SubjectFinder) -> list[Meeting]:
    """All meetings of a text, in order, each once."""
    encounters = EncounterFinder(text, names).find()
    builder = _Builder(text, names, subjects)
    found: list[Meeting] = []
    for encounter in encounters:
        meeting = builder.build(encounter)
        if meeting and not any(_is_same(meeting, other) for other in found):
            found.append(meeting)
    return found


def _is_same(meeting: Meeting, other: Meeting) -> bool:
    if meeting.start < other.end and other.start < meeting.end:
        return meeting.date == other.date
    return False


@dataclass(frozen=True, slots=True)
class _Builder:
    text: Text
    names: tuple[Mention, ...]
    subjects: SubjectFinder

    def build(self, encounter: Encounter) -> Meeting | None:
        """Tell what a meeting's words say of it; None where they do not make one."""
        first, last = encounter.first, encounter.last
        date = self._date(encounter)
        status = self._status(encounter, date)
        place = place_near(self.text, self.names, (encounter.verb, last), first)
        recurring = status == "recurring"
        dated = date is not None and (date.edtf is not None or recurring)
        if not (dated or (encounter.strong and (place or self._people(first, last)))):
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
            parties=self._parties(first, last),
            people=self._people(first, last),
            quote=quote,
            start=start,
            end=start + len(quote),
            rule=encounter.rule,
        )

    def _date(self, encounter: Encounter) -> FoundDate | None:
        """Choose the date nearest to the word of meeting, dates inside names left out."""
        named = {i for m in self.names if m.family != "place" for i in range(m.first, m.last)}
        begin, end = self.text.words[encounter.first].start, self.text.words[encounter.last - 1].end
        dates = [
            date
            for date in self.text.dates_in(begin, end)
            if self.text.word_at(date.start) not in named
            and date.role not in {Role.DURATION, Role.VAGUE, Role.SINCE}
        ]
        recurring = [date for date in dates if date.role is Role.RECURRING]
        dated = [date for date in dates if date.edtf]
        middle = self.text.words[encounter.verb].start
        if dated:
            return min(dated, key=lambda date: abs(date.start - middle))
        return recurring[0] if recurring else None

    def _status(self, encounter: Encounter, date: FoundDate | None) -> str:
        words = self.text.words
        lists = self.text.lists
        first, last = encounter.first, encounter.last
        if lists.phrases("meetings", "status", "cancelled").any_in(words, first, last):
            return "cancelled"
        recurring = lists.phrases("meetings", "status", "recurring").any_in(words, first, last)
        if recurring and (date is None or date.role is Role.RECURRING):
            return "recurring"
        if date and date.edtf and self.text.published:
            return "planned" if self._is_future(date.edtf) else "held"
        planned = lists.phrases("meetings", "status", "planned").any_in(words, first, last)
        return "planned" if planned else "held"

    def _is_future(self, edtf: str) -> bool:
        latest = bounds(edtf).latest
        return latest is None or latest.isoformat() > (self.text.published or "")

    def _format(self, first: int, last: int, place: str | None) -> str | None:
        lists = self.text.lists
        for form in ("hybrid", "online", "in_person"):
            if lists.phrases("meetings", "format", form).any_in(self.text.words, first, last):
                return form
        return "in_person" if place else None

    def _parties(self, first: int, last: int) -> tuple[str, ...]:
        names = [
            name
            for actor in self.subjects.in_words(first, last)
            if actor.kind != "pronoun"
            for name in actor.names
        ]
        return tuple(dict.fromkeys(name for name in names if name))

    def _people(self, first: int, last: int) -> tuple[str, ...]:
        people = [actor.person for actor in self.subjects.in_words(first, last) if actor.person]
        return tuple(dict.fromkeys(people))
