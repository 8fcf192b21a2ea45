"""The home of a register: what comes next, what falls due, what changed, what waits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from heapq import nsmallest

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting, MeetingSeries, MeetingStatus
from servanda.portal.views.news import by_day, latest_news, markings_of_news
from servanda.portal.views.saved_lines import shared_lines
from servanda.progress.views.points import Point, markings_of, points_of, provisions_seen
from servanda.progress.views.standings import counts_on, stands_on
from servanda.registers.models import Desk, Entry, kept_until_changed
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.models import ReportingDuty
from servanda.review.models import Proposal
from servanda.review.views.differing import differences_seen
from servanda.sources.models import DifferenceState

SOON = timedelta(days=90)
SHOWN = 8
SERIES = 3


@dataclass(frozen=True)
class SeriesLine:
    """A series that goes on, with its last meeting held."""

    series: MeetingSeries
    last: Meeting | None


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting; where none is planned, what is known instead.

    `unheard` was planned after the last meeting held, and nothing was heard of it since its day.
    """

    meeting: Meeting | None = None
    unheard: Meeting | None = None
    series: Sequence[SeriesLine] = ()

    def entries(self) -> Iterator[Entry]:
        """Give the entries that are told."""
        yield from filter(None, [self.meeting, self.unheard])
        for line in self.series:
            yield from filter(None, [line.series, line.last])


@require_safe
@register_page
def register_home(request: RegisterRequest) -> HttpResponse:
    """Show what the register is about today, and the ways into it."""
    desk = request.desk
    outlook = kept_until_changed(desk, "outlook", partial(_outlook, desk))
    points = _points(desk, outlook.due)
    coming, news = _next_meeting(desk), latest_news(desk, most=SHOWN)
    duties = list(ReportingDuty.objects.visible_to(desk).falling_due(after=desk.today)[:SHOWN])
    named = (entry.handling for entry in (*coming.entries(), *duties))
    context = {
        "register": desk.register,
        "desk": desk,
        "handling": desk.marking(*named, *markings_of(points[:SHOWN]), *markings_of_news(news)),
        "next": coming,
        "counts": counts_on(desk, outlook.counts),
        "total": sum(outlook.counts.values()),
        "points": points[:SHOWN],
        "shown": SHOWN,
        "are_more_due": len(points) > SHOWN,
        "duties": duties,
        "news": by_day(news),
        "open_proposals": _open_proposals(desk),
        "open_differences": _open_differences(desk),
        "shared_views": shared_lines(desk),
    }
    return render(request, "portal/register_home.html", context)


def _next_meeting(desk: Desk) -> NextMeeting:
    meetings = Meeting.objects.visible_to(desk)
    coming = meetings.next_on(desk.today).first()
    if coming is not None:
        return NextMeeting(coming)
    last = meetings.past_on(desk.today).exclude(date_latest=None).first()
    unheard = meetings.filter(status=MeetingStatus.PLANNED).order_by("-date_latest")
    if last is not None:
        unheard = unheard.filter(date_latest__gt=last.date_latest)
    return NextMeeting(unheard=unheard.first(), series=_series(desk))


def _series(desk: Desk) -> list[SeriesLine]:
    found = list(MeetingSeries.objects.visible_to(desk).order_by("label")[:SERIES])
    held = Meeting.objects.visible_to(desk).past_on(desk.today).filter(series__in=found)
    last: dict[int | None, Meeting] = {}
    for meeting in held:
        last.setdefault(meeting.series_id, meeting)
    return [SeriesLine(series, last.get(series.pk)) for series in found]


@dataclass(frozen=True)
class _Outlook:
    """How many commitments have each standing, and the first that are overdue or fall due soon.

    The latter are those that nobody says are done, one more than are shown.
    """

    counts: dict[str, int]
    due: list[int]


def _outlook(desk: Desk) -> _Outlook:
    """Look through all commitments for what the person may see of them.

    The standing that is stored would not do: it counts all that was said.
    """
    stands, until = stands_on(desk), desk.today + SOON
    counts = Counter(stand.standing for stand in stands)
    due = [(one.due, one.provision) for one in stands if one.due and not one.is_done]
    first = nsmallest(SHOWN + 1, (place for place in due if place[0] <= until))
    return _Outlook(dict(counts), [provision for _day, provision in first])


def _points(desk: Desk, keys: list[int]) -> list[Point]:
    """Return points in the order of their keys, as far as the person may see them."""
    by_key = provisions_seen(desk).in_bulk(keys)
    return points_of(desk, [by_key[key] for key in keys if key in by_key])


def _open_proposals(desk: Desk) -> int:
    if not desk.can_edit:
        return 0
    return Proposal.objects.visible_to(desk).open().count()


def _open_differences(desk: Desk) -> int:
    """Count the facts on which sources differ and nobody has decided, for who may decide."""
    if not desk.can_edit:
        return 0
    seen = differences_seen(desk).filter(state=DifferenceState.OPEN)
    return seen.values("entry", "field").distinct().count()
