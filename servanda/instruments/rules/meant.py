"""What the cells of a point of a plan mean: when, who, how much; and what of them was not read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from servanda.instruments.rules.lines import DueTold, MoneyTold
from servanda.reading.edtf import EdtfError, bounds
from servanda.reading.matrices.cells.money import NOT_COVERED
from servanda.reading.matrices.model import Actor, Field, MoneyLine, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.instruments.rules.points import PlanCell, Point

LONGEST_DUE, LONGEST_WORDS, LONGEST_RHYTHM = 60, 300, 100
MOST_MONEY = Decimal(10) ** 13
"""Larger amounts have no room in the table of money."""
_CENTS = Decimal("0.01")
_START = "start"
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
            if not line.currency
            and any(one.amount is not None for one in _amounts(cell))
            and not _is_huge(cell)
        ),
        unread=tuple(_unread(point, due)),
    )


def _due(cells: Sequence[PlanCell]) -> DueTold:
    """Put the times of a row together: one as it is, a start and an end, several as one span."""
    told = [(cell, cell.parsed) for cell in cells if isinstance(cell.parsed, Timing)]
    words = "; ".join(dict.fromkeys(cell.words for cell in cells))[:LONGEST_WORDS]
    recurrence = next((time.recurrence for _cell, time in told if time.recurrence), None) or ""
    starts = [time for cell, time in told if time.edtf and cell.column.edge == _START]
    others = [time for cell, time in told if time.edtf and cell.column.edge != _START]
    edtf = _from_starts(starts, others) if starts else _alone(others) or _spanned(others)
    return DueTold(edtf, words, recurrence[:LONGEST_RHYTHM])


def _from_starts(starts: Sequence[Timing], ends: Sequence[Timing]) -> str:
    """Join starts with the ends told beside them, as vague as each is; without any, the end is open.

    A start after its end gives nothing: one of the two is wrong, and nobody knows which.
    """
    start, end = _only(starts), _only(ends)
    if start and not ends:
        return _fitting(start if _is_span(start) else f"{start}/..")
    if start and end and not _is_span(start + end):
        return _fitting(f"{start}/{end}" if start != end else start)
    first = min((time.earliest for time in starts if time.earliest), default="..")
    last = max((time.latest for time in ends if time.latest), default="..")
    return _fitting(f"{first}/{last}")


def _only(times: Sequence[Timing]) -> str:
    """Return the time that all of some tell, none where they differ."""
    edtf = {time.edtf for time in times if time.edtf}
    return edtf.pop() if len(edtf) == 1 else ""


def _is_span(edtf: str) -> bool:
    return not {"/", "{", "["}.isdisjoint(edtf)


def _alone(times: Sequence[Timing]) -> str:
    only = _only(times)
    return _fitting(only) if only else ""


def _spanned(times: Sequence[Timing]) -> str:
    """Return the span from the first day that any of the times means to the last."""
    if not times:
        return ""
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
    lines = [
        (_line(cell, amount, currency), cell)
        for cell in cells
        if not (parts and cell.column.is_total)
        for amount in _amounts(cell)
    ]
    for line, cell in lines:
        beside = [source for source in sources if source.row == cell.row] or sources
        is_told = line.source or line.is_covered is False
        yield line if is_told else replace(line, source=_payer(beside)), cell
    payer = _payer(sources)
    if payer and not lines:
        yield MoneyTold(None, "", None, payer, None, payer), sources[0]


def _payer(sources: Sequence[PlanCell]) -> str:
    return "; ".join(dict.fromkeys(cell.words for cell in sources))[:LONGEST_WORDS]


def _amounts(cell: PlanCell) -> list[MoneyLine]:
    parsed = cell.parsed if isinstance(cell.parsed, tuple) else ()
    return [line for line in parsed if isinstance(line, MoneyLine)]


def _line(cell: PlanCell, told: MoneyLine, currency: str) -> MoneyTold:
    """Return a line of money; an amount that names no currency, and a huge one, are words alone."""
    coin = told.currency or currency
    is_kept = told.amount is not None and bool(coin) and _has_room(told.amount)
    is_gap = told.source == NOT_COVERED
    return MoneyTold(
        amount=told.amount.quantize(_CENTS) if told.amount is not None and is_kept else None,
        currency=coin,
        year=told.year,
        source="" if is_gap else (told.source or "")[:LONGEST_WORDS],
        is_covered=False if is_gap else None,
        words=cell.words[:LONGEST_WORDS],
    )


def _has_room(amount: Decimal) -> bool:
    return abs(amount) <= MOST_MONEY - _CENTS


def _is_huge(cell: PlanCell) -> bool:
    """Tell whether an amount in a cell is larger than the table of money has room for."""
    return any(line.amount is not None and not _has_room(line.amount) for line in _amounts(cell))


def _unread(point: Point, due: DueTold) -> Iterator[PlanCell]:
    """Give the cells whose words say when, who or how much and were not understood, or not kept."""
    for cell in point.cells_of(*_READ):
        is_blank = set(cell.words) <= _EMPTY
        if not is_blank and (cell.parsed is None or _is_lost(cell, due) or _is_huge(cell)):
            yield cell


def _is_lost(cell: PlanCell, due: DueTold) -> bool:
    """Tell whether of a time that was read nothing is kept but its words."""
    if not isinstance(cell.parsed, Timing) or due.due:
        return False
    return bool(cell.parsed.edtf) or not due.recurrence
