"""A meeting as an event of the calendar that a person keeps already."""

from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db.models import Max
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.history.models import Record
from servanda.meetings.models import AgendaItem, Meeting, MeetingStatus
from servanda.registers.models import Desk, Entry
from servanda.registers.rules import Visibility
from servanda.registers.rules.calendars import MEDIA_TYPE, Occasion, calendar_of, days_of
from servanda.registers.views import RegisterRequest, register_page

STATUSES: Final = {
    MeetingStatus.PLANNED: "TENTATIVE",
    MeetingStatus.HELD: "CONFIRMED",
    MeetingStatus.POSTPONED: "CANCELLED",
    MeetingStatus.CANCELLED: "CANCELLED",
}
"""What RFC 5545, 3.8.1.11, calls the status: a meeting postponed takes place no more on its day."""


@require_safe
@register_page
def meeting_ics(request: RegisterRequest, uuid: UUID) -> HttpResponseBase:
    """Give a meeting whose days are known as an event; who has it already is told so (304)."""
    found = get_object_or_404(Meeting.objects.visible_to(request.desk), uuid=uuid)
    if days_of(found.date) is None:
        told = _("The day of this meeting is not known, so no calendar can show it on one.")
        return HttpResponse(told, status=404, content_type="text/plain; charset=utf-8")
    made = calendar_of([_occasion(request, found)])
    etag = f'"{sha256(made).hexdigest()}"'
    headers = {
        "Content-Disposition": f'attachment; filename="meeting-{found.date.replace("/", "-")}.ics"',
        "ETag": etag,
    }
    answer = HttpResponse(made, content_type=MEDIA_TYPE, headers=headers)
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _occasion(request: RegisterRequest, found: Meeting) -> Occasion:
    desk = request.desk
    items = list(AgendaItem.objects.visible_to(desk).filter(meeting=found))
    marking = desk.marking(found.handling, *(item.handling for item in items))
    fiction = _("Everything here is invented") if desk.register.is_fictional else ""
    agenda = [f"{number}. {item.title}" for number, item in enumerate(items, start=1)]
    address = reverse("meeting", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    changed = Record.objects.of_entry(found.uuid).aggregate(at=Max("recorded_at"))["at"]
    return Occasion(
        uid=f"urn:uuid:{found.uuid}",
        title=found.label,
        date=found.date,
        status=STATUSES[MeetingStatus(found.status)],
        sequence=found.revision,
        changed=changed or timezone.now(),
        place=found.place,
        url=request.build_absolute_uri(address),
        told="\n".join(filter(None, [fiction, marking, *agenda])),
        is_public=desk.register.is_public and all(_is_public(one, desk) for one in (found, *items)),
    )


def _is_public(entry: Entry, desk: Desk) -> bool:
    """Tell whether anybody may see an entry today, as far as its register is open."""
    return entry.effective_visibility == Visibility.PUBLIC and not entry.is_kept_back(desk.today)
