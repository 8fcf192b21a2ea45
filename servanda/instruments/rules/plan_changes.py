"""What a plan says otherwise than it did: cell by cell, and which rows are new, gone or moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from servanda.instruments.rules.pairing import pair_rows
from servanda.reading.matrices.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from servanda.instruments.rules.plan_rows import Pairing, PlanRow, RowCell


@dataclass(frozen=True)
class CellChange:
    """A cell that says otherwise: where it stands, under which heading, and what it said before.

    `former_heading` is told where that alone, or that as well, is otherwise.
    """

    place: str
    heading: str
    field: str
    before: str
    after: str
    former_heading: str = ""


@dataclass(frozen=True)
class RowChange:
    """A row that says otherwise, or stands elsewhere; rows by their places in either plan."""

    old: int
    new: int
    cells: tuple[CellChange, ...]
    is_moved: bool


@dataclass(frozen=True)
class Comparison:
    """Two states of a plan side by side."""

    old: Sequence[PlanRow]
    new: Sequence[PlanRow]
    pairing: Pairing
    changed: tuple[RowChange, ...]

    @property
    def same(self) -> int:
        """How many rows say what they said."""
        return len(self.pairing.old_of) - len(self.changed)

    @property
    def is_same(self) -> bool:
        """Tell whether nothing at all is otherwise."""
        pairing = self.pairing
        return not (self.changed or pairing.doubtful or pairing.added or pairing.gone)


def compare_plans(
    old: Sequence[PlanRow], new: Sequence[PlanRow], *, told: Mapping[int, int | None] | None = None
) -> Comparison:
    """Compare a plan with the plan as it was; `told` says of new rows which of that they are."""
    pairing = pair_rows(old, new, told=told)
    columns = _Columns(old, new)
    changed = []
    for place, former in pairing.old_of.items():
        cells = tuple(_changed_cells(old[former], new[place], columns))
        is_moved = _is_moved(pairing, old[former], new[place])
        if cells or is_moved:
            changed.append(RowChange(former, place, cells, is_moved))
    return Comparison(old, new, pairing, tuple(changed))


class _Columns:
    """Which heading of a plan is which of the plan as it was: the same words, else the same place."""

    def __init__(self, old: Sequence[PlanRow], new: Sequence[PlanRow]) -> None:
        before, after = _headings(old), _headings(new)
        left = {told: name for name, told in before.items() if name not in after}
        self.renamed = {
            name: left[told] for name, told in after.items() if name not in before and told in left
        }

    def key(self, cell: RowCell) -> str:
        name = _name(cell)
        return self.renamed.get(name, name)


def _headings(rows: Sequence[PlanRow]) -> dict[str, tuple[int, str]]:
    return {_name(cell): (cell.column, cell.field) for row in rows for cell in row.cells}


def _name(cell: RowCell) -> str:
    return folded(cell.heading) or f"#{cell.column}"


def _changed_cells(old: PlanRow, new: PlanRow, columns: _Columns) -> Iterator[CellChange]:
    """Yield the cells of a row that say otherwise, then what no cell of it tells by itself."""
    before, after = defaultdict(list), defaultdict(list)
    for cell in old.cells:
        before[_name(cell)].append(cell)
    for cell in new.cells:
        after[columns.key(cell)].append(cell)
    told = [
        change
        for key in dict.fromkeys([*after, *before])
        for change in _otherwise(before.get(key, []), after.get(key, []))
    ]
    yield from told
    fields = {change.field for change in told}
    if old.kind != new.kind:
        yield CellChange(new.place, "", "kind", old.kind, new.kind)
    if old.code != new.code and not fields & {"code", "title"}:
        yield CellChange(new.place, "", "code", old.code, new.code)


def _otherwise(before: Sequence[RowCell], after: Sequence[RowCell]) -> Iterator[CellChange]:
    for was, now in zip_longest(before, after):
        told = now or was
        words = was.words if was else "", now.words if now else ""
        is_renamed = was is not None and now is not None and _name(was) != _name(now)
        if words[0] != words[1] or is_renamed:
            former = was.heading if is_renamed else ""
            yield CellChange(told.place, told.heading, told.field, *words, former)


def _is_moved(pairing: Pairing, old: PlanRow, new: PlanRow) -> bool:
    """Tell whether a row stands under another than it did; of a doubtful one nobody knows."""
    if new.under is None:
        return old.under is not None
    if new.under in pairing.doubtful:
        return False
    return pairing.old_of.get(new.under) != old.under
