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
from servanda.reading.finding.encounters import HEADED, Encounter, EncounterFinder
from servanda.reading.finding.meeting_dates import HELD, TO_COME, dates_among
from servanda.reading.finding.mentions import named_places
from servanda.reading.finding.participation import participants_of
from servanda.reading.finding.places import place_near
from servanda.reading.finding.scenes import day_of_scene, goes_on, town_of_dateline
from servanda.reading.model import Meeting

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention, NamedPlaces
    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text

_HEAD = 3  # lines at the head of a text in which its meeting is named
_NEAR = 4  # meetings back that may be told by the same words
_AFTER_ALL = {"held_after_all": "held", "planned_after_all": "planned"}  # by the list of the verb


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
    return _without_repeated_heading(text, found)


def _without_repeated_heading(text: Text, found: list[Meeting]) -> list[Meeting]:
    """Leave out the meeting of the heading where the text tells it again with its date."""
    if not found:
        return found
    line = text.sentence_of(found[0].start)
    stopped = text.content[line.end - 1 : line.end] == "."
    heads = found[0].rule == HEADED or (line.number < _HEAD and not stopped)
    repeated = any(heads and other.date == found[0].date for other in found[1:_NEAR])
    return found[1:] if repeated else found


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
        if encounter.rule == HEADED and place is None:
            place = town_of_dateline(
                self.text, self.text.sentence_of(self.text.words[last - 1].start)
            )
        who = participants_of(self.text, self.subjects, encounter, until=until)
        recurring = status == "recurring"
        dated = recurring or (date is not None and date.edtf is not None)
        if not (dated or (encounter.strong and (place or who.people))):
            return None
        form = self._format(encounter, place)
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
        """Date a meeting told without a date by the meeting beside it, or by its scene."""
        if meeting.date or meeting.status not in {"held", "planned"}:
            return meeting
        date = None
        if before and before[-1].status == meeting.status:
            date = self._date_beside(meeting, encounter, before[-1])
        if meeting.status == "held":
            date = date or day_of_scene(self.text, self.text.sentence_of(meeting.start))
        return replace(meeting, date=date)

    def _date_beside(self, meeting: Meeting, encounter: Encounter, before: Meeting) -> str | None:
        """Give the date of the meeting told before, where this one was held beside it.

        It was where the text says so ("also met", "on the margins") or tells both in one
        paragraph, and where the same people go on to meet others with no other time told.
        """
        told = self._stands(encounter, "beside")
        places = {self.text.sentence_of(m.start).paragraph for m in (before, meeting)}
        if meeting.status == "held" and (told or len(places) == 1):
            return before.date
        same = set(meeting.people) & set(before.people) or self._stands(encounter, "travellers")
        quiet = goes_on(self.text, before.end, meeting.end)
        return before.date if same and quiet else None

    def _stands(self, encounter: Encounter, *keys: str) -> bool:
        """Tell whether any of these words of meetings stands in the words of one."""
        told = self.text.lists.phrases("meetings", *keys)
        return told.any_in(self.text.words, encounter.first, encounter.last)

    def _date(self, encounter: Encounter) -> FoundDate | None:
        """Choose the date nearest to the word of meeting."""
        to_come = self._is_planned(encounter) and not self._is_over(encounter)
        words = (encounter.first, encounter.last)
        dates = dates_among(self.text, self.names, words, TO_COME if to_come else HELD)
        recurring = [date for date in dates if date.role is Role.RECURRING]
        dated = [date for date in dates if date.edtf]
        after_all = self._after_all(encounter)
        middle = self.text.words[after_all[0] if after_all else encounter.verb].start
        if after_all:
            dated = [date for date in dated if date.start > middle] or dated
        if dated:
            return min(dated, key=lambda date: abs(date.start - middle))
        return recurring[0] if recurring else None

    def _status(self, encounter: Encounter, date: FoundDate | None) -> str:
        if self._stands(encounter, "status", "cancelled"):
            after_all = self._after_all(encounter)
            return after_all[1] if after_all else "cancelled"
        recurring = self._stands(encounter, "status", "recurring")
        recurring = recurring or (date is not None and date.role is Role.RECURRING)
        if recurring and (date is None or date.role is Role.RECURRING):
            return "recurring"
        over, planned = self._is_over(encounter), self._is_planned(encounter)
        if date and date.edtf and self.text.published:
            ahead = self._is_ahead(date.edtf, planned=planned)
            return "planned" if ahead and not over else "held"
        return "planned" if planned and not self._is_past_verb(encounter.verb) else "held"

    def _after_all(self, encounter: Encounter) -> tuple[int, str] | None:
        """Give the verb that tells of a meeting put off that it was held or will be, and which."""
        off = self.text.lists.phrases("meetings", "status", "cancelled")
        for match in off.all_in(self.text.words, encounter.first, encounter.last):
            for key, status in _AFTER_ALL.items():
                verbs = self.text.lists.phrases("meetings", "status", key)
                for verb in verbs.all_in(self.text.words, match.last, encounter.last):
                    if verb.first == match.last or self._resumes(verb.first, verb.last):
                        return verb.first, status
        return None

    def _resumes(self, first: int, last: int) -> bool:
        """Tell whether a verb goes on with the subject told before: ", took place", "and was held".

        It does not behind other words ("cancelled because elections were held"), nor where its
        own subject follows ("y tuvo lugar una huelga").
        """
        if not (
            self.text.folded(first - 1) == "," or self.text.stands(first - 1, "and", "contrast")
        ):
            return False
        if not self.text.stands(last, "articles"):
            return True
        following = self.text.words[min(last + 1, len(self.text.words) - 1)]  # "el 3 de junio"
        return self.text.date_at(following.start) is not None

    def _is_planned(self, encounter: Encounter) -> bool:
        return self._stands(encounter, "status", "planned")

    def _is_over(self, encounter: Encounter) -> bool:
        """Tell whether the words say that a meeting was held."""
        return self._is_past_verb(encounter.verb) or self._stands(encounter, "past_phrases")

    def _is_past_verb(self, index: int) -> bool:
        """Tell whether the verb itself says that it is over ("met", "received")."""
        past = self.text.folded(index) in self.text.lists.words("meetings", "past_verbs")
        return past and not self.text.stands(index - 1, "ahead")

    def _is_ahead(self, edtf: str, *, planned: bool) -> bool:
        """Tell whether a date is to come; in a period that has begun, the words decide."""
        span, published = bounds(edtf), self.text.published or ""
        if span.latest is not None and span.latest.isoformat() <= published:
            return False
        begun = span.earliest is not None and span.earliest.isoformat() <= published
        return planned or span.latest is None or not begun

    def _format(self, encounter: Encounter, place: str | None) -> str | None:
        for form in ("hybrid", "online", "in_person"):
            if self._stands(encounter, "format", form):
                return form
        return "in_person" if place else None
