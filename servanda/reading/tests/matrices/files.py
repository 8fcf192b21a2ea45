"""Writes a grid of cells as a file of every kind that plans come in."""

from __future__ import annotations

import csv
import html
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import docx
import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import range_boundaries

from servanda.reading.tests.office_files import archive_of

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


@dataclass
class Grid:
    """Rows of cells (None: empty), merged areas as `A1:C1`, and cells that are bold or stand in."""

    rows: Sequence[Sequence[object]]
    merged: list[str] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    indents: dict[str, int] = field(default_factory=dict)
    name: str = "Plan"

    def areas(self):
        return [range_boundaries(area) for area in self.merged]

    def covered(self):
        return {
            (row, column)
            for left, top, right, bottom in self.areas()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }

    def filled(self):
        return [
            [(at, str(cell)) for at, cell in enumerate(row, start=1) if cell not in (None, "")]
            for row in self.rows
        ]


def xlsx_of(*grids: Grid) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        for row in grid.rows:
            sheet.append(row)
        for area in grid.merged:
            sheet.merge_cells(area)
        for cell in grid.bold:
            sheet[cell].font = Font(bold=True)
        for cell, steps in grid.indents.items():
            sheet[cell].alignment = Alignment(indent=steps)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_of(grid: Grid, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(
        [["" if cell is None else str(cell) for cell in row] for row in grid.rows]
    )
    return stream.getvalue().encode(encoding)


def html_of(grid: Grid) -> bytes:
    spans = {
        (top, left): (right - left + 1, bottom - top + 1)
        for left, top, right, bottom in grid.areas()
    }
    covered = grid.covered()
    width = max(map(len, grid.rows))
    lines = ["<!doctype html><title>A plan</title><table>"]
    for number, row in enumerate(grid.rows, start=1):
        lines.append("<tr>")
        for column in range(1, width + 1):
            if (number, column) in covered:
                continue
            across, down = spans.get((number, column), (1, 1))
            cell = row[column - 1] if column <= len(row) else None
            words = "" if cell is None else html.escape(str(cell)).replace("\n", "<br>")
            lines.append(f'<td colspan="{across}" rowspan="{down}">{words}</td>')
        lines.append("</tr>")
    return ("\n".join(lines) + "</table>").encode()


def docx_of(*grids: Grid) -> bytes:
    document = docx.Document()
    for grid in grids:
        width = max(map(len, grid.rows))
        table = document.add_table(rows=len(grid.rows), cols=width)
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    table.cell(number, column).text = str(cell)
        for left, top, right, bottom in grid.areas():
            table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1))
        document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def ods_of(*grids: Grid) -> bytes:
    tables = "".join(_open_table(grid) for grid in grids)
    content = (
        f"<office:document-content {OPEN}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive_of(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    )


def _open_table(grid: Grid) -> str:
    spans = {
        (top, left): (right - left + 1, bottom - top + 1)
        for left, top, right, bottom in grid.areas()
    }
    covered = grid.covered()
    width = max(map(len, grid.rows))
    rows = []
    for number, row in enumerate(grid.rows, start=1):
        cells = []
        for column in range(1, width + 1):
            if (number, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            across, down = spans.get((number, column), (1, 1))
            cell = row[column - 1] if column <= len(row) else None
            paragraphs = "".join(
                f"<text:p>{html.escape(line)}</text:p>"
                for line in ("" if cell is None else str(cell)).split("\n")
            )
            cells.append(
                f'<table:table-cell table:number-columns-spanned="{across}" '
                f'table:number-rows-spanned="{down}">{paragraphs}</table:table-cell>'
            )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="{html.escape(grid.name)}">{"".join(rows)}</table:table>'


def pasted_of(grid: Grid) -> bytes:
    return csv_of(grid, separator="\t")
