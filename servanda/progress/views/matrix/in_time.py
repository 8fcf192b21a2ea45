"""The rows of a matrix in time: each with its bar under years and quarters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from servanda.progress.views.matrix.asking import MatrixQuery
from servanda.progress.views.matrix.drawing import Bar, Scale, scale_of, spans_of
from servanda.progress.views.matrix.plan import PlanRow, PlanRows
from servanda.progress.views.matrix.shown import Matrix, MatrixRow

COLUMNS: Final = ("code", "timing", "standing")
"""What stands beside the bars: it says the same in words."""


@dataclass(frozen=True)
class RowInTime:
    """A row with its bars. `lasts` tells what recurs or goes on, and has no bounds of its own."""

    row: MatrixRow
    bars: Sequence[Bar]
    lasts: bool
    standing: str


class PlanInTime:
    """The part of a plan that a page shows, drawn; `scale` is None where no row of it has a time."""

    def __init__(self, plan: PlanRows, query: MatrixQuery) -> None:
        self.matrix = Matrix(plan, query, columns=COLUMNS)
        days = [day for row in self.matrix.shown for day in (row.earliest, row.latest) if day]
        self.scale = scale_of(days, plan.desk.today)

    @property
    def rows(self) -> list[RowInTime]:
        """The rows of the page, as they are read."""
        return [
            RowInTime(
                row,
                bars=_bars(of, self.scale),
                lasts=bool(of.timing and of.timing.recurrence and not of.timing.due),
                standing=of.standing.replace("_", "-"),
            )
            for of, row in zip(self.matrix.shown, self.matrix.rows, strict=True)
        ]


def _bars(row: PlanRow, scale: Scale | None) -> list[Bar]:
    if scale is None or row.timing is None:
        return []
    return [scale.bar(span) for span in spans_of(row.timing.due)]
