"""All commitments of a register by standing: how many have each, and which these are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument, Wording
from servanda.progress.lists import STANDINGS
from servanda.progress.models import Update
from servanda.progress.rules import ATTENTION, Headline, headline, is_overdue
from servanda.progress.views.points import (
    Count,
    Point,
    markings_of,
    points_of,
    provisions_seen,
    standing_of,
)
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at
from servanda.registers.views import RegisterRequest, register_page

PAGE = 100
_PLACES = {str(standing): place for place, standing in enumerate(ATTENTION)}


@dataclass(frozen=True)
class Stand:
    """Where one commitment stands: a key of STANDINGS, "overdue" before all else.

    `is_done` where somebody says so.
    """

    provision: int
    standing: str
    due: date | None
    is_done: bool


@require_safe
@register_page
def points(request: RegisterRequest) -> HttpResponse:
    """List the commitments of a register or of one instrument, a hundred a page.

    `standing` chooses those of one standing.
    """
    desk = request.desk
    instrument = _instrument(desk, request.GET.get("instrument", ""))
    stands = stands_on(desk, instrument=instrument)
    asked = request.GET.get("standing", "")
    chosen = [stand for stand in stands if not asked or stand.standing == asked]
    number = min(_number(request.GET.get("page", "")), max(len(chosen) - 1, 0) // PAGE)
    shown = [stand.provision for stand in chosen[number * PAGE : (number + 1) * PAGE]]
    by_key = provisions_seen(desk).in_bulk(shown)
    listed = points_of(desk, [by_key[key] for key in shown if key in by_key])
    here = Address(desk, instrument)
    has_more = (number + 1) * PAGE < len(chosen)
    context = {
        "slug": desk.register.slug,
        "may_add": desk.can_edit,
        "instrument": instrument,
        "asked": asked if asked in STANDINGS else "",
        "all_url": here.url(),
        "total": len(stands),
        "number": len(chosen),
        "counts": _counted(here, Counter(stand.standing for stand in stands)),
        "points": listed,
        "handling": desk.marking(*markings_of(listed)),
        "newer_url": here.url(standing=asked, page=number) if number else None,
        "older_url": here.url(standing=asked, page=number + 2) if has_more else None,
    }
    return render(request, "progress/points.html", context)


@dataclass(frozen=True)
class Address:
    """Where the commitments of a register, or of one of its instruments, are listed."""

    desk: Desk
    instrument: Instrument | None = None

    def url(self, *, standing: str = "", page: int = 1) -> str:
        """Return the address of all of them or of those of one standing, of one of its pages."""
        asked = {
            "instrument": str(self.instrument.uuid) if self.instrument else "",
            "standing": standing,
            "page": str(page) if page > 1 else "",
        }
        given = {name: value for name, value in asked.items() if value}
        here = reverse("points", kwargs={"slug": self.desk.register.slug})
        return f"{here}?{urlencode(given)}" if given else here


def stands_on(desk: Desk, *, instrument: Instrument | None = None) -> list[Stand]:
    """Return where each commitment of the register stands today, what asks for attention first.

    Two queries, for any number; what an edition that is being made adds is no commitment yet. Of two that ask alike, the one that is due earlier comes first.
    """
    commitments = provisions_seen(desk).commitments().standing_consent().order_by()
    if instrument is not None:
        commitments = commitments.filter(instrument=instrument)
    present = Wording.objects.present().filter(provision=OuterRef("pk")).order_by()
    due = present.filter(is_seen_at(desk)).values("timing__due_latest")[:1]
    worded = commitments.filter(Exists(present)).annotate(due=Subquery(due))
    said = Update.objects.visible_to(desk).filter(provision__in=commitments)
    values: dict[int, list[str]] = defaultdict(list)
    last_words = said.stated_by(desk.today).last_words().values_list("provision", "value__core")
    for provision, core in last_words:
        values[provision].append(core)
    rows = worded.values_list("pk", "due")
    found = [_stand(desk, key, due, values.get(key, ())) for key, due in rows]
    return sorted(
        found,
        key=lambda s: (_PLACES[s.standing], s.due or date.max, s.provision),
    )


def counts_on(desk: Desk, numbers: Mapping[str, int]) -> list[Count]:
    """Return how many commitments have each standing, by key of STANDINGS, with the way to their list."""
    return _counted(Address(desk), numbers)


def counts_within(desk: Desk, instrument: Instrument, points: Iterable[Point]) -> list[Count]:
    """Return how many points of an instrument have each standing, with the way to their list."""
    standings = (standing_of(point) for point in points)
    return _counted(Address(desk, instrument), Counter(filter(None, standings)))


def _counted(address: Address, numbers: Mapping[str, int]) -> list[Count]:
    return [
        Count(value, label, numbers[value], url=address.url(standing=value))
        for value, label in STANDINGS.items()
        if numbers.get(value)
    ]


def _instrument(desk: Desk, name: str) -> Instrument | None:
    """Return the instrument of a public name; None where none is asked for."""
    if not name:
        return None
    try:
        uuid = UUID(name)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)


def _stand(desk: Desk, key: int, due: date | None, values: Collection[str]) -> Stand:
    late = is_overdue(due_latest=due, values=values, on=desk.today)
    standing = "overdue" if late else str(headline(values))
    return Stand(key, standing, due, is_done=Headline.DONE in values)


def _number(mark: str) -> int:
    """Return the place of a page, 0 first."""
    return max(int(mark) - 1, 0) if mark.isascii() and mark.isdigit() and 1 <= len(mark) < 7 else 0
