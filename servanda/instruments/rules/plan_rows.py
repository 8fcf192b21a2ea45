"""The rows of a plan as two plans are compared by them, and which row is which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.instruments.rules.points import Point


@dataclass(frozen=True)
class RowCell:
    """A cell of a row: where it stands, under which heading, which field that is, and its words."""

    place: str
    column: int
    heading: str
    field: str
    raw: str

    @property
    def words(self) -> str:
        """Its words as they are compared: however they are spaced."""
        return " ".join(self.raw.split())


@dataclass(frozen=True)
class PlanRow:
    """A row of a plan as it is compared: `under` is the place of the row above it among all."""

    code: str
    text: str
    under: int | None = None
    kind: str = ""
    cells: tuple[RowCell, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in its file: the place of its first cell."""
        return self.cells[0].place if self.cells else ""


@dataclass
class Pairing:
    """Each row of a plan with that of the plan as it was; of each doubtful row those that it may be.

    Both are by the places of the new rows.
    """

    count_old: int
    count_new: int
    old_of: dict[int, int] = field(default_factory=dict)
    doubtful: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def added(self) -> list[int]:
        """The new rows that were none of the plan as it was."""
        told = self.old_of.keys() | self.doubtful.keys()
        return [place for place in range(self.count_new) if place not in told]

    @property
    def gone(self) -> list[int]:
        """The rows of the plan as it was that are none of the new one, and may be none either."""
        told = set(self.old_of.values()).union(*self.doubtful.values())
        return [place for place in range(self.count_old) if place not in told]


def rows_of(points: Sequence[Point]) -> list[PlanRow]:
    """Return the points of a plan that was read as rows to compare."""
    return [
        PlanRow(point.code, point.text, point.under, point.kind.value, cells_of(point))
        for point in points
    ]


def cells_of(point: Point) -> tuple[RowCell, ...]:
    """Return the cells of a point, every one as it stands."""
    return tuple(
        RowCell(
            f"{cell.sheet}!{cell.address}",
            cell.column.index,
            cell.column.heading,
            cell.column.field.value,
            cell.raw,
        )
        for cell in point.cells
    )
