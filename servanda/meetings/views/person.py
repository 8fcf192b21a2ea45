"""The page of a person through time: names, posts, and the meetings they took part in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting, Participation
from servanda.meetings.views.listing import years_of
from servanda.meetings.views.party import party_trail
from servanda.parties.models import Person, PersonName, Post, Tenure
from servanda.progress.views.differing import differing_on
from servanda.progress.views.facts import Fact, Value, given, names_as_facts
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


@require_safe
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
        "names": names_as_facts(PersonName.objects.filter(of=found).order_by("id")),
        "tenures": _tenures(desk, tenures, footnotes),
        "years": years_of(_meetings(desk, found), day=desk.today),
        "differing": differing_on(desk, found, footnotes),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found),
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


def _meetings(desk: Desk, found: Person) -> list[Meeting]:
    rows = Participation.objects.visible_to(desk).filter(person=found)
    attended = Meeting.objects.visible_to(desk).filter(participations__in=rows)
    return list(attended.distinct().latest_first())
