"""Plans in OpenDocument files: sheets of .ods, tables of .odt (part 3 of version 1.3, chapter 9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import PasswordProtected
from servanda.reading.formats.archives import opened_archive, parsed, parsed_member
from servanda.reading.formats.notices import password_notice
from servanda.reading.formats.odt import Blocks, damage_notice, is_encrypted
from servanda.reading.formats.open_lists import OpenLists
from servanda.reading.formats.open_names import FO, OFFICE, STYLE, TABLE
from servanda.reading.matrices.opening.laying import LaidCell, Laying
from servanda.reading.matrices.opening.sheets import Filling, Sheet, add_hidden_doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CELLS: Final = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_MOST_REPEATED: Final = 10_000
_MILLIMETRES: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 0.353}
_LENGTH = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)(mm|cm|in|pt)")
_MILLIMETRES_OF_A_STEP: Final = 3.0


@dataclass(frozen=True)
class _Looks:
    indents: dict[str, int]
    bold: frozenset[str]
    hidden: frozenset[str]


def open_open_tables(content: bytes, file_name: str) -> list[Sheet]:
    """Give the sheets or tables of an OpenDocument file; PasswordProtected or DamagedDocument."""
    with opened_archive(content, damaged=damage_notice(file_name)) as archive:
        manifest = parsed_member(archive, "META-INF/manifest.xml")
        if manifest is not None and is_encrypted(manifest):
            raise PasswordProtected(password_notice(file_name))
        root = parsed(archive.read("content.xml"))
        styles = parsed_member(archive, "styles.xml")
        reader = _Reader(
            _looks(root),
            Blocks(OpenLists.of([root] if styles is None else [root, styles])),
            Filling(file_name),
        )
        tables = root.iter(f"{TABLE}table")
        sheets = [reader.sheet(table) for table in tables if not _is_nested(table)]
    return [sheet for sheet in sheets if sheet.rows]


def _is_nested(table: _Element) -> bool:
    return next(table.iterancestors(f"{TABLE}table"), None) is not None


@dataclass
class _Reader:
    looks: _Looks
    blocks: Blocks
    filling: Filling

    def sheet(self, table: _Element) -> Sheet:
        sheet = Sheet(table.get(f"{TABLE}name", ""))
        if table.get(f"{TABLE}style-name", "") in self.looks.hidden:
            add_hidden_doubt(sheet)
        laying = Laying(sheet, self.filling)
        for row in table.iter(f"{TABLE}table-row"):
            times = _times(row, "rows")
            cells = list(self._cells(row))
            if not any(cell.words for cell, _count in cells):
                laying.number += times
                continue
            for _again in range(min(times, _MOST_REPEATED)):
                laying.begin_row()
                _lay(laying, row, cells)
                laying.end_row()
        return sheet

    def _cells(self, row: _Element) -> Iterator[tuple[LaidCell, int]]:
        """Give the cells of a row, each with the number of its repetitions."""
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            style = cell.get(f"{TABLE}style-name", "")
            words = "" if cell.tag.endswith("covered-table-cell") else self._words(cell)
            laid = LaidCell(
                words,
                across=_count(cell, "number-columns-spanned"),
                down=_count(cell, "number-rows-spanned"),
                indent=self.looks.indents.get(style, 0),
                is_bold=style in self.looks.bold,
                is_number=cell.get(f"{OFFICE}value-type") == "float",
            )
            yield laid, _times(cell, "columns")

    def _words(self, cell: _Element) -> str:
        if cell.get(f"{OFFICE}value-type") == "date":
            return cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00")
        if cell.get(f"{OFFICE}value-type") == "float":
            return cell.get(f"{OFFICE}value", "").removesuffix(".0")
        return "\n".join(self.blocks.of(cell))


def _lay(laying: Laying, row: _Element, cells: list[tuple[LaidCell, int]]) -> None:
    """Lay a row; a covered cell has its own place here, so nothing is passed over."""
    formulas = [cell.get(f"{TABLE}formula") is not None for cell in row if cell.tag in _CELLS]
    for (cell, times), is_formula in zip(cells, formulas, strict=True):
        if not cell.words:
            laying.skip(times)
            continue
        for _again in range(min(times, _MOST_REPEATED)):
            laying.spanned.clear()
            place = laying.column + 1
            laying.add(cell)
            laying.column = place
            if is_formula:
                laying.sheet.formulas.append((laying.number, place))


def _times(element: _Element, what: str) -> int:
    return _count(element, f"number-{what}-repeated")


def _count(element: _Element, name: str) -> int:
    told = element.get(f"{TABLE}{name}", "1")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 1


def _looks(root: _Element) -> _Looks:
    indents: dict[str, int] = {}
    bold: set[str] = set()
    hidden: set[str] = set()
    for style in root.iter(f"{STYLE}style"):
        name = style.get(f"{STYLE}name", "")
        for part in style:
            if length := _LENGTH.match(part.get(f"{FO}margin-left", "")):
                wide = float(length[1]) * _MILLIMETRES[length[2]]
                indents[name] = round(wide / _MILLIMETRES_OF_A_STEP)
            if part.get(f"{FO}font-weight") == "bold":
                bold.add(name)
            if part.get(f"{TABLE}display") == "false":
                hidden.add(name)
    return _Looks(
        {name: step for name, step in indents.items() if step}, frozenset(bold), frozenset(hidden)
    )
