"""The page of a reporting duty: who owes which report to whom, until when, and whether it came."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.progress.rules import is_overdue
from servanda.progress.views.facts import Fact, Step, Value, given
from servanda.progress.views.footnotes import Footnotes
from servanda.progress.views.points import (
    Point,
    Tie,
    entry_url,
    markings_of,
    party_ties,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.models import ReportingDuty

DUE_FIELDS = ("due", "date")
LABEL_FIELDS = ("label", "text", "name")


@require_safe
@register_page
def duty(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(ReportingDuty.objects.visible_to(desk), uuid=uuid)
    points = points_of(desk, provisions_seen(desk).filter(duty=found))
    footnotes = Footnotes(desk, [found.uuid])
    values = [one.value for point in points for one in point.assessments]
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "duty": found,
        "points": points,
        "is_overdue": bool(points)
        and is_overdue(due_latest=found.due_latest, values=values, on=desk.today),
        "marks": footnotes.marks(found, *LABEL_FIELDS),
        "facts": _facts(desk, found, footnotes=footnotes, points=points),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, handling=markings_of(points)),
        "trail": [Step(_("Brief"), reverse("brief", kwargs={"slug": desk.register.slug}))],
    }
    return render(request, "reports/duty_detail.html", context)


def _facts(
    desk: Desk, found: ReportingDuty, *, footnotes: Footnotes, points: list[Point]
) -> list[Fact]:
    debtor = party_ties(desk, [found.debtor_id]).get(found.debtor_id or 0)
    instrument = Instrument.objects.visible_to(desk).filter(duties=found).first()
    from_instrument = (
        [Tie(instrument.label, entry_url(desk, "instrument", instrument))] if instrument else []
    )
    facts = given(
        Fact(
            _("Who owes it"),
            [Value.of_tie(debtor)] if debtor else [],
            footnotes.marks(found, "debtor", "by"),
        ),
        Fact(
            _("To whom"),
            [Value(found.recipient)] if found.recipient else [],
            footnotes.marks(found, "recipient"),
        ),
        Fact(
            _("Due"), Value.of_date(found.due, found.due_words), footnotes.marks(found, *DUE_FIELDS)
        ),
        Fact(
            _("Rule for the deadline"),
            [Value(found.rule)] if found.rule else [],
            footnotes.marks(found, "rule"),
        ),
        Fact(_("Instrument"), [Value.of_tie(tie) for tie in from_instrument], needs_source=False),
    )
    others = footnotes.other_marks(found)
    further = Fact(
        _("Further sources"), [Value(_("other words about it"))] if others else [], others
    )
    return [*facts, *given(further)]
