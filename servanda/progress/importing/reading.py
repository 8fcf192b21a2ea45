"""Reading a workbook that comes back: the cells of its rows, what of it cannot be taken, its seal."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml.etree import _Element

from servanda.progress.importing.making import MARK, SALT
from servanda.progress.rules.workbooks import ANSWERED, plain_text
from servanda.reading.formats.archives import member_names, opened_archive, parsed
from servanda.reading.formats.xlsx import BookSheet, column_of, damage_notice, sheets_of
from servanda.reading.formats.xlsx_cells import Book, shown

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORKBOOK = "xl/workbook.xml"
MACROS = "vbaProject.bin"
MOST_ROWS = 20_000


@dataclass(frozen=True)
class CellFound:
    """A filled cell: where it stands, its words, whether a formula made them."""

    address: str
    words: str
    is_formula: bool


Line = tuple[int, list[CellFound]]


@dataclass(frozen=True)
class RowFound:
    """A row that came back: its number, its key, and the cells of the columns that are filled in."""

    number: int
    key: str
    cells: dict[str, CellFound]


@dataclass(frozen=True)
class Seal:
    """Of what the workbook is: register, round and party, and what each row said when it went out."""

    register: str
    round: str
    party: str
    rows: dict[str, str]


@dataclass(frozen=True)
class BookFound:
    """A workbook of answers that came back."""

    seal: Seal
    rows: list[RowFound]


def read_book(content: bytes, file_name: str) -> BookFound:
    """Read a workbook that comes back.

    Raises ValidationError, with the sentence, for macros, for what is no workbook of answers, and
    for one whose keys were changed; DocumentError for a damaged file.
    """
    names = member_names(content, file_name)
    if any(name.endswith(MACROS) for name in names):
        raise ValidationError(
            _("%(file)s holds macros: save it as a workbook without them (.xlsx).")
            % {"file": file_name}
        )
    if WORKBOOK not in names:
        raise _none(file_name)
    with opened_archive(content, damaged=damage_notice(file_name)) as archive:
        workbook = parsed(archive.read(WORKBOOK))
        book = Book.of(archive, workbook)
        sheets = {
            sheet.name: list(islice(_lines(archive, sheet, book), MOST_ROWS + 1))
            for sheet in sheets_of(archive, workbook)
        }
    if any(len(lines) > MOST_ROWS for lines in sheets.values()):
        raise ValidationError(_("This workbook holds more rows than a person fills in."))
    if MARK not in sheets:
        raise _none(file_name)
    seal = _seal(sheets[MARK], file_name)
    found = next((rows for lines in sheets.values() if (rows := _rows(lines)) is not None), None)
    if found is None:
        raise _none(file_name)
    return BookFound(seal, found)


def _none(file_name: str) -> ValidationError:
    return ValidationError(
        _("%(file)s is no workbook that Servanda gave out: take the one of your round.")
        % {"file": file_name}
    )


def _seal(lines: list[Line], file_name: str) -> Seal:
    first = [cell for _number, cells in lines for cell in cells[:1]]
    pieces = [cell.words for cell in first if cell.address.startswith("A")]
    try:
        told = signing.loads("".join(pieces[1:]), salt=SALT)
    except signing.BadSignature as error:
        raise ValidationError(
            _(
                "The keys of %(file)s were changed: take a new workbook, and copy your answers there."
            )
            % {"file": file_name}
        ) from error
    return Seal(told["register"], told["round"], told["party"], told["rows"])


def _rows(lines: list[Line]) -> list[RowFound] | None:
    """Return the rows under the line that names the columns, wherever they stand; None without one."""
    columns: dict[int, str] = {}
    found: list[RowFound] = []
    for number, cells in lines:
        if not columns:
            columns = _columns(cells)
            continue
        by_name = {columns[_column(one)]: one for one in cells if _column(one) in columns}
        key = by_name.get("key")
        filled = {name: by_name[name] for name in ANSWERED if name in by_name}
        if key is not None or filled:
            found.append(RowFound(number, key.words.strip() if key else "", filled))
    return found[1:] if columns else None  # the first line under the names is the headings


def _columns(cells: list[CellFound]) -> dict[int, str]:
    mark = f"{MARK}:"
    named = {_column(one): one.words.removeprefix(mark) for one in cells if mark in one.words}
    return named if "key" in named.values() else {}


def _column(cell: CellFound) -> int:
    return column_of(cell.address.rstrip("0123456789"))


def _lines(archive: zipfile.ZipFile, sheet: BookSheet, book: Book) -> Iterator[Line]:
    """Give the rows of a sheet with their filled cells."""
    for row in parsed(archive.read(sheet.member)).iter(f"{_MAIN}row"):
        cells = [found for cell in row if (found := _cell(cell, book)) is not None]
        if cells:
            yield int(cells[0].address.lstrip(LETTERS)), cells


def _cell(cell: _Element, book: Book) -> CellFound | None:
    address = cell.get("r", "")
    if cell.tag != f"{_MAIN}c" or _ADDRESS.fullmatch(address) is None:
        return None
    words = plain_text(shown(cell, book))
    is_formula = cell.find(f"{_MAIN}f") is not None
    return CellFound(address, words, is_formula) if words or is_formula else None
