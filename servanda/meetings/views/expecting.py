"""What the rhythm of a series expects: the next meeting, whose turn it is, what did not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from servanda.meetings.models import Meeting, MeetingSeries, SeriesParty
from servanda.meetings.rules.rhythm import (
    Known,
    Missed,
    Outlook,
    known,
    next_host,
    next_number,
    outlook,
    rhythm_of,
)
from servanda.progress.views.points import Tie


@dataclass(frozen=True)
class Gap:
    """Meetings that were due and of which nothing is known; what was announced for that time."""

    missed: Missed
    announced: list[Meeting]


@dataclass(frozen=True)
class Expected:
    """What is expected of a series: when (EDTF, empty: unknown), where, which number; what did not come."""

    when: str
    host: Tie | None
    number: int | None
    gaps: list[Gap]


def expected_of(
    series: MeetingSeries,
    listed: Sequence[Meeting],
    *,
    day: date,
    hosts: Sequence[tuple[SeriesParty, Tie]],
) -> Expected:
    """Return what is expected of a series beside the meetings that the person sees, latest first."""
    rhythm = rhythm_of(series.rhythm, series.rhythm_words)
    dated = [(one, told) for one in listed if (told := _known(one, day)) is not None]
    times, begins = [told for _one, told in dated], series.counted_from_earliest
    found = outlook(rhythm, times, counted_from=begins, on=day) if rhythm else Outlook()
    unheard = [(one, told) for one, told in dated if told.is_unheard]
    in_turn = [row for row, _tie in hosts if row.turn is not None]
    turns = [row.party_id for row in sorted(in_turn, key=lambda row: row.turn or 0)]
    hosted = [one.host_id for one in reversed(listed) if one.host_id is not None]
    turn = next_host(turns, hosted)
    return Expected(
        when=found.expected,
        host=next((tie for row, tie in hosts if row.party_id == turn), None),
        number=next_number(one.number for one in listed),
        gaps=[
            Gap(missed, [one for one, told in unheard if missed.covers(told)])
            for missed in found.missed
        ],
    )


def _known(meeting: Meeting, day: date) -> Known | None:
    return known(
        status=meeting.status,
        earliest=meeting.date_earliest,
        latest=meeting.date_latest,
        on=day,
    )
