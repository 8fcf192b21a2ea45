"""The page of a person through time: names, posts, and the meetings they took part in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from servanda.meetings.models import Meeting, Participation
from servanda.meetings.views.party import party_trail
from servanda.parties.models import Person, PersonName, Post, Tenure
from servanda.progress.views.facts import Fact, Value, given
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.points import Tie, party_ties
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class TenureLine:
    """A post the person held, with the days between which sources show them there."""

    tenure: Tenure
    organization: Tie | None
    marks: list[Mark]


@dataclass(frozen=True)
class Attendance:
    """A meeting at which the person took part, and the post in which."""

    meeting: Meeting
    post: str


@register_page
def person(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(Person.objects.visible_to(desk), uuid=uuid)
    tenures = list(
        Tenure.objects.visible_to(desk)
        .filter(person=found, post__in=Post.objects.visible_to(desk))
        .select_related("post")
        .order_by(F("known_until").desc(nulls_last=True), "-id")
    )
    footnotes = Footnotes(desk, [found.uuid, *(tenure.uuid for tenure in tenures)])
    marks = footnotes.marks(found, "name", "label", "post", "organization")
    context = {
        "slug": desk.register.slug,
        "person": found,
        "facts": given(Fact(_("Name"), [Value(found.label)], marks)),
        "names": PersonName.objects.filter(of=found).order_by("id"),
        "tenures": _tenures(desk, tenures, footnotes),
        "attendances": _attendances(desk, found),
        "notes": footnotes.notes,
        "trail": party_trail(desk),
    }
    return render(request, "meetings/person_detail.html", context)


def _tenures(desk: Desk, tenures: list[Tenure], footnotes: Footnotes) -> list[TenureLine]:
    ties = party_ties(desk, [tenure.post.organization_id for tenure in tenures])
    return [
        TenureLine(
            tenure,
            ties.get(tenure.post.organization_id or 0),
            footnotes.marks(tenure, "post", "since", "until", "known_from", "known_until"),
        )
        for tenure in tenures
    ]


def _attendances(desk: Desk, found: Person) -> list[Attendance]:
    rows = Participation.objects.visible_to(desk).filter(person=found)
    posts = dict(
        rows.filter(post__in=Post.objects.visible_to(desk)).values_list("meeting", "post__label")
    )
    meetings = Meeting.objects.visible_to(desk).filter(participations__in=rows).latest_first()
    return [Attendance(meeting, posts.get(meeting.pk, "")) for meeting in meetings.distinct()]
