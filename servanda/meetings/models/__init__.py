"""Meetings: the series that goes on, the meetings in it, their agenda, who took part."""

from servanda.meetings.models.attending import (
    AgendaItem,
    AgendaItemQuerySet,
    AgendaSubject,
    Participation,
    ParticipationQuerySet,
)
from servanda.meetings.models.meetings import (
    Meeting,
    MeetingFormat,
    MeetingQuerySet,
    MeetingStatus,
    OnlineLink,
    OnlineLinkQuerySet,
)
from servanda.meetings.models.series import MeetingSeries, MeetingSeriesQuerySet, SeriesParty

__all__ = [
    "AgendaItem",
    "AgendaItemQuerySet",
    "AgendaSubject",
    "Meeting",
    "MeetingFormat",
    "MeetingQuerySet",
    "MeetingSeries",
    "MeetingSeriesQuerySet",
    "MeetingStatus",
    "OnlineLink",
    "OnlineLinkQuerySet",
    "Participation",
    "ParticipationQuerySet",
    "SeriesParty",
]
