"""Accepting meetings and series, with who took part."""

from dataclasses import replace
from uuid import UUID

from servanda.meetings.actions import (
    NewMeeting,
    NewSeries,
    create_meeting,
    create_series,
    put_in_series,
)
from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.parties.models import Party
from servanda.registers.models import put_date
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision
from servanda.review.actions.labels import LABEL_LENGTH, meeting_label, series_label
from servanda.review.actions.matching import RECURRING, meetings_alike, span_of, sure_match
from servanda.review.actions.parties import parties_told
from servanda.review.actions.seating import meetings_between, seat, series_between
from servanda.review.actions.standing import parties_at
from servanda.review.models import Proposal
from servanda.review.rules import Found, Span, words, words_of_date


def accept_meeting(
    acceptance: Acceptance, proposal: Proposal, decision: Decision
) -> Meeting | MeetingSeries:
    """Make a proposal the meeting it tells of, or the series where the meeting recurs."""
    fields = decision.fields(proposal)
    parties = parties_told(acceptance, proposal, decision, field="parties")
    if words(fields, "status") == RECURRING:
        return _accept_series(acceptance, proposal, decision, parties)
    meeting = _known_meeting(acceptance, proposal, decision, parties)
    if meeting is None:
        meeting = _create(acceptance, proposal, fields, parties)
    elif acceptance.may_add_to(meeting):
        _add_to_known(acceptance, proposal, fields, meeting)
    acceptance.settle(proposal, meeting, decision, other=_told_otherwise(meeting, fields))
    seat(acceptance, proposal, decision, meeting, parties)
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
    series = _known_series(acceptance, proposal, decision, parties)
    if series is None:
        new = NewSeries(
            label=series_label(acceptance.namer, parties),
            parties=parties,
            rhythm_words=proposal.quote[:LABEL_LENGTH],
            visibility=acceptance.document.visibility,
        )
        series = create_series(acceptance.mandate, new=new)
    between = meetings_between(acceptance.desk, parties)
    put_in_series(acceptance.mandate, meetings=between, series=series)
    acceptance.settle(proposal, series, decision)
    return series


def _known_series(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, parties: tuple[Party, ...]
) -> MeetingSeries | None:
    """Return the series the person chose, or the one of exactly these parties."""
    found = _chosen_or_sure(acceptance, proposal, decision, parties)
    series = MeetingSeries.objects.visible_to(acceptance.desk)
    return series.get(uuid=found) if found else None


def _known_meeting(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, parties: tuple[Party, ...]
) -> Meeting | None:
    """Return the meeting the person chose, or the one of the same parties at the same time."""
    found = _chosen_or_sure(acceptance, proposal, decision, parties)
    return Meeting.objects.visible_to(acceptance.desk).get(uuid=found) if found else None


def _chosen_or_sure(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, parties: tuple[Party, ...]
) -> UUID | None:
    if decision.match is not None or decision.as_new:
        return decision.match
    there = frozenset(party.uuid for party in parties)
    wanted = replace(acceptance.wanted(proposal, decision), parties=there)
    return sure_match(meetings_alike(acceptance.desk, [wanted])[0])


def _create(
    acceptance: Acceptance, proposal: Proposal, fields: Found, parties: tuple[Party, ...]
) -> Meeting:
    when, place = words(fields, "date"), words(fields, "place")
    new = NewMeeting(
        label=meeting_label(acceptance.namer, when, place, parties),
        status=words(fields, "status"),
        date=when or None,
        date_words=words_of_date(proposal.found, fields, "date"),
        place=place,
        format=words(fields, "format"),
        series=_open_series(acceptance, parties),
        visibility=acceptance.document.visibility,
    )
    return create_meeting(acceptance.mandate, new=new)


def _open_series(acceptance: Acceptance, parties: tuple[Party, ...]) -> MeetingSeries | None:
    """Return the series of these parties, unless it would hide the meeting."""
    series = series_between(acceptance.desk, parties)
    if series is None:
        return None
    hides = series.is_more_hidden_than(acceptance.document, acceptance.desk.today)
    return None if hides else series


def _add_to_known(
    acceptance: Acceptance, proposal: Proposal, fields: Found, meeting: Meeting
) -> None:
    """Fill what was unknown of a meeting, and sharpen its date.

    A planned one that a later source tells as held is held. A name made from the date is made anew.
    """
    parties = parties_at(meeting)
    was_named = meeting_label(acceptance.namer, meeting.date, meeting.place, parties)
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.POSTPONED):
        meeting.status = words(fields, "status") or meeting.status
    meeting.place = meeting.place or words(fields, "place")
    meeting.format = meeting.format or words(fields, "format")
    when = words(fields, "date")
    if span_of(when).sharpens(Span(meeting.date_earliest, meeting.date_latest)):
        put_date(meeting, "date", edtf=when, words=words_of_date(proposal.found, fields, "date"))
    if meeting.label == was_named:
        meeting.label = meeting_label(acceptance.namer, meeting.date, meeting.place, parties)
    acceptance.changes.update(meeting)


def _told_otherwise(meeting: Meeting, fields: Found) -> set[str]:
    """Return the fields in which the meeting stands otherwise than the source tells it."""
    other = {
        name
        for name in ("status", "place", "format")
        if words(fields, name) != getattr(meeting, name)
    }
    told, stands = span_of(words(fields, "date")), Span(meeting.date_earliest, meeting.date_latest)
    if told != stands and not told.overlaps(stands):
        other.add("date")
    return other
