"""How much of a plan is carried out, on what that stands, and why the rest is late."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.parties.models import Party
from servanda.progress.lists import STANDINGS
from servanda.progress.models import DelayReason, Evidence, EvidenceAddress, Update
from servanda.progress.rules.rates import (
    IMPLEMENTED,
    ON_SCHEDULE,
    Share,
    plain_share,
    sigma_share,
)
from servanda.progress.views.matrix.asking import TREE, MatrixQuery
from servanda.progress.views.matrix.plan import PlanRow, PlanRows
from servanda.sources.models import Document

_COUNTED: Final = _("counts as implemented")
_NOT_COUNTED: Final[dict[str, Promise]] = {
    "overdue": _("late, whatever is said of it: counts for nothing"),
    "disputed": _("those who speak of it differ: counts for nothing"),
    "no_information": _("unreported: stays in the whole, counts for nothing"),
    "abandoned": _("cancelled: stays in the whole, counts for nothing"),
}


@dataclass(frozen=True)
class Line:
    """The rows of one standing: how SIGMA takes them, how many of the year and of all that are shown."""

    value: str
    label: Promise
    treated: Promise
    in_year: int
    year_url: str
    number: int
    url: str


@dataclass(frozen=True)
class Reason:
    """A kind of reason for delay: how often it was told, by whom and in which years."""

    label: str
    number: int
    agencies: Sequence[tuple[str, int]]
    years: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Rates:
    """What a plan adds up to: by SIGMA for a year, by plain counts, with evidence, late for which reasons."""

    year: int
    sigma: Share
    plain: Share
    lines: Sequence[Line]
    with_evidence: Share
    newest_evidence: date | None
    evidence_age: int | None
    """Days since the newest word with evidence was stated."""
    reasons: Sequence[Reason]


def rates_of(plan: PlanRows, query: MatrixQuery) -> Rates:
    """Return what the rows that are asked for add up to: five queries, for any number of them.

    The year is the one that is asked for, else the last full one.
    """
    today = plan.desk.today
    asked = query.year if query.year.isascii() and query.year.isdigit() else ""
    year = int(asked[:4]) if asked else today.year - 1
    rows = [row for row in plan.matching(replace(query, standing="")) if row.standing]
    every = Counter(row.standing for row in rows)
    of_year = Counter(row.standing for row in rows if row.falls_in(str(year)))
    words = _words(plan, {row.key for row in rows})
    proven = _proven(plan)
    stated = [day for key, day in words.items() if key in proven]
    newest = max(stated, default=None)
    return Rates(
        year,
        sigma_share(of_year),
        plain_share(every),
        _lines(query, year, of_year, every),
        Share(len(stated), len(words)),
        newest,
        (today - newest).days if newest else None,
        _reasons(plan, rows),
    )


def _lines(query: MatrixQuery, year: int, of_year: Counter[str], every: Counter[str]) -> list[Line]:
    here = replace(query.beginning(), layout=TREE)
    return [
        Line(
            value,
            label,
            _treated(value),
            of_year[value],
            replace(here, year=str(year), standing=value).address,
            every[value],
            replace(here, standing=value).address,
        )
        for value, label in STANDINGS.items()
        if every[value]
    ]


def _treated(standing: str) -> Promise:
    if standing == IMPLEMENTED:
        return _COUNTED
    if standing in ON_SCHEDULE:
        return _("ongoing and on schedule: counts as implemented")
    return _NOT_COUNTED.get(standing, _("counts for nothing"))


def _words(plan: PlanRows, shown: Container[int]) -> dict[int, date]:
    """Return the last words on some rows, as far as the person may see them, with their days."""
    said = Update.objects.visible_to(plan.desk).filter(provision__instrument=plan.instrument)
    last = said.stated_by(plan.desk.today).last_words()
    told = last.values_list("pk", "provision", "stated_on")
    return {key: day for key, provision, day in told if provision in shown}


def _proven(plan: PlanRows) -> set[int]:
    """Return the keys of the updates that stand on something that the person may see."""
    documents = Document.objects.visible_to(plan.desk).order_by().values("pk")
    of_plan = {"update__provision__instrument": plan.instrument}
    cited = Evidence.objects.filter(**of_plan, document__in=documents)
    addresses = EvidenceAddress.objects.filter(**of_plan)
    return {*cited.values_list("update", flat=True), *addresses.values_list("update", flat=True)}


def _reasons(plan: PlanRows, rows: Iterable[PlanRow]) -> list[Reason]:
    """Count the kinds of reason in all that was said and not corrected, the most frequent first."""
    shown = {row.key for row in rows}
    said = Update.objects.visible_to(plan.desk).filter(provision__instrument=plan.instrument)
    told = said.stated_by(plan.desk.today).uncorrected().exclude(delay="")
    listed = [
        (reason, assessor, day.year)
        for reason, assessor, day, key in told.values_list(
            "delay", "assessor", "stated_on", "provision"
        )
        if key in shown
    ]
    seen = Party.objects.visible_to(plan.desk).in_bulk({assessor for _r, assessor, _y in listed})
    numbers = Counter(reason for reason, _assessor, _year in listed)
    return [
        Reason(
            str(DelayReason(reason).label),
            number,
            Counter(
                seen[assessor].label
                for one, assessor, _year in listed
                if one == reason and assessor in seen
            ).most_common(),
            sorted(Counter(year for one, _assessor, year in listed if one == reason).items()),
        )
        for reason, number in numbers.most_common()
    ]
