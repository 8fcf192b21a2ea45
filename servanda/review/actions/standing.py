"""The value of a field as it stands on an entry, and putting another there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import (
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Wording,
    is_present,
)
from servanda.meetings.models import Meeting
from servanda.parties.models import Party, Person
from servanda.registers.actions import Changes
from servanda.registers.models import Entry, put_date
from servanda.review.actions.labels import Namer, meeting_label
from servanda.review.rules import BETWEEN, DATES_DIFFER


@dataclass(frozen=True)
class Standing:
    """A field with its value: EDTF of a date with the words of the source, a code, a text."""

    field: str
    value: str = ""
    words: str = ""


def standing_of(entry: Entry, field: str) -> Standing:
    """Return what stands in a field of an entry; empty where nothing does."""
    if isinstance(entry, Provision) and field == "by":
        return Standing(field, joined(party.label for party in parties_leading(entry)))
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
    namer = Namer(changes.mandate.desk, meeting)
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


def joined(names: Iterable[str]) -> str:
    """Return names as the value of one field."""
    return f"{BETWEEN} ".join(names)


def parties_leading(provision: Provision) -> list[Party]:
    """Return the parties that answer for a provision in the lead, in the order they were put down."""
    leading = Responsibility.objects.filter(
        is_present("wording__"),
        wording__provision=provision,
        role=ResponsibilityRole.LEAD,
    )
    return [row.party for row in leading.select_related("party").order_by("id")]


def _put_on_provision(changes: Changes, entry: Entry, standing: Standing) -> None:
    provision = cast("Provision", entry)
    put = _put_parties if standing.field == "by" else _put_due
    put(changes, provision, standing)


def _put_parties(changes: Changes, provision: Provision, standing: Standing) -> None:
    """Let other parties answer for a provision in the lead; raises ValidationError for an unknown one."""
    parties = [
        _party_named(changes, name.strip())
        for name in standing.value.split(BETWEEN)
        if name.strip()
    ]
    wording = Wording.objects.present().get(provision=provision)
    leading = Responsibility.objects.filter(wording=wording, role=ResponsibilityRole.LEAD)
    for row in leading:
        changes.remove(row)
    changes.create_all(
        [Responsibility(wording=wording, party=party) for party in dict.fromkeys(parties)]
    )


def _party_named(changes: Changes, name: str) -> Party:
    named = Party.objects.visible_to(changes.mandate.desk).named(name).order_by("id").first()
    if named is None:
        raise ValidationError(
            {"choice": _("No party of the register is called %(name)s.") % {"name": name}}
        )
    return named


def _put_due(changes: Changes, provision: Provision, standing: Standing) -> None:
    """Replace the deadline of the present wording; what else its timing says stays."""
    former = _timing(provision)
    wording = Wording.objects.present().get(provision=provision)
    timing = Timing(wording=wording)
    if former is not None:
        for name in ("recurrence", "yearly_by", "relative_to", "relative_kind"):
            setattr(timing, name, getattr(former, name))
        changes.remove(former)
    put_date(timing, "due", edtf=standing.value or None, words=standing.words)
    changes.create(timing)


_PUT: Mapping[str, Callable[[Changes, Entry, Standing], None]] = {
    Meeting.KIND: _put_on_meeting,
    Person.KIND: _put_on_person,
    Provision.KIND: _put_on_provision,
}


def _timing(provision: Provision) -> Timing | None:
    return Timing.objects.filter(is_present("wording__"), wording__provision=provision).first()
