"""Meetings as pages list them, by year, and what a meeting is on a day: held, ahead, unheard of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.meetings.models import (
    Meeting,
    MeetingQuerySet,
    MeetingSeries,
    MeetingStatus,
    SeriesParty,
)
from servanda.progress.views.points import Tie, party_ties
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class Line:
    """A meeting in a list. `is_unheard`: it was planned, and its day passed without news."""

    meeting: Meeting
    is_unheard: bool


@dataclass(frozen=True)
class Year:
    """The meetings of a year, latest first; the year is None where no date is known."""

    year: int | None
    lines: list[Line]


@require_safe
@register_page
def meeting_of_record(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead from the record of a meeting to the meeting."""
    desk = request.desk
    records = Instrument.objects.visible_to(desk).filter(uuid=uuid)
    found = get_object_or_404(Meeting.objects.visible_to(desk), record__in=records)
    return redirect("meeting", slug=desk.register.slug, uuid=found.uuid)


def meetings_in_order(desk: Desk) -> MeetingQuerySet:
    """Return the meetings a person may see, latest first, undated ones last, with their series."""
    series = Prefetch("series", MeetingSeries.objects.visible_to(desk))
    return Meeting.objects.visible_to(desk).latest_first().prefetch_related(series)


def years_of(listed: Iterable[Meeting], *, day: date) -> list[Year]:
    """Part meetings, latest first, by the year in which they end at the latest."""
    by_year: dict[int | None, list[Line]] = defaultdict(list)
    for meeting in listed:
        line = Line(meeting, is_unheard(meeting, day=day))
        by_year[meeting.date_latest.year if meeting.date_latest else None].append(line)
    return [Year(year, lines) for year, lines in by_year.items()]


def was_held(meeting: Meeting, *, day: date) -> bool:
    """Tell whether a meeting was held and had begun on a day, as `past_on` selects."""
    if meeting.status != MeetingStatus.HELD:
        return False
    return meeting.date_earliest is None or meeting.date_earliest <= day


def is_ahead(meeting: Meeting, *, day: date) -> bool:
    """Tell whether a meeting is planned and can still come on a day, as `next_on` selects."""
    if meeting.status != MeetingStatus.PLANNED:
        return False
    return meeting.date_latest is None or meeting.date_latest >= day


def is_unheard(meeting: Meeting, *, day: date) -> bool:
    """Tell whether a meeting was planned for a day that has passed, and nothing was heard of it.

    Lists ask the database the same, by `unheard_on`.
    """
    return meeting.status == MeetingStatus.PLANNED and not is_ahead(meeting, day=day)


def next_of(listed: Iterable[Meeting], *, day: date) -> Meeting | None:
    """Return the planned meeting that comes first, one without a date last; None for none."""
    ahead = [meeting for meeting in listed if is_ahead(meeting, day=day)]
    return min(ahead, key=lambda m: (m.date_earliest or date.max, m.pk), default=None)


def series_parties(desk: Desk, keys: Iterable[int]) -> dict[int, list[tuple[SeriesParty, Tie]]]:
    """Return the parties of each series that a person may see: two queries."""
    rows = list(SeriesParty.objects.filter(series__in=list(keys)).order_by("id"))
    ties = party_ties(desk, [row.party_id for row in rows])
    found: dict[int, list[tuple[SeriesParty, Tie]]] = defaultdict(list)
    for row in rows:
        if row.party_id in ties:
            found[row.series_id].append((row, ties[row.party_id]))
    return found
