"""Cells of tables on the pages of a PDF, where lines are drawn between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pypdfium2

from servanda.reading.formats.lines import paragraphs
from servanda.reading.matrices.opening.sheets import Filling, Merged, Sheet, SheetRow
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_THIN: Final = 3.0
_NEAR: Final = 3.0
_LEAST_LENGTH: Final = 6.0
_LEAST_UPRIGHT: Final = 3
_LEAST_LEVEL: Final = 2
_MOST_OBJECTS: Final = 20_000
_MOST_RUNS: Final = 20_000
_MOST_COMPARED: Final = 5_000_000

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the foot of the page."""


@dataclass
class _Ruling:
    """The lines of a page: each by its place across itself, and from where to where it goes."""

    upright: list[tuple[float, float, float]] = field(default_factory=list)
    level: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, box: Box) -> None:
        """Add a line, or the four edges of a frame."""
        left, bottom, right, top = box
        width, height = right - left, top - bottom
        if width <= _THIN < height:
            self.upright.append(((left + right) / 2, bottom, top))
        elif height <= _THIN < width:
            self.level.append(((bottom + top) / 2, left, right))
        elif width > _LEAST_LENGTH and height > _LEAST_LENGTH:
            self.upright += [(left, bottom, top), (right, bottom, top)]
            self.level += [(bottom, left, right), (top, left, right)]


@dataclass(frozen=True)
class _Lattice:
    """The columns from left to right and the rows from top to foot that the lines of a page make."""

    ruling: _Ruling
    across: list[float]
    down: list[float]  # as depths below zero, so that they grow towards the foot

    def place_of(self, box: Box) -> tuple[int, int] | None:
        """Give the row and column that words stand in, from 0 on; None outside the table."""
        column = bisect_right(self.across, (box[0] + box[2]) / 2) - 1
        row = bisect_right(self.down, -(box[1] + box[3]) / 2) - 1
        inside = 0 <= column < len(self.across) - 1 and 0 <= row < len(self.down) - 1
        return (row, column) if inside else None

    def is_cut_right(self, row: int, column: int) -> bool:
        """Tell whether a line stands between a cell and the one to its right."""
        middle = -(self.down[row] + self.down[row + 1]) / 2
        return _is_crossed(self.ruling.upright, self.across[column + 1], middle)

    def is_cut_below(self, row: int, column: int) -> bool:
        """Tell whether a line lies between a cell and the one below it."""
        middle = (self.across[column] + self.across[column + 1]) / 2
        return _is_crossed(self.ruling.level, -self.down[row + 1], middle)


def ruled_sheets(document: pypdfium2.PdfDocument, file_name: str) -> list[Sheet]:
    """Give the tables of the pages; one that goes on overleaf with the same columns is one sheet."""
    filling = Filling(file_name)
    sheets: list[Sheet] = []
    columns: list[float] = []
    for index in range(len(document)):
        page = document[index]
        lattice = _lattice(page)
        if lattice is None:
            continue
        if not sheets or not _are_near(columns, lattice.across):
            sheets.append(Sheet(""))
            columns = lattice.across
        _add_rows(sheets[-1], lattice, _runs(page), filling)
        _tell_page(sheets[-1], index + 1, lattice)
    return [sheet for sheet in sheets if sheet.rows]


def _lattice(page: pypdfium2.PdfPage) -> _Lattice | None:
    ruling = _Ruling()
    for count, drawn in enumerate(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])):
        if count > _MOST_OBJECTS:
            return None
        ruling.add(drawn.get_bounds())
    across = _distinct([at for at, low, high in ruling.upright if high - low > _LEAST_LENGTH])
    down = _distinct([-at for at, low, high in ruling.level if high - low > _LEAST_LENGTH])
    if len(across) < _LEAST_UPRIGHT or len(down) < _LEAST_LEVEL:
        return None
    drawn_lines = len(ruling.upright) + len(ruling.level)
    if len(across) * len(down) * drawn_lines > _MOST_COMPARED:
        return None
    return _Lattice(ruling, across, down)


def _distinct(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _are_near(columns: Sequence[float], others: Sequence[float]) -> bool:
    return len(columns) == len(others) and all(
        abs(one - other) <= _NEAR for one, other in zip(columns, others, strict=True)
    )


def _is_crossed(lines: Sequence[tuple[float, float, float]], at: float, through: float) -> bool:
    return any(abs(place - at) <= _NEAR and low <= through <= high for place, low, high in lines)


def _runs(page: pypdfium2.PdfPage) -> Iterator[tuple[Box, str]]:
    """Give the runs of words of a page with the box of each."""
    text = page.get_textpage()
    try:
        for index in range(min(text.count_rects(), _MOST_RUNS)):
            box = text.get_rect(index)
            yield box, text.get_text_bounded(*box).strip()
    finally:
        text.close()


def _add_rows(
    sheet: Sheet, lattice: _Lattice, runs: Iterator[tuple[Box, str]], filling: Filling
) -> None:
    before = sheet.places
    held: dict[tuple[int, int], list[tuple[Box, str]]] = {}
    anchors = _anchors(lattice)
    for box, words in runs:
        place = lattice.place_of(box)
        if place is not None and words:
            held.setdefault(anchors.get(place, (place, place))[0], []).append((box, words))
    rows: dict[int, SheetRow] = {}
    for (row, column), found in sorted(held.items()):
        number = before + row + 1
        words = filling.words(_joined(found), row=number, column=column + 1)
        rows.setdefault(row, SheetRow(number, {})).cells[column + 1] = words
    sheet.rows += [rows[row] for row in sorted(rows)]
    sheet.merged += [
        Merged(before + first[0] + 1, first[1] + 1, before + last[0] + 1, last[1] + 1)
        for first, last in dict.fromkeys(anchors.values())
        if first != last
    ]
    sheet.places = before + len(lattice.down) - 1


def _anchors(lattice: _Lattice) -> dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
    """Give, for each place, the first and the last of the cell that spans it."""
    found: dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]] = {}
    for row in range(len(lattice.down) - 1):
        for column in range(len(lattice.across) - 1):
            if (row, column) in found:
                continue
            right, low = column, row
            while right + 2 < len(lattice.across) and not lattice.is_cut_right(row, right):
                right += 1
            while low + 2 < len(lattice.down) and not lattice.is_cut_below(low, column):
                low += 1
            spanned = ((row, column), (low, right))
            for inner in range(row, low + 1):
                found |= {(inner, at): spanned for at in range(column, right + 1)}
    return found


def _joined(found: Sequence[tuple[Box, str]]) -> str:
    """Join the runs of a cell to lines, and the lines where they were wrapped."""
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for box, words in sorted(found, key=lambda one: -one[0][3]):
        if lines and abs(lines[-1][0] - (box[1] + box[3]) / 2) < _NEAR:
            lines[-1][1].append((box[0], words))
        else:
            lines.append(((box[1] + box[3]) / 2, [(box[0], words)]))
    return "\n".join(paragraphs([" ".join(w for _at, w in sorted(line)) for _y, line in lines]))


def _tell_page(sheet: Sheet, number: int, lattice: _Lattice) -> None:
    sheet.doubts.append(
        _(
            "Page %(page)s of the file begins at row %(row)s.",
            page=number,
            row=sheet.places - len(lattice.down) + 2,
        )
    )
