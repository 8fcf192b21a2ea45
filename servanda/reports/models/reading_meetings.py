"""The series of a register, and the meetings of one of them with who took part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery

from servanda.meetings.models import Meeting, MeetingSeries, Participation, SeriesParty
from servanda.meetings.rules.rhythm import Outlook, known, outlook, rhythm_of
from servanda.parties.models import Person, Post, Tenure
from servanda.reports.models.asking import Keys, among_keys
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.rules.brief import MeetingLine, OwnNotes, Participant, SeriesLine
from servanda.reports.rules.grounds import Target, VagueDate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django_stubs_ext import WithAnnotations

    from servanda.registers.models import Desk
    from servanda.reports.models.reading_sources import SourceBook

    class SeenInPost(TypedDict):
        """Since when (EDTF) a person is known in a post: as a source states it, else its first."""

        stated_since: str | None
        seen_from: str | None
        tenure: UUID | None

    KnownParticipation = WithAnnotations[Participation, SeenInPost]


def series_known(desk: Desk, *, on: date) -> QuerySet[MeetingSeries]:
    """Return the series the register knew on a day, by name."""
    return known_on(MeetingSeries.objects.visible_to(desk), on).order_by("label", "id")


@dataclass(frozen=True)
class Presence:
    """Who took part in the meetings a brief shows, each by the key of the meeting."""

    participations: dict[int, list[KnownParticipation]]

    def entries(self) -> Iterable[UUID]:
        """Return the public names of all that may have sources."""
        for found in self.participations.values():
            for participation in found:
                yield participation.uuid
                if participation.tenure:
                    yield participation.tenure


def read_meetings(
    desk: Desk, series: MeetingSeries | None, *, on: date, among: Keys = None
) -> list[Meeting]:
    """Return the meetings of a series and those of none, known on a day; without one, all."""
    wanted = Q(series=series) | Q(series=None) if series else Q()
    seen = Meeting.objects.visible_to(desk).filter(among_keys(among))
    known = known_on(seen, on).filter(wanted)
    return list(known.order_by("id"))


def read_series_parties(desk: Desk, series: MeetingSeries | None) -> list[str]:
    """Return the names of the parties to a series."""
    if series is None:
        return []
    rows = SeriesParty.objects.filter(series=series, party__in=shown_parties(desk))
    return list(rows.order_by("id").values_list("party__label", flat=True))


def read_presence(desk: Desk, meetings: Iterable[int], *, on: date) -> Presence:
    """Return who took part in meetings, given by their keys."""
    participations: dict[int, list[KnownParticipation]] = defaultdict(list)
    for row in _known_participations(desk, meetings, on=on):
        participations[row.meeting_id].append(row)
    return Presence(participations)


def series_line(
    series: MeetingSeries, parties: list[str], *, book: SourceBook, own: dict[UUID, OwnNotes]
) -> SeriesLine:
    """Return the line of a series."""
    return SeriesLine(
        target=Target(series.KIND, series.uuid),
        name=series.label,
        rhythm=series.rhythm,
        rhythm_words=series.rhythm_words,
        level=series.level,
        parties=tuple(parties),
        sources=book.of(series.uuid),
        own_notes=own.get(series.uuid, ()),
    )


def bare_line(meeting: Meeting, series: MeetingSeries | None) -> MeetingLine:
    """Return the line of a meeting without who took part and without its sources."""
    return MeetingLine(
        target=Target(meeting.KIND, meeting.uuid),
        name=meeting.label,
        date=VagueDate(
            meeting.date, meeting.date_words, meeting.date_earliest, meeting.date_latest
        ),
        status=meeting.status,
        lapsed=False,
        in_series=series is not None and meeting.series_id == series.pk,
        format=meeting.format,
        place=meeting.place,
        parties=(),
        participants=(),
        sources=(),
    )


def outlook_of(
    series: MeetingSeries | None, meetings: Iterable[MeetingLine], *, on: date
) -> Outlook:
    """Return what the rhythm of a series expects on a day, beside its meetings."""
    rhythm = rhythm_of(series.rhythm, series.rhythm_words) if series else None
    if series is None or rhythm is None:
        return Outlook()
    told = (
        known(status=one.status, earliest=one.date.earliest, latest=one.date.latest, on=on)
        for one in meetings
        if one.in_series
    )
    begins = series.counted_from_earliest
    return outlook(rhythm, filter(None, told), counted_from=begins, on=on)


def full_line(
    line: MeetingLine,
    present: list[KnownParticipation],
    *,
    book: SourceBook,
    own: dict[UUID, OwnNotes],
) -> MeetingLine:
    """Return a bare line with who took part, its sources and the notes of one's own side."""
    organizations = [p.party or (p.post.organization if p.post else None) for p in present]
    return replace(
        line,
        parties=tuple(dict.fromkeys(party.label for party in organizations if party)),
        participants=tuple(_participant(p, line, book) for p in present if p.person or p.post),
        sources=book.of(line.target.uuid),
        own_notes=own.get(line.target.uuid, ()),
    )


def _participant(one: KnownParticipation, line: MeetingLine, book: SourceBook) -> Participant:
    person, post = one.person, one.post
    organization = (post.organization if post else None) or one.party
    return Participant(
        name=person.label if person else "",
        post=post.label if post else "",
        organization=organization.label if organization else "",
        known_since=one.stated_since or one.seen_from or "",
        target=Target(person.KIND, person.uuid) if person else None,
        sources=book.of(one.uuid)
        or (book.of(one.tenure) if one.tenure else ())
        or book.of(line.target.uuid),
    )


def _known_participations(
    desk: Desk, meetings: Iterable[int], *, on: date
) -> QuerySet[KnownParticipation]:
    """Return who took part, and since when a source shows the person in the post."""
    seen_by_then = Q(known_from=None) | Q(known_from__lte=on)
    tenures = (
        Tenure.objects.visible_to(desk)
        .filter(seen_by_then, person=OuterRef("person"), post=OuterRef("post"))
        .order_by("known_from")
    )
    found = (
        Participation.objects.visible_to(desk)
        .filter(
            Q(party=None) | Q(party__in=shown_parties(desk)),
            Q(person=None) | Q(person__in=Person.objects.visible_to(desk)),
            Q(post=None) | Q(post__in=Post.objects.visible_to(desk)),
            meeting__in=list(meetings),
        )
        .select_related("party", "person", "post__organization")
        .annotate(
            stated_since=Subquery(tenures.values("since")[:1]),
            seen_from=Subquery(tenures.values("known_from_edtf")[:1]),
            tenure=Subquery(tenures.values("uuid")[:1]),
        )
        .order_by("id")
    )
    return cast("QuerySet[KnownParticipation]", found)
