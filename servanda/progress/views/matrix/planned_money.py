"""The money of a plan by source and year, with the gap where one is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from servanda.instruments.models import ProvisionKind
from servanda.instruments.rules import MoneyTold
from servanda.progress.views.matrix.plan import PlanRow, PlanRows
from servanda.progress.views.text.rows import told_amount

_CENTS: Final = Decimal("0.01")


@dataclass(frozen=True)
class MoneyRow:
    """What one source pays, by year as the table has them, and together."""

    source: str
    amounts: Sequence[str]
    total: str


@dataclass(frozen=True)
class MoneyTable:
    """The money of one currency. `gap` is what the plan says is not covered, None where it says nothing."""

    currency: str
    years: Sequence[str]
    rows: Sequence[MoneyRow]
    planned: MoneyRow
    gap: MoneyRow | None


@dataclass(frozen=True)
class PlannedMoney:
    """All money that rows of a plan name; what names no amount is counted and not added up.

    `unpaid` are rows that say that they are not covered and name no amount; `unread` those whose
    words of money give none.
    """

    tables: Sequence[MoneyTable]
    unpaid: int
    unread: int


def money_of(plan: PlanRows, rows: Iterable[PlanRow]) -> PlannedMoney:
    """Add the money up. An amount above others counts only where nothing below it names one."""
    named = {row.key for row in plan.rows.values() if _names_amount(row)}
    above = {key for row in named for key in plan.tree.above(row)}
    told = [row for row in rows if row.kind != ProvisionKind.TOTAL]
    lines: dict[str, list[MoneyTold]] = defaultdict(list)
    for row in told:
        for one in row.money if row.key not in above else ():
            if one.amount is not None:
                lines[one.currency].append(one)
    unpaid = {row.key for row in told if any(map(_is_unpaid, row.money))}
    silent = {row.key for row in told if row.money} - named - above - unpaid
    tables = [_table(currency, lines[currency]) for currency in sorted(lines)]
    return PlannedMoney(tables, len(unpaid), len(silent))


def _is_unpaid(one: MoneyTold) -> bool:
    return _is_gap(one) and one.amount is None


def _names_amount(row: PlanRow) -> bool:
    is_total = row.kind == ProvisionKind.TOTAL
    return not is_total and any(one.amount is not None for one in row.money)


def _table(currency: str, lines: Sequence[MoneyTold]) -> MoneyTable:
    years = sorted({one.year for one in lines}, key=lambda year: (year is None, year or 0))
    gaps = [one for one in lines if _is_gap(one)]
    planned = [one for one in lines if not _is_gap(one)]
    sources = sorted({one.source for one in planned}, key=lambda source: (not source, source))
    return MoneyTable(
        currency,
        [str(year) if year else _("no year") for year in years],
        [
            _row(source or _("not said"), [one for one in planned if one.source == source], years)
            for source in sources
        ],
        _row(_("Planned"), planned, years),
        _row(_("Not covered"), gaps, years) if gaps else None,
    )


def _row(label: str, lines: Sequence[MoneyTold], years: Sequence[int | None]) -> MoneyRow:
    sums = {year: _sum(one for one in lines if one.year == year) for year in years}
    return MoneyRow(
        label,
        [told_amount(sums[year]) if sums[year] else "" for year in years],
        told_amount(_sum(lines)),
    )


def _sum(lines: Iterable[MoneyTold]) -> Decimal:
    return sum((one.amount for one in lines if one.amount is not None), Decimal(0)).quantize(_CENTS)


def _is_gap(one: MoneyTold) -> bool:
    return one.is_covered is False
