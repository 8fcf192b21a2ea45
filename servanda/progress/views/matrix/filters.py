"""What narrows a matrix, as its page offers it: agency, year and standing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from servanda.progress.lists import STANDINGS
from servanda.progress.views.matrix.asking import UNDATED, MatrixQuery
from servanda.progress.views.matrix.plan import PlanRow, PlanRows

Choices = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Choice:
    """A value that a filter offers."""

    value: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """What rows can be narrowed by, the choice of all first."""

    name: str
    label: str
    choices: Sequence[Choice]


def filters_of(plan: PlanRows, query: MatrixQuery) -> list[Filter]:
    """Return the filters of a plan that leave a choice, or leave one already."""
    rows = list(plan.rows.values())
    offered = [
        _filter("agency", _("Agency"), _agencies(plan), query.agency),
        _filter("year", _("Year"), _years(plan, rows), query.year),
        _filter("standing", _("Standing"), _standings(rows), query.standing),
    ]
    return [one for one in offered if len(one.choices) > 1]


def faults_of(plan: PlanRows, query: MatrixQuery, filters: Sequence[Filter]) -> list[str]:
    """Say what of an address is not known here."""
    known = {one.name: {choice.value for choice in one.choices} for one in filters}
    asked = {"agency": query.agency, "year": query.year, "standing": query.standing}
    faults = [
        _("This plan knows nothing by which “%(words)s” would choose.") % {"words": words}
        for name, words in asked.items()
        if words and words not in known.get(name, set())
    ]
    if query.under and plan.named(query.under) is None:
        faults.append(_("The part of the plan that this address names is not known here."))
    return faults


def without_filters(query: MatrixQuery) -> str:
    """Return the address of the same with all rows."""
    return replace(query.beginning(), agency="", year="", standing="", under="").address


def _filter(name: str, label: str, choices: Choices, chosen: str) -> Filter:
    every = Choice("", _("All"), not chosen)
    return Filter(name, label, [every, *(Choice(*one, one[0] == chosen) for one in choices)])


def _agencies(plan: PlanRows) -> Choices:
    named = [(str(party.uuid), party.label) for party in plan.parties.values()]
    return sorted(named, key=lambda one: one[1].casefold())


def _years(plan: PlanRows, rows: Sequence[PlanRow]) -> Choices:
    years: list[tuple[str, str]] = [(str(year), str(year)) for year in plan.years()]
    is_open = any(row.standing and row.falls_in(UNDATED) for row in rows)
    return [*years, (UNDATED, _("without a year"))] if is_open and years else years


def _standings(rows: Sequence[PlanRow]) -> Choices:
    there = {row.standing for row in rows}
    return [(value, label) for value, label in STANDINGS.items() if value in there]
