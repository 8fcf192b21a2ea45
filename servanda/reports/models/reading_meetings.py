"""The series of a register, and the meetings of one of them with who took part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery

from servanda.meetings.models import Meeting, MeetingSeries, Participation, SeriesParty
from servanda.parties.models import Person, Post, Tenure
from servanda.reports.models.knowing import known_on, shown_parties
from servanda.reports.rules.brief import (
    MeetingLine,
    OwnNotes,
    Participant,
    SeriesLine,
    Target,
    VagueDate,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django_stubs_ext import WithAnnotations

    from servanda.registers.models import Desk
    from servanda.reports.models.reading_sources import SourceBook

    class SeenInPost(TypedDict):
        """Since when a person is known in a post: as a source states it, else its first source."""

        stated_since: str | None
        seen_from: date | None
        tenure: UUID | None

    KnownParticipation = WithAnnotations[Participation, SeenInPost]


def series_known(desk: Desk, *, on: date) -> QuerySet[MeetingSeries]:
    """Return the series the register knew on a day, by name."""
    return known_on(MeetingSeries.objects.visible_to(desk), on).order_by("label", "id")


@dataclass(frozen=True)
class InPost:
    """Since when (EDTF) a person is known in the post in which it takes part, and by which tenure."""

    since: str
    tenure: UUID | None


@dataclass(frozen=True)
class MeetingRows:
    """What the database has on a series: its parties, its meetings, who took part."""

    series: MeetingSeries | None
    parties: list[str]
    meetings: list[Meeting]
    participations: dict[int, list[Participation]]
    known: dict[int, InPost]

    def entries(self) -> Iterable[UUID]:
        """Return the public names of all that may have sources."""
        yield from (self.series.uuid,) if self.series else ()
        for meeting in self.meetings:
            yield meeting.uuid
        for found in self.participations.values():
            for participation in found:
                yield participation.uuid
        for in_post in self.known.values():
            if in_post.tenure:
                yield in_post.tenure


def read_meetings(desk: Desk, series: MeetingSeries | None, *, on: date) -> MeetingRows:
    """Return the meetings of a series and those of none, known on a day; without one, all."""
    wanted = Q(series=series) | Q(series=None) if series else Q()
    known = known_on(Meeting.objects.visible_to(desk), on).filter(wanted)
    meetings = list(known.order_by("id"))
    rows = MeetingRows(series, _parties(desk, series), meetings, defaultdict(list), {})
    _read_participations(desk, rows, on=on)
    return rows


def series_line(
    rows: MeetingRows, book: SourceBook, own: dict[UUID, OwnNotes]
) -> SeriesLine | None:
    """Return the line of the series, if the brief has one."""
    series = rows.series
    if series is None:
        return None
    return SeriesLine(
        target=Target(series.KIND, series.uuid),
        name=series.label,
        rhythm=series.rhythm,
        rhythm_words=series.rhythm_words,
        level=series.level,
        parties=tuple(rows.parties),
        sources=book.of(series.uuid),
        own_notes=own.get(series.uuid, ()),
    )


def meeting_lines(
    rows: MeetingRows, book: SourceBook, own: dict[UUID, OwnNotes]
) -> list[MeetingLine]:
    """Return a line for each meeting."""
    return [
        _meeting_line(meeting, rows, book=book, own_notes=own.get(meeting.uuid, ()))
        for meeting in rows.meetings
    ]


def _meeting_line(
    meeting: Meeting, rows: MeetingRows, *, book: SourceBook, own_notes: OwnNotes
) -> MeetingLine:
    present = rows.participations.get(meeting.pk, [])
    organizations = [p.party or (p.post.organization if p.post else None) for p in present]
    return MeetingLine(
        target=Target(meeting.KIND, meeting.uuid),
        name=meeting.label,
        date=VagueDate(
            meeting.date, meeting.date_words, meeting.date_earliest, meeting.date_latest
        ),
        status=meeting.status,
        lapsed=False,
        in_series=rows.series is not None and meeting.series_id == rows.series.pk,
        format=meeting.format,
        place=meeting.place,
        parties=tuple(dict.fromkeys(party.label for party in organizations if party)),
        participants=tuple(_participant(p, rows, book) for p in present if p.person or p.post),
        sources=book.of(meeting.uuid),
        own_notes=own_notes,
    )


def _participant(participation: Participation, rows: MeetingRows, book: SourceBook) -> Participant:
    person, post = participation.person, participation.post
    organization = (post.organization if post else None) or participation.party
    known = rows.known.get(participation.pk)
    return Participant(
        name=person.label if person else "",
        post=post.label if post else "",
        organization=organization.label if organization else "",
        known_since=known.since if known else "",
        target=Target(person.KIND, person.uuid) if person else None,
        sources=book.of(participation.uuid)
        or (book.of(known.tenure) if known and known.tenure else ())
        or book.of(participation.meeting.uuid),
    )


def _parties(desk: Desk, series: MeetingSeries | None) -> list[str]:
    if series is None:
        return []
    rows = SeriesParty.objects.filter(series=series, party__in=shown_parties(desk))
    return list(rows.order_by("id").values_list("party__label", flat=True))


def _read_participations(desk: Desk, rows: MeetingRows, *, on: date) -> None:
    found = list(_known_participations(desk, rows.meetings, on=on))
    seen_at = {
        (row.person_id, row.post_id, row.meeting.date_latest): row.meeting.date for row in found
    }
    for row in found:
        rows.participations[row.meeting_id].append(row)
        since = row.stated_since or ""
        if not since and row.seen_from:
            # A tenure keeps the last day the meeting may have been on; its date says it as vaguely
            # as the source does.
            day = (row.person_id, row.post_id, row.seen_from)
            since = seen_at.get(day) or row.seen_from.isoformat()
        if since:
            rows.known[row.pk] = InPost(since, row.tenure)


def _known_participations(
    desk: Desk, meetings: list[Meeting], *, on: date
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
            meeting__in=[meeting.pk for meeting in meetings],
        )
        .select_related("meeting", "party", "person", "post__organization")
        .annotate(
            stated_since=Subquery(tenures.values("since")[:1]),
            seen_from=Subquery(tenures.values("known_from")[:1]),
            tenure=Subquery(tenures.values("uuid")[:1]),
        )
        .order_by("id")
    )
    return cast("QuerySet[KnownParticipation]", found)
