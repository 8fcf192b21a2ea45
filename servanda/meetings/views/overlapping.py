"""Other meetings of the same people on the days of a meeting that is planned."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from servanda.meetings.models import Meeting, MeetingStatus, Participation
from servanda.meetings.views.listing import is_ahead
from servanda.progress.views.points import Tie
from servanda.registers.models import Desk
from servanda.registers.rules.calendars import days_of


@dataclass(frozen=True)
class Overlap:
    """Another meeting on the same days, and who is to be at both."""

    meeting: Tie
    date: str
    names: list[str]


def overlaps_of(desk: Desk, found: Meeting, persons: Collection[int]) -> list[Overlap]:
    """Return the other meetings on the days of this one at which some of these persons sit: one query.

    A meeting that no longer lies ahead overlaps with none. Days that are not known for both are not
    compared: a meeting in a month overlaps with none.
    """
    days = days_of(found.date)
    if days is None or not persons or not is_ahead(found, day=desk.today):
        return []
    first, last = days
    others = Meeting.objects.visible_to(desk).filter(
        status__in=[MeetingStatus.PLANNED, MeetingStatus.HELD],
        date_earliest__lte=last,
        date_latest__gte=first,
    )
    rows = (
        Participation.objects.visible_to(desk)
        .filter(person__in=persons, meeting__in=others.exclude(pk=found.pk))
        .select_related("meeting", "person")
        .order_by("meeting__date_earliest", "meeting_id", "id")
    )
    people: dict[Meeting, list[str]] = defaultdict(list)
    for row in rows:
        if row.person and days_of(row.meeting.date) is not None:
            people[row.meeting].append(row.person.label)
    return [
        Overlap(_tie(desk, other), other.date, list(dict.fromkeys(names)))
        for other, names in people.items()
    ]


def _tie(desk: Desk, other: Meeting) -> Tie:
    names = {"slug": desk.register.slug, "uuid": other.uuid}
    return Tie(other.label, reverse("meeting", kwargs=names))
