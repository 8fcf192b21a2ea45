"""The home of a register: what comes next, what falls due, what changed, what waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting, MeetingStatus
from servanda.portal.views.records import latest_deeds
from servanda.progress.models import Core
from servanda.progress.views.points import Point, points_of, provisions_seen
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.models import ReportingDuty
from servanda.review.models import Proposal

SOON = timedelta(days=90)
SHOWN = 8
LOOKED_AT = 120


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting, or the last one planned of which nothing was heard since its day passed."""

    meeting: Meeting
    is_past: bool


@require_safe
@register_page
def register_home(request: RegisterRequest) -> HttpResponse:
    """Show what the register is about today, and the ways into it."""
    desk = request.desk
    context = {
        "register": desk.register,
        "desk": desk,
        "next": _next_meeting(desk),
        "points": _points_due(desk),
        "duties": list(
            ReportingDuty.objects.visible_to(desk).falling_due(after=desk.today)[:SHOWN]
        ),
        "deeds": latest_deeds(desk, most=SHOWN, look_at=[LOOKED_AT]).deeds,
        "open_proposals": _open_proposals(desk),
    }
    return render(request, "portal/register_home.html", context)


def _next_meeting(desk: Desk) -> NextMeeting | None:
    meetings = Meeting.objects.visible_to(desk).select_related("series")
    coming = meetings.next_on(desk.today).first()
    if coming is not None:
        return NextMeeting(coming, is_past=False)
    unheard = meetings.filter(status=MeetingStatus.PLANNED).order_by("-date_latest").first()
    return NextMeeting(unheard, is_past=True) if unheard else None


def _points_due(desk: Desk) -> list[Point]:
    """Return the points that are overdue or fall due soon and that nobody says are done."""
    until: date = desk.today + SOON
    due = (
        provisions_seen(desk)
        .commitments()
        .standing_consent()
        .filter(Q(wordings__to_edition=None, wordings__timing__due_latest__lte=until))
        .exclude(standings__core=Core.DONE)
        .order_by("wordings__timing__due_latest", "id")
    )
    return points_of(desk, due[:SHOWN])


def _open_proposals(desk: Desk) -> int:
    if not desk.can_edit:
        return 0
    return Proposal.objects.visible_to(desk).open().count()
