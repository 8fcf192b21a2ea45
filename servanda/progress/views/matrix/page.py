"""The page of the matrix of a plan: its rows, or what they add up to by agency, by year, in money."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.progress.views.facts import Step
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.matrix.asking import TREE, MatrixQuery
from servanda.progress.views.matrix.filters import faults_of, filters_of, without_filters
from servanda.progress.views.matrix.grouping import by_agency, by_part, by_year, counts_of_rows
from servanda.progress.views.matrix.in_time import PlanInTime
from servanda.progress.views.matrix.plan import PlanRows, markings_in
from servanda.progress.views.matrix.planned_money import money_of
from servanda.progress.views.matrix.rates import rates_of
from servanda.progress.views.matrix.shown import Matrix
from servanda.progress.views.points import entry_url
from servanda.registers.views import RegisterRequest, register_page


@dataclass(frozen=True)
class Tab:
    """A layout of the same rows."""

    label: str | Promise
    url: str
    is_current: bool


def _as_tree(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return _marked(plan, Matrix(plan, query))


def _in_time(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    drawn = PlanInTime(plan, query)
    return {"drawn": drawn, **_marked(plan, drawn.matrix)}


def _marked(plan: PlanRows, matrix: Matrix) -> dict[str, object]:
    return {"matrix": matrix, "handling": plan.desk.marking(*markings_in(matrix.shown))}


def _by_agency(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return {"groups": by_agency(plan, query), "head": gettext("Agency"), "has_helping": True}


def _by_part(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return {"groups": by_part(plan, query), "head": gettext("Part of the plan")}


def _by_year(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return {"groups": by_year(plan, query), "head": gettext("Year")}


def _in_money(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return {"money": money_of(plan, plan.matching(query))}


def _as_rates(plan: PlanRows, query: MatrixQuery) -> dict[str, object]:
    return {"rates": rates_of(plan, query)}


LAYOUTS: Final[
    Mapping[str, tuple[Promise, Callable[[PlanRows, MatrixQuery], dict[str, object]], str]]
] = {
    TREE: (_("The matrix"), _as_tree, "progress/_matrix.html"),
    "time": (_("In time"), _in_time, "progress/_matrix_time.html"),
    "agency": (_("By agency"), _by_agency, "progress/_matrix_groups.html"),
    "part": (_("By objective"), _by_part, "progress/_matrix_groups.html"),
    "year": (_("By year"), _by_year, "progress/_matrix_groups.html"),
    "rate": (_("How much is done"), _as_rates, "progress/_matrix_rates.html"),
    "money": (_("Money"), _in_money, "progress/_matrix_money.html"),
}


@require_safe
@register_page
def matrix(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show the matrix of a plan as its address asks; what it does not know it says."""
    desk = request.desk
    found = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    query, plan = MatrixQuery.of(request.GET), PlanRows(desk, found)
    query = query if query.layout in LAYOUTS else replace(query, layout=TREE)
    label, laid_out, template = LAYOUTS[query.layout]
    filters, rows = filters_of(plan, query), plan.matching(query)
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "instrument": found,
        "query": query,
        "label": label,
        "template": template,
        "tabs": _tabs(query),
        "filters": filters,
        "kept": query.kept("agency", "year", "standing"),
        "kept_beside_columns": query.kept("column"),
        "faults": faults_of(plan, query, filters),
        "counts": counts_of_rows(rows, replace(query, standing="")),
        "under": plan.named(query.under),
        "all_url": without_filters(query),
        "asked": replace(query.beginning(), layout=TREE).address,
        "handling": desk.marking(*markings_in(rows)),
        "trail": instrument_trail(desk, Step(found.label, entry_url(desk, "instrument", found))),
        **laid_out(plan, query),
    }
    return render(request, "progress/matrix.html", context)


def _tabs(query: MatrixQuery) -> list[Tab]:
    first = query.beginning()
    return [
        Tab(label, replace(first, layout=name).address, name == query.layout)
        for name, (label, _laid_out, _template) in LAYOUTS.items()
    ]
