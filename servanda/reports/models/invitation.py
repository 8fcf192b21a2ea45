"""What the invitation to a meeting tells: its facts, who takes part, what it speaks of."""

from servanda.meetings.models import AgendaItem, Meeting, MeetingSeries, Participation
from servanda.registers.models import Desk
from servanda.reports.models.brief import desk_for
from servanda.reports.models.knowing import shown_parties
from servanda.reports.models.reading_meetings import (
    bare_line,
    read_presence,
    read_series_parties,
)
from servanda.reports.rules.brief import RegisterLine, Variant
from servanda.reports.rules.invitation import Invitation, Seat, delegations


def gather_invitation(desk: Desk, meeting: Meeting) -> Invitation:
    """Return what is told to those who come: what everyone in the register sees.

    A meeting that not everyone sees is told as far as the one who asks may see it.
    """
    variant = _variant(desk, meeting)
    desk = desk_for(desk, variant)
    series = MeetingSeries.objects.visible_to(desk).filter(pk=meeting.series_id or 0).first()
    host = shown_parties(desk).filter(pk=meeting.host_id or 0).first()
    items = list(AgendaItem.objects.visible_to(desk).filter(meeting=meeting))
    presence = read_presence(desk, [meeting.pk], on=desk.today)
    seats = [_seat(one) for one in presence.participations.get(meeting.pk, [])]
    register = desk.register
    markings = [register.handling, meeting.handling, *(item.handling for item in items)]
    return Invitation(
        register=RegisterLine(register.slug, register.title, register.is_fictional),
        variant=variant,
        handling=tuple(dict.fromkeys(filter(None, markings))),
        meeting=bare_line(meeting, series),
        series=series.label if series else "",
        number=meeting.number,
        host=host.label if host else "",
        delegations=delegations(seats, read_series_parties(desk, series)),
        items=tuple(item.title for item in items),
    )


def _variant(desk: Desk, meeting: Meeting) -> Variant:
    shared = Meeting.objects.visible_to(desk_for(desk, Variant.SHARE)).filter(pk=meeting.pk)
    return Variant.SHARE if shared.exists() else Variant.INTERNAL


def _seat(one: Participation) -> Seat:
    organization = one.party or (one.post.organization if one.post else None)
    return Seat(
        organization=organization.label if organization else "",
        person=one.person.label if one.person else "",
        post=one.post.label if one.post else "",
    )
