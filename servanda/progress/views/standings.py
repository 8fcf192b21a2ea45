"""All commitments of a register by standing: how many have each, and which these are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.progress.lists import STANDINGS
from servanda.progress.views.counted import Stretch, stands_counted
from servanda.progress.views.points import (
    Count,
    markings_of,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

PAGE = 100


@require_safe
@register_page
def points(request: RegisterRequest) -> HttpResponse:
    """List the commitments of a register or of one instrument, a hundred a page.

    `standing` chooses those of one standing.
    """
    desk = request.desk
    instrument = _instrument(desk, request.GET.get("instrument", ""))
    asked = request.GET.get("standing", "")
    number = _number(request.GET.get("page", ""))
    stretch = Stretch(number * PAGE, PAGE, standing=asked)
    stands = stands_counted(desk, instrument=instrument, stretch=stretch)
    total = sum(stands.counts.values())
    chosen = stands.counts.get(asked, 0) if asked else total
    if number * PAGE >= max(chosen, 1):  # beyond the end: the last page
        number = max(chosen - 1, 0) // PAGE
        stretch = replace(stretch, first=number * PAGE)
        stands = stands_counted(desk, instrument=instrument, stretch=stretch)
    by_key = provisions_seen(desk).in_bulk(stands.keys)
    listed = points_of(desk, [by_key[key] for key in stands.keys if key in by_key])
    here = Address(desk, instrument)
    has_more = (number + 1) * PAGE < chosen
    context = {
        "slug": desk.register.slug,
        "may_add": desk.can_edit,
        "instrument": instrument,
        "asked": asked if asked in STANDINGS else "",
        "all_url": here.url(),
        "total": total,
        "number": chosen,
        "counts": _counted(here, stands.counts),
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


def counts_on(desk: Desk, numbers: Mapping[str, int]) -> list[Count]:
    """Return how many commitments have each standing, by key of STANDINGS, with the way to their list."""
    return _counted(Address(desk), numbers)


def counts_within(desk: Desk, instrument: Instrument, numbers: Mapping[str, int]) -> list[Count]:
    """Return how many points of an instrument have each standing, with the way to their list."""
    return _counted(Address(desk, instrument), numbers)


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


def _number(mark: str) -> int:
    """Return the place of a page, 0 first."""
    return max(int(mark) - 1, 0) if mark.isascii() and mark.isdigit() and 1 <= len(mark) < 7 else 0
