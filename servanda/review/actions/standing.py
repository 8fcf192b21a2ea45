"""The value of a field as it stands on an entry, and putting another there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from servanda.instruments.models import Provision, Timing, Wording
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.actions import Changes
from servanda.registers.models import Entry, put_date
from servanda.review.actions.labels import Namer, meeting_label
from servanda.review.rules import DATES_DIFFER


@dataclass(frozen=True)
class Standing:
    """A field with its value: EDTF of a date with the words of the source, a code, a text."""

    field: str
    value: str = ""
    words: str = ""


def standing_of(entry: Entry, field: str) -> Standing:
    """Return what stands in a field of an entry; empty where nothing does."""
    if isinstance(entry, Provision):
        timing = _timing(entry)
        return Standing(field, timing.due, timing.due_words) if timing else Standing(field)
    if isinstance(entry, Person):
        return Standing(field, entry.label)
    value = getattr(entry, field, "")
    return Standing(field, value if isinstance(value, str) else "", _words(entry, field))


def put_standing(changes: Changes, entry: Entry, standing: Standing) -> None:
    """Let another value stand in a field of an entry."""
    _PUT.get(entry.KIND, _put_plainly)(changes, entry, standing)


def _words(entry: Entry, field: str) -> str:
    return str(getattr(entry, f"{field}_words", ""))


def _put_plainly(changes: Changes, entry: Entry, standing: Standing) -> None:
    if (entry.KIND, standing.field) in DATES_DIFFER:
        put_date(entry, standing.field, edtf=standing.value or None, words=standing.words)
    else:
        setattr(entry, standing.field, standing.value)
    changes.update(entry)


def _put_on_meeting(changes: Changes, entry: Entry, standing: Standing) -> None:
    """Put it on a meeting; a name that was made from date and place is made anew."""
    meeting = cast("Meeting", entry)
    parties = parties_at(meeting)
    namer = Namer(changes.mandate.desk, meeting.effective_visibility)
    was_named = meeting_label(namer, meeting.date, meeting.place, parties)
    is_named_so = meeting.label == was_named
    if standing.field == "date":
        put_date(meeting, "date", edtf=standing.value or None, words=standing.words)
    else:
        setattr(meeting, standing.field, standing.value)
    if is_named_so:
        meeting.label = meeting_label(namer, meeting.date, meeting.place, parties)
    changes.update(meeting)


def parties_at(meeting: Meeting) -> tuple[Party, ...]:
    """Return the parties at a meeting in the order in which they were told, without persons."""
    there = Party.objects.filter(participations__meeting=meeting, participations__person=None)
    return tuple(there.order_by("participations__id"))


def _put_on_person(changes: Changes, entry: Entry, standing: Standing) -> None:
    person = cast("Person", entry)
    person.label = standing.value
    changes.update(person)


def _put_on_provision(changes: Changes, entry: Entry, standing: Standing) -> None:
    """Replace the deadline of the present wording; what else its timing says stays."""
    provision = cast("Provision", entry)
    former = _timing(provision)
    wording = Wording.objects.present().get(provision=provision)
    timing = Timing(wording=wording)
    if former is not None:
        timing.recurrence, timing.relative_to = former.recurrence, former.relative_to
        changes.remove(former)
    put_date(timing, "due", edtf=standing.value or None, words=standing.words)
    changes.create(timing)


_PUT: Mapping[str, Callable[[Changes, Entry, Standing], None]] = {
    Meeting.KIND: _put_on_meeting,
    Person.KIND: _put_on_person,
    Provision.KIND: _put_on_provision,
}


def _timing(provision: Provision) -> Timing | None:
    return Timing.objects.filter(wording__provision=provision, wording__to_edition=None).first()
