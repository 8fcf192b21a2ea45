"""The list of instruments of a register, by kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Adoption, Instrument, InstrumentKind, Provision
from servanda.parties.models import Party
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

AGREED_FIRST = [kind for kind in InstrumentKind if kind not in ("record", "statement")]
ORDER = [*AGREED_FIRST, InstrumentKind.RECORD, InstrumentKind.STATEMENT]


@dataclass(frozen=True)
class Line:
    """An instrument in the list; `force` tells whether it is in force where that can be known."""

    instrument: Instrument
    number: int
    adopted_by: list[str]
    force: str


@dataclass(frozen=True)
class Group:
    """The instruments of one kind."""

    kind: str
    title: str
    lines: list[Line]


@require_safe
@register_page
def instruments(request: RegisterRequest) -> HttpResponse:
    desk = request.desk
    listed = _listed(desk)
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "handling": desk.marking(*(instrument.handling for instrument in listed)),
        "groups": _groups(desk, listed),
        "documents": desk.can_edit,
    }
    return render(request, "instruments/instrument_list.html", context)


def _listed(desk: Desk) -> list[Instrument]:
    instruments = Instrument.objects.visible_to(desk)
    return list(instruments.order_by(F("period_earliest").desc(nulls_last=True), "-id"))


def _numbers(desk: Desk) -> dict[int, int]:
    """Return how many provisions of each instrument a person sees."""
    provisions = Provision.objects.visible_to(desk).order_by()
    return dict(provisions.values_list("instrument").annotate(Count("pk")))


def _groups(desk: Desk, listed: Iterable[Instrument]) -> list[Group]:
    adopted_by, numbers = _adopted_by(desk), _numbers(desk)
    lines: dict[str, list[Line]] = defaultdict(list)
    for instrument in listed:
        lines[instrument.kind].append(
            Line(
                instrument=instrument,
                number=numbers.get(instrument.pk, 0),
                adopted_by=adopted_by[instrument.pk],
                force=_force(desk, instrument),
            )
        )
    return [Group(kind, _title(kind), lines[kind]) for kind in ORDER if lines[kind]]


def _adopted_by(desk: Desk) -> dict[int, list[str]]:
    parties = Party.objects.visible_to(desk)
    adoptions = Adoption.objects.visible_to(desk).filter(party__in=parties).order_by("id")
    names: dict[int, list[str]] = defaultdict(list)
    for instrument, name in adoptions.values_list("instrument", "party__label"):
        names[instrument].append(name)
    return names


def _force(desk: Desk, instrument: Instrument) -> str:
    """Say whether a period holds today; empty where none is known, and for what only tells of one."""
    if instrument.kind == InstrumentKind.REPORT:
        return ""
    first, last = instrument.period_earliest, instrument.period_latest
    if last is not None and last < desk.today:
        return _("ended")
    if first is not None and first > desk.today:
        return _("not begun")
    return _("in force") if instrument.period else ""


def _title(kind: str) -> str:
    titles = {
        InstrumentKind.FRAMEWORK: _("Frameworks"),
        InstrumentKind.AGREEMENT: _("Agreements"),
        InstrumentKind.MEMORANDUM: _("Memorandums"),
        InstrumentKind.ACTION_PLAN: _("Action plans"),
        InstrumentKind.PROGRAMME: _("Programmes"),
        InstrumentKind.PROJECT: _("Projects"),
        InstrumentKind.RECORD: _("Records of meetings"),
        InstrumentKind.STATEMENT: _("Statements in documents"),
        InstrumentKind.LAW: _("Laws"),
        InstrumentKind.REPORT: _("Reports"),
        InstrumentKind.OTHER: _("Other instruments"),
    }
    return titles[InstrumentKind(kind)]
