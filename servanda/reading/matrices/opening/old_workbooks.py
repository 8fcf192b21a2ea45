"""Plans in old Excel workbooks (.xls), read by xlrd: cells, merged areas, indentation, bold."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlrd

from servanda.reading.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    PasswordProtected,
)
from servanda.reading.formats.notices import password_notice
from servanda.reading.formats.xlsx_cells import look_of, told_number
from servanda.reading.matrices.opening.sheets import (
    Filling,
    Merged,
    Sheet,
    SheetRow,
    add_hidden_doubt,
)
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT_BYTES: Final = 12 * 1024 * 1024
_DAYS_TO_1904: Final = 1462
_BOLD_FROM: Final = 600
_FORMULA_RECORD, _END_RECORD = 0x0006, 0x000A
_TRUE: Final = {0: "FALSE", 1: "TRUE"}


def open_old_workbook(content: bytes, file_name: str) -> list[Sheet]:
    """Give every sheet of an old workbook; DamagedDocument, PasswordProtected, DocumentTooLarge."""
    if len(content) > _LIMIT_BYTES:
        raise DocumentTooLarge(
            _(
                "%(file)s is too large for an old Excel file: save it as .xlsx and upload that.",
                file=file_name,
            )
        )
    filling = Filling(file_name)
    with Path(os.devnull).open("w") as silence:
        try:
            # Kept in memory until every sheet is read, so that formulas can be told from values.
            book = xlrd.open_workbook(
                file_contents=content,
                formatting_info=True,
                ragged_rows=True,
                on_demand=True,
                logfile=silence,
            )
            return [_Reader(book, filling).sheet(index) for index in range(book.nsheets)]
        except DocumentError:
            raise
        except Exception as damage:
            raise _refused(damage, file_name) from damage


def _refused(damage: Exception, file_name: str) -> DamagedDocument | PasswordProtected:
    if "encrypted" in str(damage):
        return PasswordProtected(password_notice(file_name))
    return DamagedDocument(
        _(
            "%(file)s is damaged and cannot be opened as an old Excel file: "
            "save it again as .xlsx and upload that.",
            file=file_name,
        )
    )


@dataclass
class _Reader:
    book: xlrd.Book
    filling: Filling

    def sheet(self, index: int) -> Sheet:
        found = self.book.sheet_by_index(index)
        sheet = Sheet(found.name.strip())
        if found.visibility:
            add_hidden_doubt(sheet)
        for number in range(found.nrows):
            row = SheetRow(number + 1, {})
            for column, cell in enumerate(found.row(number), start=1):
                self._fill(row, column, cell)
            if row.cells:
                sheet.rows.append(row)
        sheet.merged = [
            Merged(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in found.merged_cells
        ]
        sheet.formulas = list(self._formulas(index))
        return sheet

    def _fill(self, row: SheetRow, column: int, cell: xlrd.sheet.Cell) -> None:
        words = self.filling.words(self._shown(cell), row=row.number, column=column)
        if not words:
            return
        row.cells[column] = words
        if cell.ctype == xlrd.XL_CELL_NUMBER:
            row.numbers.add(column)
        style = self.book.xf_list[cell.xf_index]
        if style.alignment.indent_level:
            row.indents[column] = style.alignment.indent_level
        if self.book.font_list[style.font_index].weight >= _BOLD_FROM:
            row.bold.add(column)

    def _shown(self, cell: xlrd.sheet.Cell) -> str:
        if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
            return ""
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return _TRUE[cell.value]
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#"))
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return str(cell.value)
        key = self.book.xf_list[cell.xf_index].format_key
        own = {str(key): self.book.format_map[key].format_str}
        shift = _DAYS_TO_1904 if self.book.datemode else 0
        return told_number(repr(cell.value), look_of(str(key), own), shift)

    def _formulas(self, index: int) -> Iterator[tuple[int, int]]:
        """Give the cells whose value was computed; the reader of the format does not tell them."""
        place = self.book._sh_abs_posn[index]
        stream = self.book.mem or b""
        while place + 8 <= len(stream):
            record, length = struct.unpack_from("<HH", stream, place)
            if record == _FORMULA_RECORD:
                row, column = struct.unpack_from("<HH", stream, place + 4)
                yield row + 1, column + 1
            elif record == _END_RECORD:
                return
            place += 4 + length
