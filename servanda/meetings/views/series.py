"""The page of a series: who meets whom, how often, its meetings, and what is still open."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.meetings.lists import told_rhythm_of
from servanda.meetings.models import Meeting, MeetingSeries, SeriesParty
from servanda.meetings.views.expecting import Expected, expected_of
from servanda.meetings.views.listing import (
    is_ahead,
    meetings_in_order,
    next_of,
    series_parties,
    years_of,
)
from servanda.progress.lists import STANDINGS
from servanda.progress.models import Update
from servanda.progress.views.counted import Stretch, stands_among
from servanda.progress.views.facts import Fact, Step, Value, given
from servanda.progress.views.footnotes import Footnotes
from servanda.progress.views.points import (
    Count,
    Point,
    Tie,
    markings_of,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk, Note
from servanda.registers.views import RegisterRequest, register_page

SHOWN = 50
"""So many open points stand on the page, what asks for attention first; the paper has all."""


@require_safe
@register_page
def series(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    desk = request.desk
    found = get_object_or_404(MeetingSeries.objects.visible_to(desk), uuid=uuid)
    listed = list(meetings_in_order(desk).filter(series=found))
    footnotes = Footnotes(desk, [found.uuid])
    parties = series_parties(desk, [found.pk])[found.pk]
    expected = expected_of(found, listed, day=desk.today, hosts=parties)
    open_points, numbers = _open_points(desk, [m.record_id for m in listed if m.record_id])
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "series": found,
        "facts": [
            *_facts(found, [tie for _row, tie in parties], footnotes),
            *_turns(desk, found, expected, parties),
        ],
        "expected": expected,
        "years": years_of(listed, day=desk.today),
        "number": len(listed),
        "next": next_of(listed, day=desk.today),
        "open_points": open_points,
        "open_number": sum(numbers.values()),
        "past_of": next((one for one in listed if is_ahead(one, day=desk.today)), None),
        "counts": [
            Count(name, label, numbers[name])
            for name, label in STANDINGS.items()
            if name in numbers
        ],
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


def _open_points(desk: Desk, records: list[int]) -> tuple[list[Point], dict[str, int]]:
    """Return the open points on some records that ask for attention first, and how many stand how."""
    if not records:
        return [], {}
    provisions = provisions_seen(desk).commitments().standing_consent()
    said = Update.objects.visible_to(desk).filter(provision__instrument__in=records)
    stands = stands_among(
        desk,
        provisions.filter(instrument__in=records),
        said,
        stretch=Stretch(0, SHOWN, settled_by=desk.today),
    )
    by_key = provisions_seen(desk).in_bulk(stands.keys)
    shown = [by_key[key] for key in stands.keys if key in by_key]
    return points_of(desk, shown), stands.counts


def _facts(found: MeetingSeries, parties: list[Tie], footnotes: Footnotes) -> list[Fact]:
    rhythm = [Value(told_rhythm_of(found), words=found.rhythm_words)]
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
            _("Counted from"),
            Value.of_date(found.counted_from, found.counted_from_words),
            footnotes.marks(found, "counted_from"),
            needs_source=False,
        ),
        Fact(
            _("Level"), [Value(found.level)] if found.level else [], footnotes.marks(found, "level")
        ),
        further_sources(footnotes, found),
    )


def _turns(
    desk: Desk, found: MeetingSeries, expected: Expected, parties: list[tuple[SeriesParty, Tie]]
) -> list[Fact]:
    """Return who hosts in turn, and which series it takes up, as far as the person sees them."""
    hosts = sorted((pair for pair in parties if pair[0].turn), key=lambda pair: pair[0].turn or 0)
    turns = [
        replace(Value.of_tie(tie), detail=_("next") if tie == expected.host else "")
        for _row, tie in hosts
    ]
    followed = MeetingSeries.objects.visible_to(desk).filter(followed_by=found).first()
    taken_up = []
    if followed is not None:
        names = {"slug": desk.register.slug, "uuid": followed.uuid}
        taken_up = [Value(followed.label, url=reverse("series", kwargs=names))]
    return given(
        Fact(_("Hosts in turn"), turns, needs_source=False),
        Fact(_("Takes up what is open in"), taken_up, needs_source=False),
    )


def further_sources(footnotes: Footnotes, found: MeetingSeries | Meeting) -> Fact:
    """Return the sources of fields that the page does not show one by one."""
    others = footnotes.other_marks(found)
    return Fact(_("Further sources"), [Value(_("other words about it"))] if others else [], others)
