"""Which meeting is next on a day, which are past, and which passed without a word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from servanda.reports.rules.brief import Brief, MeetingLine, Participant

PLANNED, HELD = "planned", "held"

PAST_SHOWN = 15
"""How many past meetings stand in a brief, those of the series first; the rest is counted."""


def next_of(meetings: Iterable[MeetingLine], *, on: date) -> MeetingLine | None:
    """Return the next meeting on a day, one of the series before any other, the soonest first.

    A meeting since held that lay ahead on that day counts as planned.
    """
    ahead = [replace(meeting, status=PLANNED) for meeting in meetings if _lies_ahead(meeting, on)]
    of_series = [meeting for meeting in ahead if meeting.in_series]
    return min(of_series or ahead, key=_soonest, default=None)


def past_of(meetings: Iterable[MeetingLine], *, on: date) -> list[MeetingLine]:
    """Return the meetings held, cancelled, postponed or lapsed by a day, the latest first."""
    past = [
        replace(meeting, lapsed=meeting.status == PLANNED)
        for meeting in meetings
        if not _lies_ahead(meeting, on)
    ]
    return sorted(past, key=_latest, reverse=True)


def shown_of(past: Sequence[MeetingLine]) -> tuple[MeetingLine, ...]:
    """Return the past meetings a brief shows, the latest first: of the series, then others."""
    chosen = sorted(past, key=lambda meeting: not meeting.in_series)[:PAST_SHOWN]
    names = {meeting.target for meeting in chosen}
    return tuple(meeting for meeting in past if meeting.target in names)


def who_meets(brief: Brief) -> tuple[Participant, ...]:
    """Return who takes part in the next meeting; where no source says so, who did the last time."""
    named = brief.next_meeting.participants if brief.next_meeting else ()
    last = brief.last_meeting
    return named or (last.participants if last else ())


def _lies_ahead(meeting: MeetingLine, on: date) -> bool:
    if meeting.status == PLANNED:
        return meeting.date.latest is None or meeting.date.latest >= on
    return meeting.date.earliest is not None and meeting.date.earliest > on


def _soonest(meeting: MeetingLine) -> tuple[bool, date, str]:
    earliest = meeting.date.earliest
    return earliest is None, earliest or date.max, meeting.name


def _latest(meeting: MeetingLine) -> tuple[date, str]:
    return meeting.date.latest or meeting.date.earliest or date.min, meeting.name
