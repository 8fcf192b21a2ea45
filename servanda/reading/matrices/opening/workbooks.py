"""Plans in Excel workbooks (.xlsx, .xlsm): cells, merged areas, indentation, bold; formulas told.

ECMA-376 part 1: 18.3.1.4 (cells), 18.3.1.55 (merged cells), 18.8.1 (alignment).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from servanda.reading.formats.archives import opened_archive, parsed, parsed_member, refuse_entities
from servanda.reading.formats.xlsx import BookSheet, column_of, damage_notice, sheets_of
from servanda.reading.formats.xlsx_cells import Book, shown
from servanda.reading.matrices.opening.sheets import (
    Filling,
    Merged,
    Sheet,
    SheetRow,
    add_hidden_doubt,
)
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _FORMULA = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}f"
_AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_DIGITS: Final = "0123456789"
# Rows that hold nothing; offices write a million of them where a whole column was painted.
_EMPTY_ROW = re.compile(rb'<row\b[^<>]* ?r="\d+"[^<>]*(?:/>|>(?:<c\b[^<>]*/>)*</row>)')
_MANY_BYTES: Final = 2 * 1024 * 1024
_LIMIT_MERGED: Final = 50_000


@dataclass(frozen=True)
class _Looks:
    """Indentation and weight by the number of a cell's style; most styles say nothing of them."""

    indents: dict[str, int]
    bold: frozenset[str]


def open_workbook(content: bytes, file_name: str) -> list[Sheet]:
    """Give every sheet of a workbook with its filled cells; DamagedDocument or DocumentTooLarge."""
    with opened_archive(content, damaged=damage_notice(file_name)) as archive:
        workbook = parsed(archive.read("xl/workbook.xml"))
        book = Book.of(archive, workbook)
        looks = _looks(parsed_member(archive, "xl/styles.xml"))
        filling = Filling(file_name)
        sheets = [
            _sheet(archive, found, _Reader(book, looks, filling))
            for found in sheets_of(archive, workbook)
        ]
        _tell_unread(archive, sheets, file_name)
        return sheets


def _sheet(archive: zipfile.ZipFile, found: BookSheet, reader: _Reader) -> Sheet:
    sheet = Sheet(found.name.strip())
    if found.is_hidden:
        add_hidden_doubt(sheet)
    content = archive.read(found.member)
    if len(content) > _MANY_BYTES:
        content = _EMPTY_ROW.sub(b"", content)
    reader.read(content, sheet)
    return sheet


@dataclass
class _Reader:
    """Reads the rows of a sheet one after the other."""

    book: Book
    looks: _Looks
    filling: Filling

    def read(self, content: bytes, sheet: Sheet) -> None:
        numbers = count(1)
        for element in _elements(content):
            if element.tag != _ROW:
                area = _merged(element.get("ref", ""))
                if area is not None and len(sheet.merged) < _LIMIT_MERGED:
                    sheet.merged.append(area)
                continue
            told = element.get("r", "")
            number = int(told) if told.isascii() and told.isdigit() else next(numbers)
            row = self._row(element, number, sheet)
            if row.cells:
                sheet.rows.append(row)

    def _row(self, element: _Element, number: int, sheet: Sheet) -> SheetRow:
        row = SheetRow(number, {})
        column = 0
        indents, bold = self.looks.indents, self.looks.bold
        for cell in element:
            if cell.tag != _CELL:
                continue
            letters = cell.get("r", "").rstrip(_DIGITS)
            column = column_of(letters) if _is_column(letters) else column + 1
            told = shown(cell, self.book)
            formula = _formula(cell) if len(cell) > 1 or not told else None
            if formula is not None:
                sheet.formulas.append((number, column))
                told = told or f"={formula}"
            words = self.filling.words(told, row=number, column=column)
            if not words:
                continue
            row.cells[column] = words
            if "." in words and cell.get("t", "n") == "n":
                row.numbers.add(column)
            style = cell.get("s", "")
            if style in indents:
                row.indents[column] = indents[style]
            if style in bold:
                row.bold.add(column)
        return row


@cache
def _is_column(letters: str) -> bool:
    return _LETTERS.fullmatch(letters) is not None


def _formula(cell: _Element) -> str | None:
    """Give the formula of a cell, None where it has none."""
    for part in cell:
        if part.tag == _FORMULA:
            return part.text or ""
    return None


def _elements(content: bytes) -> Iterator[_Element]:
    """Give the rows and merged areas of a sheet, and let go of each when the next is asked for."""
    for _event, element in etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=(_ROW, f"{_MAIN}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        refuse_entities(element)
        yield element
        element.clear()
        while (before := element.getprevious()) is not None:
            before.getparent().remove(before)


def _merged(told: str) -> Merged | None:
    area = _AREA.fullmatch(told)
    if area is None:
        return None
    left, top, right, bottom = column_of(area[1]), int(area[2]), column_of(area[3]), int(area[4])
    return Merged(top, left, bottom, right)


def _looks(styles: _Element | None) -> _Looks:
    if styles is None:
        return _Looks({}, frozenset())
    fonts = styles.find(f"{_MAIN}fonts")
    is_bold = [_is_bold(font) for font in (fonts if fonts is not None else ())]
    held = styles.find(f"{_MAIN}cellXfs")
    indents: dict[str, int] = {}
    bold: set[str] = set()
    for number, style in enumerate(held if held is not None else ()):
        font = style.get("fontId", "")
        if font.isdigit() and int(font) < len(is_bold) and is_bold[int(font)]:
            bold.add(str(number))
        alignment = style.find(f"{_MAIN}alignment")
        indent = alignment.get("indent", "0") if alignment is not None else "0"
        if indent.isdigit() and int(indent):
            indents[str(number)] = int(indent)
    return _Looks(indents, frozenset(bold))


def _is_bold(font: _Element) -> bool:
    bold = font.find(f"{_MAIN}b")
    return bold is not None and bold.get("val", "1") not in {"0", "false"}


def _tell_unread(archive: zipfile.ZipFile, sheets: list[Sheet], file_name: str) -> None:
    """Say of a workbook what was not done with it: macros are not run, nothing is fetched."""
    names = archive.namelist()
    doubts = []
    if any(name.endswith("vbaProject.bin") for name in names):
        doubts.append(_("%(file)s has macros: they were not run.", file=file_name))
    if any(name.startswith("xl/externalLinks/") for name in names):
        doubts.append(
            _(
                "%(file)s takes values from other files: the values that stood in it were read.",
                file=file_name,
            )
        )
    for sheet in sheets[:1]:
        sheet.doubts += doubts
