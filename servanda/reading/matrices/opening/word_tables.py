"""Plans in tables of Word files (.docx): cells, merged areas, numbers that Word draws, bold."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import docx
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from servanda.reading.formats.archives import refuse_entities
from servanda.reading.formats.docx import accept_changes, blocks_of, damaged, warnings_of
from servanda.reading.formats.word_numbers import WordNumbers
from servanda.reading.matrices.opening.laying import LaidCell, Laying
from servanda.reading.matrices.opening.sheets import Filling, Merged, Sheet

if TYPE_CHECKING:
    from docx.oxml.table import CT_Row, CT_Tc

_TWENTIETHS_OF_A_STEP: Final = 180


def open_word_tables(content: bytes, file_name: str) -> list[Sheet]:
    """Give the tables of a Word file as if every tracked change were accepted."""
    filling = Filling(file_name)
    with damaged(file_name):
        document = docx.Document(io.BytesIO(content))
        refuse_entities(document.element)
        warnings = list(warnings_of(document, file_name))
        accept_changes(document.element.body)
        numbers = WordNumbers.of(document)
        sheets = []
        for block in document.iter_inner_content():
            if not isinstance(block, Table):
                numbers.label(block)
            elif (sheet := _sheet(block, filling, numbers)).rows:
                sheets.append(sheet)
    if sheets:
        sheets[0].doubts += warnings
    return sheets


def _sheet(table: Table, filling: Filling, numbers: WordNumbers) -> Sheet:
    sheet = Sheet("")
    laying = Laying(sheet, filling)
    reaching: dict[int, int] = {}
    for row in table._tbl.tr_lst:
        laying.begin_row()
        laying.skip(_before(row))
        for cell in row.tc_lst:
            left = laying.column + 1
            if cell.vMerge == "continue":
                _reach_down(sheet, reaching.get(left), row=laying.number)
                laying.skip(cell.grid_span)
                continue
            laying.add(_laid(cell, table, numbers))
            if cell.vMerge == "restart":
                area = Merged(laying.number, left, laying.number, left + cell.grid_span - 1)
                if sheet.merged[-1:] == [area]:
                    sheet.merged.pop()
                reaching[left] = len(sheet.merged)
                sheet.merged.append(area)
        laying.end_row()
    return sheet


def _reach_down(sheet: Sheet, index: int | None, *, row: int) -> None:
    """Let the merged area above reach down to a row."""
    if index is not None:
        sheet.merged[index] = replace(sheet.merged[index], bottom=row)


def _before(row: CT_Row) -> int:
    """Give how many columns of the grid a row leaves out at its beginning."""
    told = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    written = told.get(qn("w:val"), "0") if told is not None else "0"
    return int(written) if written.isdigit() and len(written) < 4 else 0


def _laid(cell: CT_Tc, table: Table, numbers: WordNumbers) -> LaidCell:
    words = "\n".join(blocks_of(_Cell(cell, table), numbers))
    return LaidCell(
        words.strip(),
        across=cell.grid_span,
        indent=_indent(cell),
        is_bold=_is_bold(cell),
    )


def _indent(cell: CT_Tc) -> int:
    for told in cell.iter(qn("w:ind")):
        written = told.get(qn("w:left")) or told.get(qn("w:start")) or "0"
        return int(written) // _TWENTIETHS_OF_A_STEP if written.isdigit() else 0
    return 0


def _is_bold(cell: CT_Tc) -> bool:
    """Tell whether the first words of a cell are bold."""
    for run in cell.iter(qn("w:r")):
        bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
        return bold is not None and bold.get(qn("w:val"), "1") not in {"0", "false"}
    return False
