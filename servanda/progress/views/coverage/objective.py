"""The page of an objective in a register: its titles, where it stands, what implements it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import (
    HeldText,
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Provision,
    ProvisionLabel,
)
from servanda.progress.views.coverage.frameworks import FALLBACK, Outline, outline_of
from servanda.progress.views.coverage.matrix import GAPS, Gap, Line, Objective, matrix_of
from servanda.progress.views.coverage.measures import implementing, lacks_of
from servanda.progress.views.labels import label_lines
from servanda.progress.views.linked import LINKS_IN, LINKS_OUT
from servanda.progress.views.ordering import by_attention, counts_of
from servanda.progress.views.points import (
    markings_of,
    points_of,
    provisions_seen,
    provisions_within_reach,
    tied_url,
)
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at, is_within_reach
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.models import Document

STRENGTHS: Mapping[int, str | Promise] = {1: _("weak tie"), 2: _("fair tie"), 3: _("strong tie")}


@dataclass(frozen=True)
class Crossing:
    """A provision of another framework to which an objective is tied, how and why."""

    label: str | Promise
    framework: str
    text: str
    url: str
    strength: str | Promise
    reason: str


@require_safe
@register_page
def objective(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show an objective of a framework with everything that implements it in this register."""
    desk = request.desk
    found = get_object_or_404(
        provisions_within_reach(desk).filter(
            register__is_library=True, instrument__kind=InstrumentKind.FRAMEWORK
        ),
        uuid=uuid,
    )
    outline = outline_of(desk, found.instrument, get_language() or FALLBACK)
    told = as_told(outline, found)
    line = _line(desk, found, outline, told)
    shown = provisions_seen(desk).in_bulk(sorted(line.measures))
    points = by_attention(points_of(desk, [shown[key] for key in sorted(shown)]))
    links = _links(desk, found)
    context = {
        "slug": desk.register.slug,
        "found": found,
        "objective": told,
        "above": [outline.objectives[key] for key in reversed(outline.above(found.pk)[1:])],
        "labels": label_lines(ProvisionLabel.objects.filter(provision=found).order_by("id")),
        "groups": [one.to_provision for one in links if one.kind == LinkKind.PART_OF],
        "crossings": [_crossing(desk, found, one) for one in links if one.kind != LinkKind.PART_OF],
        "points": points,
        "counts": counts_of(points),
        "gaps": [(label, line.lack(gap)) for gap, label in GAPS.items() if line.lack(gap)],
        "documents": _documents(desk, {one.provision.instrument_id for one in points}),
        "handling": desk.marking(*markings_of(points)),
    }
    return render(request, "progress/objective.html", context)


def as_told(outline: Outline, found: Provision) -> Objective:
    """Return an objective as pages name it; one that has no present wording by its label."""
    there = outline.objectives.get(found.pk)
    return there or Objective(found.pk, str(found.uuid), "", found.label, FALLBACK)


def _line(desk: Desk, found: Provision, outline: Outline, told: Objective) -> Line:
    measures = implementing(desk, found.instrument, outline).get(found.pk, frozenset[int]())
    lacks: Mapping[int, frozenset[Gap]] = lacks_of(desk, measures) if measures else {}
    return matrix_of([("", [told])], {found.pk: measures}, lacks).lines[0]


def _links(desk: Desk, found: Provision) -> list[Link]:
    """Return how an objective is tied inside the library: groups and other frameworks."""
    both = is_within_reach(desk, "from_provision__") & is_within_reach(desk, "to_provision__")
    inside = Q(from_provision=found) | Q(to_provision=found)
    rows = Link.objects.filter(is_within_reach(desk), both, inside, register__is_library=True)
    ways = ("from_provision", "to_provision")
    related = [f"{way}__{name}" for way in ways for name in ("instrument", "register")]
    return list(rows.select_related(*related).order_by("-strength", "id"))


def _crossing(desk: Desk, found: Provision, link: Link) -> Crossing:
    is_out = link.from_provision_id == found.pk
    other = link.to_provision if is_out else link.from_provision
    return Crossing(
        label=(LINKS_OUT if is_out else LINKS_IN)[link.kind],
        framework=other.instrument.label,
        text=other.label,
        url=tied_url(desk, other),
        strength=STRENGTHS.get(link.strength or 0, ""),
        reason=link.reason,
    )


def _documents(desk: Desk, instruments: set[int]) -> list[Document]:
    """Return the documents that hold the texts in which the measures stand."""
    held = HeldText.objects.visible_to(desk).filter(instrument__in=instruments)
    made = Instrument.objects.visible_to(desk).filter(pk__in=instruments)
    meant = Q(pk__in=held.values("document")) | Q(pk__in=made.values("made_from"))
    return list(Document.objects.filter(is_seen_at(desk)).filter(meant).order_by("title", "id"))
