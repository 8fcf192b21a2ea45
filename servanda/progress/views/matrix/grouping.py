"""A plan grouped: who answers for how much of it, what falls into each year."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from servanda.instruments.models import ResponsibilityRole
from servanda.progress.lists import STANDINGS
from servanda.progress.views.matrix.asking import TREE, UNDATED, MatrixQuery
from servanda.progress.views.matrix.plan import PlanRow, PlanRows, label_of
from servanda.progress.views.points import Count, Tie, entry_url

_HELPING: Final = frozenset({ResponsibilityRole.PARTNER.value})


@dataclass(frozen=True)
class Group:
    """Measures that have something in common: an agency, a year. `url` leads to them."""

    label: Tie
    url: str
    number: int
    helping: int
    counts: Sequence[Count]


def by_agency(plan: PlanRows, query: MatrixQuery) -> list[Group]:
    """Return the agencies that a person may see, those first that answer for the most."""
    rows = plan.matching(query)
    answering: dict[int, dict[int, bool]] = {}
    for row in rows:
        for one in row.answering if row.standing else ():
            if one.party in plan.parties:
                leads = answering.setdefault(one.party, {})
                leads[row.key] = leads.get(row.key, False) or one.role not in _HELPING
    groups = []
    for key, leads in answering.items():
        asked = replace(query.beginning(), layout=TREE, agency=str(plan.parties[key].uuid))
        own = [plan.rows[row] for row in leads]
        groups.append(_group(plan.ties[key], asked, own, helping=list(leads.values()).count(False)))
    return sorted(groups, key=lambda group: (-group.number, str(group.label.text).casefold()))


def by_part(plan: PlanRows, query: MatrixQuery) -> list[Group]:
    """Return the objectives, or other parts, of what is shown, as they are read, each with its rows.

    What stands beside them and leads nothing is put together, at the end.
    """
    top = plan.named(query.under)
    depth = len(plan.above(top)) + 1 if top else 0
    within: dict[int | None, list[PlanRow]] = {}
    for row in plan.matching(query):
        way = [*plan.above(row), row][depth:]
        part = way[0].key if way and plan.tree.below(way[0].key) else None
        if row.standing and (way or not top):
            within.setdefault(part, []).append(row)
    asked = replace(query.beginning(), layout=TREE)
    groups = [
        _group(
            Tie(
                label_of(plan.rows[key]),
                entry_url(plan.desk, "provision", plan.rows[key].provision),
            ),
            replace(asked, under=plan.rows[key].name),
            rows,
            helping=0,
        )
        for key, rows in within.items()
        if key is not None
    ]
    beside = within.get(None, [])
    return [*groups, *([_group(Tie(_("In no part")), asked, beside, helping=0)] if beside else [])]


def by_year(plan: PlanRows, query: MatrixQuery) -> list[Group]:
    """Return the years of a plan, each with what falls into it; what has no time comes last."""
    rows = [row for row in plan.matching(query) if row.standing]
    years = [(str(year), str(year)) for year in plan.years()]
    groups = []
    for year, label in [*years, (UNDATED, _("without a year"))]:
        asked = replace(query.beginning(), layout=TREE, year=year)
        own = [row for row in rows if row.falls_in(year)]
        if own:
            groups.append(_group(Tie(label), asked, own, helping=0))
    return groups


def counts_of_rows(rows: Iterable[PlanRow], query: MatrixQuery) -> list[Count]:
    """Count rows by standing, each number with the way to its rows."""
    counter = Counter(row.standing for row in rows if row.standing)
    asked = replace(query.beginning(), layout=TREE)
    return [
        Count(value, label, counter[value], url=replace(asked, standing=value).address)
        for value, label in STANDINGS.items()
        if counter[value]
    ]


def _group(label: Tie, asked: MatrixQuery, rows: Sequence[PlanRow], *, helping: int) -> Group:
    return Group(label, asked.address, len(rows), helping, counts_of_rows(rows, asked))
