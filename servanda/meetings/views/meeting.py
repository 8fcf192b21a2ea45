"""The page of a meeting: when, where, who took part, and what was agreed there."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.meetings.forms import link_seen
from servanda.meetings.models import AgendaItem, Meeting, MeetingSeries, Participation
from servanda.meetings.views.listing import is_ahead, is_unheard
from servanda.meetings.views.overlapping import overlaps_of
from servanda.meetings.views.series import further_sources, meeting_trail
from servanda.parties.models import Person, Post
from servanda.progress.views.differing import differing_on
from servanda.progress.views.facts import Fact, Step, Value, given
from servanda.progress.views.footnotes import Footnotes, Mark, keys_seen
from servanda.progress.views.points import (
    Point,
    Tie,
    markings_of,
    party_ties,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk, Note
from servanda.registers.rules.calendars import days_of
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class Seat:
    """Who took part: person, post and organization, each as far as it is known and public."""

    person: Tie | None
    post: str
    organization: Tie | None
    marks: list[Mark]


@require_safe
@register_page
def meeting(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(
        Meeting.objects.visible_to(desk).select_related("series", "record"), uuid=uuid
    )
    rows = list(
        Participation.objects.visible_to(desk)
        .filter(meeting=found)
        .select_related("person", "post")
        .order_by("id")
    )
    footnotes = Footnotes(desk, [found.uuid, *(row.uuid for row in rows)])
    series = _series(desk, found)
    facts = [_status(desk, found, footnotes), *_facts(desk, found, series, footnotes)]
    persons = keys_seen(Person.objects.visible_to(desk), [row.person_id for row in rows])
    seats = _seats(desk, rows, persons, footnotes)
    points = _points(desk, found)
    seat_marks = footnotes.marks(found, "people", "parties")
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "meeting": found,
        "is_ahead": is_ahead(found, day=desk.today),
        "has_days": days_of(found.date) is not None,
        "overlaps": overlaps_of(desk, found, persons),
        "series": found.series.uuid if series and found.series else None,
        "facts": [*facts, *given(further_sources(footnotes, found))],
        "seats": seats,
        "seat_marks": seat_marks,
        "online": link_seen(desk, found),
        "agenda": AgendaItem.objects.visible_to(desk).filter(meeting=found),
        "points": points,
        "record": _record(desk, found),
        "differing": differing_on(desk, found, footnotes),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, *rows, handling=markings_of(points)),
        "own_notes": Note.objects.visible_to(desk).on(found.uuid),
        "trail": meeting_trail(desk, *([series] if series else [])),
    }
    return render(request, "meetings/meeting_detail.html", context)


def _series(desk: Desk, found: Meeting) -> Step | None:
    if found.series is None:
        return None
    if not keys_seen(MeetingSeries.objects.visible_to(desk), [found.series.pk]):
        return None
    names = {"slug": desk.register.slug, "uuid": found.series.uuid}
    return Step(found.series.label, reverse("series", kwargs=names))


def _status(desk: Desk, found: Meeting, footnotes: Footnotes) -> Fact:
    silence = _("No source says that it was held.") if is_unheard(found, day=desk.today) else ""
    told = Value(found.get_status_display(), detail=silence)
    return Fact(_("Status"), [told], footnotes.marks(found, "status"))


def _facts(desk: Desk, found: Meeting, series: Step | None, footnotes: Footnotes) -> list[Fact]:
    host = party_ties(desk, [found.host_id]).get(found.host_id or 0)
    number = [Value(str(found.number))] if found.number is not None else []
    dated = Value.of_date(found.date, found.date_words)
    unknown = Value(_("date not known"))
    return given(
        Fact(_("When"), dated or [unknown], footnotes.marks(found, "date"), bool(dated)),
        Fact(
            _("Where"), [Value(found.place)] if found.place else [], footnotes.marks(found, "place")
        ),
        Fact(
            _("Format"),
            [Value(found.get_format_display())] if found.format else [],
            footnotes.marks(found, "format"),
        ),
        Fact(
            _("Series"),
            [Value(series.label, url=series.url)] if series else [],
            needs_source=False,
        ),
        Fact(_("Number in the series"), number, needs_source=False),
        Fact(
            _("Host"), [Value.of_tie(host)] if host else [], footnotes.marks(found, "host"), False
        ),
    )


def _seats(
    desk: Desk, rows: list[Participation], persons: Collection[int], footnotes: Footnotes
) -> list[Seat]:
    """Return who took part, persons first, each said once.

    A party for which somebody speaks is not said beside, nor a person again whom another source
    names without the post.
    """
    posts = keys_seen(Post.objects.visible_to(desk), [row.post_id for row in rows])
    parties = party_ties(
        desk,
        [row.party_id for row in rows] + [row.post.organization_id for row in rows if row.post],
    )
    seats = []
    spoken_for = {
        _organization(row) for row in rows if row.person_id in persons or row.post_id in posts
    }
    in_post = {row.person_id for row in rows if row.person_id and row.post_id in posts}
    for row in sorted(rows, key=lambda row: (row.person_id is None, row.pk)):
        organization = _organization(row)
        if row.person_id is None and row.post_id is None and organization in spoken_for:
            continue
        if row.person_id in in_post and row.post_id not in posts:
            continue
        seat = Seat(
            person=_person_tie(desk, row.person) if row.person_id in persons else None,
            post=row.post.label if row.post and row.post_id in posts else "",
            organization=parties.get(organization or 0),
            marks=footnotes.marks(row, "party", "person", "post"),
        )
        if seat.person or seat.post or seat.organization:
            seats.append(seat)
    return seats


def _organization(row: Participation) -> int | None:
    return row.party_id or (row.post.organization_id if row.post else None)


def _person_tie(desk: Desk, person: Person | None) -> Tie | None:
    if person is None:
        return None
    names = {"slug": desk.register.slug, "uuid": person.uuid}
    return Tie(person.label, reverse("person", kwargs=names))


def _points(desk: Desk, found: Meeting) -> list[Point]:
    if found.record_id is None:
        return []
    provisions = provisions_seen(desk).filter(instrument=found.record_id)
    return points_of(desk, provisions.order_by("id"))


def _record(desk: Desk, found: Meeting) -> str:
    """Return the address of the meeting's record; empty where there is none to see."""
    if not keys_seen(Instrument.objects.visible_to(desk), [found.record_id]):
        return ""
    names = {"slug": desk.register.slug, "uuid": found.record.uuid if found.record else ""}
    return reverse("instrument", kwargs=names)
