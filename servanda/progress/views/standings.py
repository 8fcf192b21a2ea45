"""All commitments of a register by standing: how many have each, and which these are."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from servanda.instruments.models import Wording
from servanda.progress.models import Update
from servanda.progress.rules import ATTENTION, headline, is_overdue
from servanda.progress.views.points import (
    LABELS,
    Count,
    points_of,
    provisions_seen,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

PAGE = 100


@dataclass(frozen=True)
class Stand:
    """Where one commitment stands: a key of LABELS, "overdue" before all else."""

    provision: int
    standing: str
    due: date | None


@require_safe
@register_page
def points(request: RegisterRequest) -> HttpResponse:
    """List the commitments of a register, all or those of one standing, a hundred a page."""
    desk = request.desk
    stands = stands_on(desk)
    asked = request.GET.get("standing", "")
    chosen = [stand for stand in stands if not asked or stand.standing == asked]
    number = min(_number(request.GET.get("page", "")), max(len(chosen) - 1, 0) // PAGE)
    shown = [stand.provision for stand in chosen[number * PAGE : (number + 1) * PAGE]]
    by_key = provisions_seen(desk).in_bulk(shown)
    context = {
        "slug": desk.register.slug,
        "asked": asked if asked in LABELS else "",
        "all_url": _url(desk),
        "total": len(stands),
        "number": len(chosen),
        "counts": counts_on(desk, stands),
        "points": points_of(desk, [by_key[key] for key in shown if key in by_key]),
        "newer_url": _url(desk, standing=asked, page=number) if number else None,
        "older_url": _url(desk, standing=asked, page=number + 2)
        if (number + 1) * PAGE < len(chosen)
        else None,
    }
    return render(request, "progress/points.html", context)


def stands_on(desk: Desk) -> list[Stand]:
    """Return where each commitment of the register stands today, what asks for attention first.

    Three queries, for any number; of two that ask alike, the one that is due earlier comes first.
    """
    commitments = provisions_seen(desk).commitments().standing_consent().order_by()
    wordings = Wording.objects.visible_to(desk).present().filter(provision__in=commitments)
    due = dict(wordings.values_list("provision", "timing__due_latest"))
    said = Update.objects.visible_to(desk).filter(provision__in=commitments)
    values: dict[int, list[str]] = defaultdict(list)
    last_words = said.stated_by(desk.today).last_words().values_list("provision", "value__core")
    for provision, core in last_words:
        values[provision].append(core)
    keys = commitments.values_list("pk", flat=True)
    found = [_stand(desk, key, due.get(key), values[key]) for key in keys]
    return sorted(
        found,
        key=lambda s: (ATTENTION.index(s.standing), s.due or date.max, s.provision),
    )


def counts_on(desk: Desk, stands: list[Stand]) -> list[Count]:
    """Return how many commitments have each standing, with the way to their list."""
    counter = Counter(stand.standing for stand in stands)
    return [
        Count(value, label, counter[value], url=_url(desk, standing=value))
        for value, label in LABELS.items()
        if counter[value]
    ]


def _stand(desk: Desk, key: int, due: date | None, values: list[str]) -> Stand:
    late = is_overdue(due_latest=due, values=values, on=desk.today)
    return Stand(key, "overdue" if late else str(headline(values)), due)


def _url(desk: Desk, *, standing: str = "", page: int = 1) -> str:
    told = {"standing": standing} if standing else {}
    asked = told | ({"page": str(page)} if page > 1 else {})
    here = reverse("points", kwargs={"slug": desk.register.slug})
    return f"{here}?{urlencode(asked)}" if asked else here


def _number(mark: str) -> int:
    """Return the place of a page, 0 first."""
    return max(int(mark) - 1, 0) if mark.isascii() and mark.isdigit() and 1 <= len(mark) < 7 else 0
