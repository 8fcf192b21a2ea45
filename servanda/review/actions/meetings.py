"""Accepting meetings and series, with who took part."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_participation,
    create_meeting,
    create_series,
    put_in_series,
)
from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.parties.actions import ensure_tenure
from servanda.parties.models import Party
from servanda.reading.edtf import describe
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision
from servanda.review.actions.matching import known_meeting, known_series, meetings_between
from servanda.review.actions.parties import party_named
from servanda.review.actions.persons import person_named, post_of
from servanda.review.models import Proposal
from servanda.review.rules import Found, several, words

RECURRING = "recurring"


def accept_meeting(
    acceptance: Acceptance, proposal: Proposal, decision: Decision
) -> Meeting | MeetingSeries:
    """Make a proposal the meeting it tells of, or the series where the meeting recurs."""
    fields = decision.fields(proposal)
    names = several(fields, "parties")
    parties = tuple(party_named(acceptance, name, cited_by=proposal) for name in names)
    if words(fields, "status") == RECURRING:
        return _accept_series(acceptance, proposal, decision, parties)
    meeting = known_meeting(acceptance.desk, fields, parties, decision)
    if meeting is None:
        meeting = _create(acceptance, fields, parties)
    else:
        _add_to_known(acceptance, meeting, fields)
    acceptance.settle(proposal, meeting, decision)
    _seat(acceptance, meeting, parties, several(fields, "people"))
    return meeting


def meeting_numbered(acceptance: Acceptance, number: int) -> Meeting | None:
    """Return the meeting of the reading's list, accepted now if it was open; None for a series."""
    for proposal in acceptance.of_kind("meeting"):
        if proposal.order != number:
            continue
        if proposal.entry_kind == Meeting.KIND and proposal.entry is not None:
            return Meeting.objects.get(uuid=proposal.entry, register=acceptance.desk.register)
        if proposal.entry is None:
            accepted = accept_meeting(acceptance, proposal, AS_FOUND)
            return accepted if isinstance(accepted, Meeting) else None
    return None


def _accept_series(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, parties: tuple[Party, ...]
) -> MeetingSeries:
    series = known_series(acceptance.desk, parties, decision)
    if series is None:
        new = NewSeries(
            label=_series_label(acceptance, parties),
            parties=parties,
            rhythm_words=proposal.quote[:300],
            visibility=acceptance.document.visibility,
        )
        series = create_series(acceptance.mandate, new=new)
    between = meetings_between(acceptance.desk, parties)
    put_in_series(acceptance.mandate, meetings=between, series=series)
    acceptance.settle(proposal, series, decision)
    return series


def _create(acceptance: Acceptance, fields: Found, parties: tuple[Party, ...]) -> Meeting:
    new = NewMeeting(
        label=_meeting_label(acceptance, fields, parties),
        status=words(fields, "status"),
        date=words(fields, "date") or None,
        place=words(fields, "place"),
        format=words(fields, "format"),
        series=known_series(acceptance.desk, parties, AS_FOUND),
        visibility=acceptance.document.visibility,
    )
    return create_meeting(acceptance.mandate, new=new)


def _add_to_known(acceptance: Acceptance, meeting: Meeting, fields: Found) -> None:
    """Fill what was unknown of a meeting; a planned one that a later source tells as held is held."""
    if meeting.status == MeetingStatus.PLANNED:
        meeting.status = words(fields, "status") or meeting.status
    meeting.place = meeting.place or words(fields, "place")
    meeting.format = meeting.format or words(fields, "format")
    acceptance.changes.update(meeting)


def _seat(
    acceptance: Acceptance, meeting: Meeting, parties: tuple[Party, ...], people: tuple[str, ...]
) -> None:
    for party in parties:
        add_participation(acceptance.mandate, meeting=meeting, attendee=Attendee(party=party))
    for name in people:
        person, proposal = person_named(acceptance, name)
        post = post_of(acceptance, proposal) if proposal else None
        attendee = Attendee(party=post.organization if post else None, person=person, post=post)
        add_participation(acceptance.mandate, meeting=meeting, attendee=attendee)
        if post is not None and meeting.status == MeetingStatus.HELD:
            ensure_tenure(acceptance.mandate, person=person, post=post, seen_on=meeting.date_latest)


def _series_label(acceptance: Acceptance, parties: tuple[Party, ...]) -> str:
    with override(acceptance.desk.register.language):
        return _("Regular meetings: %(parties)s") % {"parties": _joined(parties)}


def _meeting_label(acceptance: Acceptance, fields: Found, parties: tuple[Party, ...]) -> str:
    language = acceptance.desk.register.language
    when = words(fields, "date")
    with override(language):
        told = {
            "parties": _joined(parties),
            "place": words(fields, "place"),
            "date": describe(when, language) if when else _("date not known"),
        }
        if told["place"]:
            return _("Meeting in %(place)s, %(date)s: %(parties)s") % told
        return _("Meeting, %(date)s: %(parties)s") % told


def _joined(parties: tuple[Party, ...]) -> str:
    return " – ".join(party.label for party in parties)[:200]
