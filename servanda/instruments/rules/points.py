"""The points of a plan that was read: each row and each cell above several rows once, in a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.formats.opened import one_line
from servanda.reading.matrices.model import Field, RowKind
from servanda.reading.matrices.opening.sheets import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from servanda.reading.matrices import MatrixReading
    from servanda.reading.matrices.model import Branch, Column, Parsed, Row, Table

LONGEST_CODE = 40
_PREFACE = frozenset({RowKind.HEADING, RowKind.NOTE})


@dataclass(frozen=True)
class PlanCell:
    """A cell of a plan: where it stands, the column that it stands in, its words and what they mean.

    One that spans rows stands in each of them, and `is_spanned` in all but the first.
    """

    sheet: str
    row: int
    column: Column
    raw: str
    parsed: Parsed = None
    is_spanned: bool = False

    @property
    def address(self) -> str:
        return address(self.row, self.column.index)

    @property
    def words(self) -> str:
        """Its words in one line, cleaned as the text is in which they are cited."""
        return one_line(self.raw) or ""


@dataclass
class Point:
    """What becomes a provision: its words, the point it stands under by its number, its cells."""

    kind: RowKind
    code: str
    text: str
    path: tuple[str, ...]
    under: int | None
    cells: list[PlanCell] = field(default_factory=list)

    def cells_of(self, *fields: Field) -> list[PlanCell]:
        """Return the cells that hold one of these."""
        return [cell for cell in self.cells if cell.column.field in fields]


@dataclass
class Points:
    """The points of a plan in their order, and the rows above its headings: its title, its approval."""

    points: list[Point] = field(default_factory=list)
    preface: list[tuple[RowKind, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the plan calls itself, nothing where it does not."""
        named = [text for kind, text in self.preface if kind is RowKind.HEADING]
        return named[0] if named else ""


def points_of(reading: MatrixReading) -> Points:
    """Gather the points of all tables of a file.

    A point stands under the nearest one above whose path its own begins with. A row without a title
    of its own goes on with the point of the same path, and so adds its cells to it.
    """
    found = Points()
    sheet, tree = "", _Hanging(found.points)
    for table in reading.tables:
        if table.sheet != sheet:
            sheet, tree = table.sheet, _Hanging(found.points)
        columns = {column.index: column for column in table.columns}
        for row in table.rows:
            if _is_preface(row, table):
                found.preface.append((row.kind, row.title))
            else:
                tree.add(row, list(_cells(table, row, columns)))
    return found


class _Hanging:
    """Hangs the rows of one sheet, knowing which point was the last of each path."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        self.last: dict[tuple[str, ...], int] = {}
        self.branches: dict[tuple[int, int], int] = {}

    def add(self, row: Row, cells: list[PlanCell]) -> None:
        """Add a row, and before it the cells above it that stand for points of their own."""
        for place, branch in enumerate(row.branches):
            path = row.path[: row.level - len(row.branches) + place]
            self._add_branch(branch, path, cells)
        of_branches = {branch.column for branch in row.branches}
        own = [cell for cell in cells if cell.column.index not in of_branches]
        there = self.last.get(row.path)
        if row.goes_on and there is not None:
            self.points[there].cells += [cell for cell in own if not cell.is_spanned]
            return
        words = row.title or " ".join(cell.words for cell in own)
        self._put(row.path, _point(row.kind, row.code, words or row.path[-1]), own)

    def _add_branch(self, branch: Branch, path: tuple[str, ...], cells: list[PlanCell]) -> None:
        if (branch.row, branch.column) in self.branches:
            self.last[path] = self.branches[branch.row, branch.column]
            return
        own = [cell for cell in cells if cell.column.index == branch.column]
        self._put(path, _point(branch.kind, branch.code, branch.title), own)
        self.branches[branch.row, branch.column] = self.last[path]

    def _put(self, path: tuple[str, ...], point: Point, cells: list[PlanCell]) -> None:
        point.path, point.under, point.cells = path, self._above(path), cells
        self.last[path] = len(self.points)
        self.points.append(point)

    def _above(self, path: tuple[str, ...]) -> int | None:
        known = (self.last.get(path[:length]) for length in range(len(path) - 1, 0, -1))
        return next((number for number in known if number is not None), None)


def _point(kind: RowKind, code: str | None, text: str) -> Point:
    """Give a point; a number longer than one is kept stands before its words."""
    if code and len(code) > LONGEST_CODE:
        return Point(kind, "", f"{code} {text}", (), None)
    return Point(kind, code or "", text, (), None)


def _is_preface(row: Row, table: Table) -> bool:
    above = bool(table.header_rows) and row.number < table.header_rows[0]
    return above and row.kind in _PREFACE and row.code is None


def _cells(table: Table, row: Row, columns: dict[int, Column]) -> Iterator[PlanCell]:
    for cell in row.cells:
        column = columns.get(cell.column)
        if column is not None:
            place = (table.sheet, row.number, column)
            yield PlanCell(*place, cell.raw, cell.parsed, cell.is_spanned)


def counted(points: Iterable[Point]) -> dict[str, int]:
    """Count points by their kinds, in the order from the root to the leaves."""
    kinds = [point.kind for point in points]
    return {kind.value: kinds.count(kind) for kind in RowKind if kind in kinds}
