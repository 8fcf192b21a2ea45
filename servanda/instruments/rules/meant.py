"""What the cells of a point of a plan mean: when, who, how much; and what of them was not read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from servanda.instruments.rules.lines import DueTold, MoneyTold
from servanda.reading.edtf import EdtfError, bounds
from servanda.reading.matrices.model import Actor, Field, MoneyLine, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.instruments.rules.points import PlanCell, Point

LONGEST_DUE, LONGEST_WORDS, LONGEST_RHYTHM = 60, 300, 100
MOST_MONEY = Decimal(10) ** 13
"""Larger amounts have no room in the table of money."""
_CENTS = Decimal("0.01")
_READ = (Field.TIMING, Field.RESPONSIBLE, Field.PARTNERS, Field.MONEY)
_EMPTY = frozenset("-–—−. ")


@dataclass(frozen=True)
class Named:
    """A party as a cell names it, with what it does."""

    cell: PlanCell
    name: str
    role: str
    by_consent: bool = False


@dataclass(frozen=True)
class Meant:
    """What the cells of a point say."""

    due: DueTold
    named: tuple[Named, ...]
    money: tuple[MoneyTold, ...]
    without_currency: tuple[PlanCell, ...]
    unread: tuple[PlanCell, ...]


def meant_by(point: Point, *, currency: str = "") -> Meant:
    """Return what the cells of a point say; `currency` is that of amounts that name none."""
    due = _due(point.cells_of(Field.TIMING))
    money = list(_money(point, currency))
    return Meant(
        due=due,
        named=tuple(_named(point)),
        money=tuple(line for line, _cell in money),
        without_currency=tuple(
            cell
            for line, cell in money
            if line.amount is None and line.is_covered is None and _amounts(cell)
        ),
        unread=tuple(_unread(point, due)),
    )


def _due(cells: Sequence[PlanCell]) -> DueTold:
    """Put the times of a row together: one as it is, a start and an end, several as one span."""
    told = [(cell, cell.parsed) for cell in cells if isinstance(cell.parsed, Timing)]
    words = "; ".join(cell.words for cell in cells)[:LONGEST_WORDS]
    recurrence = next((time.recurrence for _cell, time in told if time.recurrence), None) or ""
    times = [time for _cell, time in told if time.edtf]
    edtf = (_alone(times) or _from_start_to_end(told) or _spanned(times)) if times else ""
    return DueTold(edtf, words, recurrence[:LONGEST_RHYTHM])


def _alone(times: Sequence[Timing]) -> str:
    edtf = {time.edtf for time in times if time.edtf}
    return _fitting(edtf.pop()) if len(edtf) == 1 else ""


def _from_start_to_end(told: Sequence[tuple[PlanCell, Timing]]) -> str:
    """Join a start and an end that stand in columns of their own, as vague as each is."""
    edges = {cell.column.edge: time.edtf for cell, time in told if cell.column.edge and time.edtf}
    start, end = edges.get("start"), edges.get("end")
    if len(told) != 2 or not start or not end or {"/", "{", "["} & set(start + end):
        return ""
    return _fitting(f"{start}/{end}")


def _spanned(times: Sequence[Timing]) -> str:
    """Return the span from the first day that any of the times means to the last."""
    first = min((time.earliest for time in times if time.earliest), default="..")
    last = max((time.latest for time in times if time.latest), default="..")
    return _fitting(f"{first}/{last}") if first != last else _fitting(first)


def _fitting(edtf: str) -> str:
    """Return a time that can be kept: one too long for its column as the span that it means."""
    try:
        found = bounds(edtf)
    except EdtfError:
        return ""
    if len(edtf) <= LONGEST_DUE:
        return edtf
    return f"{found.earliest or '..'}/{found.latest or '..'}"


def _named(point: Point) -> Iterator[Named]:
    seen: set[tuple[str, str]] = set()
    for cell in point.cells_of(Field.RESPONSIBLE, Field.PARTNERS):
        actors = cell.parsed if isinstance(cell.parsed, tuple) else ()
        for actor in actors:
            if isinstance(actor, Actor) and (actor.name, actor.role) not in seen:
                seen.add((actor.name, actor.role))
                yield Named(cell, actor.name, actor.role, actor.by_consent)


def _money(point: Point, currency: str) -> Iterator[tuple[MoneyTold, PlanCell]]:
    """Give the amounts of a row, without the sum where its parts are told; then who pays."""
    cells = point.cells_of(Field.MONEY)
    parts = [cell for cell in cells if not cell.column.is_total and _amounts(cell)]
    sources = point.cells_of(Field.SOURCE)
    payer = "; ".join(cell.words for cell in sources)[:LONGEST_WORDS]
    lines = [
        (_line(cell, amount, currency), cell)
        for cell in cells
        if not (parts and cell.column.is_total)
        for amount in _amounts(cell)
    ]
    yield from (
        (line if line.source else replace(line, source=payer), cell) for line, cell in lines
    )
    if payer and not lines:
        yield MoneyTold(None, "", None, payer, None, payer), sources[0]


def _amounts(cell: PlanCell) -> list[MoneyLine]:
    parsed = cell.parsed if isinstance(cell.parsed, tuple) else ()
    return [line for line in parsed if isinstance(line, MoneyLine)]


def _line(cell: PlanCell, told: MoneyLine, currency: str) -> MoneyTold:
    """Return a line of money; an amount that names no currency, and a huge one, are words alone."""
    coin = told.currency or currency
    amount = told.amount.quantize(_CENTS) if told.amount is not None else None
    is_kept = amount is not None and bool(coin) and abs(amount) < MOST_MONEY
    return MoneyTold(
        amount=amount if is_kept else None,
        currency=coin,
        year=told.year,
        source=(told.source or "")[:LONGEST_WORDS],
        is_covered=False if told.amount is None else None,
        words=cell.words[:LONGEST_WORDS],
    )


def _unread(point: Point, due: DueTold) -> Iterator[PlanCell]:
    """Give the cells whose words say when, who or how much and were not understood."""
    for cell in point.cells_of(*_READ):
        is_blank = set(cell.words) <= _EMPTY
        is_lost = isinstance(cell.parsed, Timing) and not (due.due or due.recurrence)
        if not is_blank and (cell.parsed is None or is_lost):
            yield cell
