"""Excel files (.xlsx) as text: sheet by sheet, a row a paragraph, with the addresses of the cells.

Read from the XML itself, cell by cell: the fast reader of the format lays every sheet out as a
full rectangle, so that two cells far apart make two kilobytes need 500 GB (tafia/calamine 693),
and it gives no addresses.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Final

from lxml import etree
from lxml.etree import _Element

from servanda.reading.errors import DocumentTooLarge
from servanda.reading.formats.archives import opened_archive, parsed, refuse_entities
from servanda.reading.formats.opened import Anchor, OpenedDocument, normalised, one_line
from servanda.reading.formats.xlsx_cells import Book, shown
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BETWEEN_CELLS: Final = " | "

_LIMIT_CELLS: Final = 500_000
_LIMIT_CHARACTERS: Final = 10_000_000
# Above it a row has one anchor: a list of so many places would weigh more than the text.
_LIMIT_ANCHORS: Final = 20_000
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TIES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True)
class BookSheet:
    """A sheet of a workbook: its name, and the member of the archive that holds it."""

    name: str
    member: str
    is_hidden: bool


@dataclass(frozen=True)
class WrittenRow:
    """The filled cells of a row: the address and the words of each."""

    cells: tuple[tuple[str, str], ...]


def open_xlsx(content: bytes, file_name: str) -> OpenedDocument:
    """Give the words and numbers of a workbook as they are shown, hidden sheets among them.

    A sheet begins with its name; a row is a paragraph, its filled cells apart by bars. Each cell
    is an anchor ("Plan!C5"). DamagedDocument, or DocumentTooLarge for half a million cells.
    """
    with opened_archive(content, damaged=damage_notice(file_name)) as archive:
        workbook = parsed(archive.read("xl/workbook.xml"))
        book = Book.of(archive, workbook)
        written = WrittenSheets(file_name)
        sheets = list(sheets_of(archive, workbook))
        for sheet in sheets:
            written.add_sheet(sheet.name, _rows(archive, sheet, book))
        hidden = [sheet.name for sheet in sheets if sheet.is_hidden]
        return OpenedDocument(
            text=written.text(),
            pages=(),
            media_type=MEDIA_TYPE,
            title=None,
            warnings=tuple(_warnings(hidden, file_name)),
            anchors=written.anchors(),
        )


class WrittenSheets:
    """The text as it grows, and where each cell begins in it."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.pieces: list[str] = []
        self.length = 0
        self.places: list[Anchor] = []
        self.row_places: list[Anchor] = []

    def add_sheet(self, name: str, rows: Iterator[WrittenRow]) -> None:
        title = one_line(name) or "?"
        is_first = True
        for row in rows:
            if is_first:
                self._add(title, after="\n\n")
            is_first = False
            self._add_row(title, row)

    def text(self) -> str:
        return "".join(self.pieces).rstrip()

    def anchors(self) -> tuple[Anchor, ...]:
        few = self.places if len(self.places) <= _LIMIT_ANCHORS else self.row_places
        return tuple(few)

    def _add_row(self, sheet: str, row: WrittenRow) -> None:
        self.row_places.append(Anchor(f"{sheet}!{row.cells[0][0]}", self.length))
        last = len(row.cells) - 1
        for number, (address, words) in enumerate(row.cells):
            self.places.append(Anchor(f"{sheet}!{address}", self.length))
            self._add(words, after="\n\n" if number == last else BETWEEN_CELLS)

    def _add(self, words: str, *, after: str) -> None:
        self.pieces += [words, after]
        self.length += len(words) + len(after)
        if self.length > _LIMIT_CHARACTERS or len(self.places) > _LIMIT_CELLS:
            raise DocumentTooLarge(
                _(
                    "%(file)s holds more cells than a person reads: "
                    "save the sheet that matters as a file of its own and upload that.",
                    file=self.file_name,
                )
            )


def sheets_of(archive: zipfile.ZipFile, workbook: _Element) -> Iterator[BookSheet]:
    """Give the sheets in their order; charts and macros have no cells."""
    ties = parsed(archive.read("xl/_rels/workbook.xml.rels"))
    target_of = {tie.get("Id"): tie.get("Target", "") for tie in ties}
    names = frozenset(archive.namelist())
    for sheet in workbook.iter(f"{_MAIN}sheet"):
        target = target_of.get(sheet.get(_TIES), "")
        member = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if member in names and "worksheets/" in member:
            yield BookSheet(
                sheet.get("name", ""), member, sheet.get("state", "visible") != "visible"
            )


def _rows(archive: zipfile.ZipFile, sheet: BookSheet, book: Book) -> Iterator[WrittenRow]:
    """Give the rows that hold words, reading one after the other."""
    numbers = count(1)
    for _event, row in etree.iterparse(
        io.BytesIO(archive.read(sheet.member)),
        events=("end",),
        tag=f"{_MAIN}row",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    ):
        refuse_entities(row)
        told = row.get("r", "")
        number = int(told) if told.isascii() and told.isdigit() else next(numbers)
        cells = tuple(_cells(row, number, book))
        row.clear()
        while (before := row.getprevious()) is not None:
            before.getparent().remove(before)
        if cells:
            yield WrittenRow(cells)


def _cells(row: _Element, number: int, book: Book) -> Iterator[tuple[str, str]]:
    column = 0
    for cell in row.iter(f"{_MAIN}c"):
        address = _ADDRESS.fullmatch(cell.get("r", ""))
        column = column_of(address[1]) if address else column + 1
        words = one_line(normalised(shown(cell, book)))
        if words:
            yield f"{_letters(column)}{number}", words


@cache
def column_of(letters: str) -> int:
    """Give the number of a column, from 1 on, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def damage_notice(file_name: str) -> Notice:
    """Say that a workbook cannot be opened."""
    return _(
        "%(file)s is damaged and cannot be opened as an Excel file: "
        "save it again from the program it comes from and upload it again.",
        file=file_name,
    )


def _warnings(hidden: list[str], file_name: str) -> Iterator[Notice]:
    if hidden:
        yield _(
            "%(file)s has hidden sheets, which were read as well: %(sheets)s.",
            file=file_name,
            sheets=", ".join(hidden),
        )
