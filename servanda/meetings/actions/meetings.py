"""Meetings: adding one, changing what is known of it, and the record that carries its points."""

from dataclasses import dataclass

from servanda.instruments.actions import NewInstrument, create_instrument, follow_day
from servanda.instruments.models import Instrument, InstrumentKind
from servanda.meetings.actions.counting import day_counted
from servanda.meetings.models import Meeting, MeetingSeries, OnlineLink
from servanda.parties.models import Party
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability, Visibility, strictest
from servanda.sources.actions import Words, cite_words

FACTS = ("label", "status", "place", "format", "series", "number", "host")
"""What is put on a meeting as it is told, beside its date."""


@dataclass(frozen=True)
class MeetingFacts:
    """What a person may change of a meeting. `date` is EDTF, `date_words` the source's words for it.

    `online` is the address at which it is joined, empty for none; None leaves what stands.
    """

    label: str
    status: str
    date: str | None = None
    date_words: str = ""
    place: str = ""
    format: str = ""
    series: MeetingSeries | None = None
    number: int | None = None
    host: Party | None = None
    online: str | None = None

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingFacts":
        """Return the facts of a meeting as they stand."""
        told = {name: getattr(meeting, name) for name in FACTS}
        return cls(date=meeting.date or None, date_words=meeting.date_words, **told)


@dataclass(frozen=True)
class NewMeeting(MeetingFacts):
    """What a meeting is made from."""

    visibility: str = "register"


def create_meeting(mandate: Mandate, *, new: NewMeeting, source: Words | None = None) -> Meeting:
    """Bring a meeting into the register, held or planned."""
    meeting = Meeting(visibility=new.visibility)
    _put_facts(meeting, new)
    with change(mandate, "create_meeting", Ability.EDIT) as changes:
        changes.create(meeting)
        _put_link(changes, meeting, new.online)
        cite_words(mandate, entry=meeting, words=source, fields=["status", "date"])
    return meeting


def change_meeting(
    mandate: Mandate,
    *,
    meeting: Meeting,
    facts: MeetingFacts,
    revision: int,
    source: Words | None = None,
) -> Meeting:
    """Replace the facts of a meeting; `revision` is the one the person saw.

    Raises EditConflict when somebody changed it since, ValidationError for a date that is none. What
    was changed stands on the `source`.
    """
    with change(mandate, "change_meeting", Ability.EDIT) as changes:
        former = MeetingFacts.of(meeting)
        changed = [name for name in (*FACTS, "date") if vars(former)[name] != vars(facts)[name]]
        _put_facts(meeting, facts)
        changes.update(meeting, revision=revision)
        follow_day(changes, anchor=meeting, day=day_counted(meeting))
        _put_link(changes, meeting, facts.online)
        cite_words(mandate, entry=meeting, words=source, fields=changed or ["date"])
    return meeting


def _put_link(changes: Changes, meeting: Meeting, address: str | None) -> None:
    if address is None:
        return
    found = OnlineLink.objects.filter(meeting=meeting).first()
    if found is not None and not address:
        changes.remove(found)
    elif found is not None:
        found.address = address
        changes.update(found)
    elif address:
        visibility = strictest([meeting.visibility, Visibility.REGISTER]).value
        changes.create(OnlineLink(meeting=meeting, address=address, visibility=visibility))


def _put_facts(meeting: Meeting, facts: MeetingFacts) -> None:
    for name in FACTS:
        setattr(meeting, name, getattr(facts, name))
    put_date(meeting, "date", edtf=facts.date, words=facts.date_words)


def ensure_record(mandate: Mandate, *, meeting: Meeting) -> Instrument:
    """Return the record that carries a meeting's points; made when it has none."""
    with change(mandate, "ensure_record", Ability.EDIT) as changes:
        if meeting.record is not None:
            return meeting.record
        record = create_instrument(
            mandate,
            new=NewInstrument(
                title=meeting.label,
                kind=InstrumentKind.RECORD,
                date=meeting.date or None,
                date_words=meeting.date_words,
                visibility=meeting.visibility,
                under=(meeting,),
            ),
        )
        meeting.record = record
        changes.update(meeting)
    return record
