"""The home of a register: what comes next, what falls due, what changed, what waits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.instruments.models import Wording
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.portal.views.entries import entries_seen
from servanda.portal.views.news import News, by_day, latest_news, markings_of_news
from servanda.portal.views.outlook import SHOWN, Coming, Outlook, outlook_of
from servanda.portal.views.saved_lines import shared_lines
from servanda.progress.models import Update
from servanda.progress.views.points import Point, markings_of, points_with, provisions_seen
from servanda.progress.views.standings import counts_on
from servanda.registers.models import Desk, Entry
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.models import ReportingDuty


@dataclass(frozen=True)
class SeriesLine:
    """A series that goes on, with its last meeting held."""

    series: MeetingSeries
    last: Meeting | None


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting; where none is planned, what is known instead (see `Coming`)."""

    meeting: Meeting | None
    unheard: Meeting | None
    series: Sequence[SeriesLine]

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
    outlook = outlook_of(desk)
    updates = _updates(desk, outlook)
    meetings = _meetings(desk, outlook)
    points = _points(desk, outlook, updates)
    coming, news = (
        _next_meeting(desk, outlook.coming, meetings),
        _news(desk, outlook, updates, meetings),
    )
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
        "open_proposals": outlook.open_proposals,
        "open_differences": outlook.open_differences,
        "shared_views": shared_lines(desk),
    }
    return render(request, "portal/register_home.html", context)


def _meetings(desk: Desk, outlook: Outlook) -> Mapping[int, Meeting]:
    keys = {*outlook.coming.meetings(), *outlook.meetings}
    return Meeting.objects.visible_to(desk).in_bulk(keys)


def _next_meeting(desk: Desk, coming: Coming, meetings: Mapping[int, Meeting]) -> NextMeeting:
    held = coming.series or {}
    series = MeetingSeries.objects.visible_to(desk).in_bulk(held) if held else {}
    lines = [
        SeriesLine(series[key], meetings.get(last or 0))
        for key, last in held.items()
        if key in series
    ]
    return NextMeeting(meetings.get(coming.meeting or 0), meetings.get(coming.unheard or 0), lines)


def _updates(desk: Desk, outlook: Outlook) -> Mapping[int, Update]:
    """Return the updates that are told; `is_whole` where all on which one stands may be seen too."""
    whole = entries_seen(desk, "update").filter(pk=OuterRef("pk"))
    updates = Update.objects.visible_to(desk).annotate(is_whole=Exists(whole)).with_dating()
    return updates.select_related("assessor", "provision", "value").in_bulk(set(outlook.updates()))


def _news(
    desk: Desk, outlook: Outlook, updates: Mapping[int, Update], meetings: Mapping[int, Meeting]
) -> list[News]:
    entered = [meetings[key] for key in outlook.meetings if key in meetings]
    whole = {key: update for key, update in updates.items() if getattr(update, "is_whole", False)}
    stated = [
        ([whole[key] for key in one.named if key in whole], one.rest) for one in outlook.stated
    ]
    return latest_news(desk, entered, stated, most=SHOWN)


def _points(desk: Desk, outlook: Outlook, updates: Mapping[int, Update]) -> list[Point]:
    """Return the points that are due, in their order, as far as the person may see them.

    Each has a present wording that the person may see: what is due stands in it.
    """
    provisions = provisions_seen(desk).filter(pk__in=outlook.due)
    wordings = Wording.objects.visible_to(desk).present().filter(provision__in=provisions)
    found = {
        wording.provision_id: wording
        for wording in wordings.select_related("timing", "provision__instrument")
    }
    due = [found[key] for key in outlook.due if key in found]
    said = [updates[key] for key in outlook.said if key in updates]
    return points_with(desk, [one.provision for one in due], wordings=due, said=said)
