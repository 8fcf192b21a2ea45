"""The page of a series: who meets whom, how often, its meetings, and what is still open."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting, MeetingSeries
from servanda.meetings.views.listing import meetings_in_order, next_of, series_parties, years_of
from servanda.progress.views.facts import Fact, Step, Value, given
from servanda.progress.views.footnotes import Footnotes
from servanda.progress.views.points import (
    Point,
    Tie,
    by_attention,
    counts_of,
    markings_of,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk, Note
from servanda.registers.views import RegisterRequest, register_page


@require_safe
@register_page
def series(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(MeetingSeries.objects.visible_to(desk), uuid=uuid)
    listed = [meeting for meeting in meetings_in_order(desk) if meeting.series_id == found.pk]
    footnotes = Footnotes(desk, [found.uuid])
    parties = series_parties(desk, [found.pk])[found.pk]
    open_points = [
        point
        for point in _points(desk, [m.record_id for m in listed if m.record_id])
        if point.is_open
    ]
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "series": found,
        "facts": _facts(found, parties, footnotes),
        "years": years_of(listed, day=desk.today),
        "number": len(listed),
        "next": next_of(listed, day=desk.today),
        "open_points": by_attention(open_points),
        "counts": counts_of(open_points),
        "notes": footnotes.notes,
        "handling": footnotes.marking(found, *listed, handling=markings_of(open_points)),
        "own_notes": Note.objects.visible_to(desk).on(found.uuid),
        "trail": meeting_trail(desk),
    }
    return render(request, "meetings/series_detail.html", context)


def meeting_trail(desk: Desk, *above: Step) -> list[Step]:
    """Return the way to a page about a meeting."""
    url = reverse("meetings", kwargs={"slug": desk.register.slug})
    return [Step(_("Meetings"), url), *above]


def _points(desk: Desk, records: list[int]) -> list[Point]:
    provisions = provisions_seen(desk).commitments().standing_consent()
    return points_of(desk, provisions.filter(instrument__in=records).order_by("id"))


def _facts(found: MeetingSeries, parties: list[Tie], footnotes: Footnotes) -> list[Fact]:
    rhythm = [Value(found.rhythm, words=found.rhythm_words)]
    return given(
        Fact(
            _("Between"),
            [Value.of_tie(tie) for tie in parties],
            footnotes.marks(found, "parties"),
        ),
        Fact(
            _("Rhythm"),
            rhythm if found.rhythm or found.rhythm_words else [],
            footnotes.marks(found, "rhythm", "status", "date"),
        ),
        Fact(
            _("Level"), [Value(found.level)] if found.level else [], footnotes.marks(found, "level")
        ),
        further_sources(footnotes, found),
    )


def further_sources(footnotes: Footnotes, found: MeetingSeries | Meeting) -> Fact:
    """Return the sources of fields that the page does not show one by one."""
    others = footnotes.other_marks(found)
    return Fact(_("Further sources"), [Value(_("other words about it"))] if others else [], others)
