"""The state of past decisions before a meeting: a page, and a Word file to hand out."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting
from servanda.meetings.views.series import meeting_trail
from servanda.progress.lists import STANDINGS
from servanda.progress.views.facts import Step
from servanda.progress.views.points import Count
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.forms import variants_for
from servanda.reports.models.past import Asked, gather_past_decisions
from servanda.reports.rules.brief import Variant
from servanda.reports.rules.composing_past import past_paper
from servanda.reports.rules.past import PastDecisions
from servanda.reports.rules.rendering_docx import docx_of
from servanda.reports.templatetags.brief import Place
from servanda.reports.views.printing import CatalogueWords, media_type

PAGE = 50
MOST = 1_000
"""So many points a file holds at most: what asks for attention first."""


@require_safe
@register_page
def past_decisions(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show the points that a meeting has to speak of first, fifty a page, or all in a file."""
    desk = request.desk
    meeting = get_object_or_404(Meeting.objects.visible_to(desk), uuid=uuid)
    asked = request.GET.dict()
    variant = _variant(desk, asked.get("variant", ""))
    if asked.get("format") == "docx":
        return _file(gather_past_decisions(desk, meeting, Asked(most=MOST, variant=variant)))
    standing = asked.get("standing", "") if asked.get("standing", "") in STANDINGS else ""
    number = _number(asked.get("page", ""))
    past = gather_past_decisions(desk, meeting, Asked(number * PAGE, PAGE, standing, variant))
    return _page(request, meeting, past, _Address(desk, meeting, variant, standing, number))


@dataclass(frozen=True)
class _Address:
    """Where the past decisions of a meeting stand: for whom, of which standing, which page."""

    desk: Desk
    meeting: Meeting
    variant: Variant
    standing: str
    number: int

    def url(self, **asked: str) -> str:
        """Return the address for the same people of what is asked for."""
        names = {"slug": self.desk.register.slug, "uuid": self.meeting.uuid}
        here = reverse("past-decisions", kwargs=names)
        given = {name: value for name, value in asked.items() if value}
        return f"{here}?{urlencode({**given, 'variant': self.variant.value})}"

    def page(self, number: int) -> str:
        """Return the address of another page of the same."""
        return self.url(standing=self.standing, page=str(number + 1))


def _page(
    request: RegisterRequest, meeting: Meeting, past: PastDecisions, here: _Address
) -> HttpResponse:
    counts = dict(past.counts)
    chosen = counts.get(here.standing, 0) if here.standing else past.total
    paper = past_paper(past, CatalogueWords())
    slug = here.desk.register.slug
    url = reverse("meeting", kwargs={"slug": slug, "uuid": meeting.uuid})
    context = {
        "slug": slug,
        "paper": paper,
        "place": Place(slug, here.url()),
        "handling": paper.marking,
        "counts": [
            Count(name, label, counts[name], url=here.url(standing=name))
            for name, label in STANDINGS.items()
            if counts.get(name)
        ],
        "asked": here.standing,
        "all_url": here.url() if here.standing else "",
        "file_url": here.url(format="docx"),
        "before_url": here.page(here.number - 1) if here.number else "",
        "after_url": here.page(here.number + 1) if (here.number + 1) * PAGE < chosen else "",
        "variants": _others(here),
        "trail": meeting_trail(here.desk, Step(meeting.label, url)),
    }
    return render(request, "reports/past_decisions.html", context)


def _others(here: _Address) -> list[Step]:
    """Return the ways to the same paper made for others."""
    return [
        Step(_("Made for: %(whom)s") % {"whom": label}, f"?{urlencode({'variant': name})}")
        for name, label in variants_for(here.desk)
        if name != here.variant.value
    ]


def _file(past: PastDecisions) -> HttpResponse:
    made = docx_of(past_paper(past, CatalogueWords()))
    name = f"past-decisions-{past.register.slug}-{past.on.isoformat()}-{past.variant.value}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=media_type("docx"), headers=headers)


def _variant(desk: Desk, asked: str) -> Variant:
    """Return for whom the paper is made: as asked, where the person may have that one."""
    offered = [name for name, _label in variants_for(desk)]
    return Variant(asked if asked in offered else offered[0])


def _number(mark: str) -> int:
    """Return the place of a page, 0 first."""
    return max(int(mark) - 1, 0) if mark.isascii() and mark.isdigit() and 1 <= len(mark) < 7 else 0
