"""Series, meetings, who took part, and the record that carries a meeting's points."""

from collections.abc import Iterable
from dataclasses import dataclass

from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.instruments.models import Instrument, InstrumentKind
from servanda.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingSeries,
    Participation,
    SeriesParty,
)
from servanda.parties.models import Party, Person, Post
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability, is_stricter


@dataclass(frozen=True)
class NewSeries:
    """What a series is made from."""

    label: str
    parties: tuple[Party, ...] = ()
    rhythm: str = ""
    rhythm_words: str = ""
    level: str = ""
    visibility: str = "register"


@dataclass(frozen=True)
class NewMeeting:
    """What a meeting is made from. `date` is EDTF, `date_words` the source's words for it."""

    label: str
    status: str
    date: str | None = None
    date_words: str = ""
    place: str = ""
    format: str = ""
    series: MeetingSeries | None = None
    visibility: str = "register"


@dataclass(frozen=True)
class Attendee:
    """Who took part: a party, and where known the person and the post that spoke for it.

    `visibility` says who may know it; whoever sees the meeting where it is empty.
    """

    party: Party | None = None
    person: Person | None = None
    post: Post | None = None
    visibility: str = ""


def create_series(mandate: Mandate, *, new: NewSeries) -> MeetingSeries:
    """Bring a recurring meeting into the register, with its parties."""
    series = MeetingSeries(
        label=new.label,
        rhythm=new.rhythm,
        rhythm_words=new.rhythm_words,
        level=new.level,
        visibility=new.visibility,
    )
    with change(mandate, "create_series", Ability.EDIT) as changes:
        changes.create(series)
        changes.create_all([SeriesParty(series=series, party=party) for party in new.parties])
    return series


def create_meeting(mandate: Mandate, *, new: NewMeeting) -> Meeting:
    """Bring a meeting into the register, held or planned."""
    meeting = Meeting(
        label=new.label,
        status=new.status,
        place=new.place,
        format=new.format,
        series=new.series,
        visibility=new.visibility,
    )
    put_date(meeting, "date", edtf=new.date, words=new.date_words)
    with change(mandate, "create_meeting", Ability.EDIT) as changes:
        return changes.create(meeting)


def put_in_series(mandate: Mandate, *, meetings: Iterable[Meeting], series: MeetingSeries) -> None:
    """Say that meetings belong to a series; those in another are left there.

    A meeting that more people see than the series is left alone: it would be hidden with it.
    """
    with change(mandate, "put_in_series", Ability.EDIT) as changes:
        for meeting in meetings:
            hides = series.is_more_hidden_than(meeting, mandate.desk.today)
            if meeting.series_id is None and not hides:
                meeting.series = series
                changes.update(meeting)


def take_out_of_series(mandate: Mandate, *, meeting: Meeting) -> None:
    """Say that a meeting does not belong to its series, although the same parties met."""
    if meeting.series_id is None:
        return
    meeting.series = None
    with change(mandate, "take_out_of_series", Ability.EDIT) as changes:
        changes.update(meeting)


def add_participation(mandate: Mandate, *, meeting: Meeting, attendee: Attendee) -> Participation:
    """Say who took part in a meeting; the same is said once, and to all who may know it."""
    told = {"party": attendee.party, "person": attendee.person, "post": attendee.post}
    visibility = attendee.visibility or meeting.visibility
    with change(mandate, "add_participation", Ability.EDIT) as changes:
        found = Participation.objects.filter(meeting=meeting, **told).first()
        if found is not None:
            _open_to(changes, found, visibility)
            return found
        participation = Participation(meeting=meeting, visibility=visibility, **told)
        return changes.create(participation)


def _open_to(changes: Changes, participation: Participation, visibility: str) -> None:
    """Let more people know who took part, where it was hidden from them."""
    if is_stricter(participation.visibility, visibility):
        participation.visibility, participation.side = visibility, None
        changes.update(participation)


def add_agenda_item(mandate: Mandate, *, meeting: Meeting, title: str) -> AgendaItem:
    """Add a point to the end of a meeting's agenda."""
    with change(mandate, "add_agenda_item", Ability.EDIT) as changes:
        order = meeting.agenda.count() + 1
        item = AgendaItem(meeting=meeting, order=order, title=title, visibility=meeting.visibility)
        return changes.create(item)


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
