"""What every format of a plan gives: sheets of raw cells, the areas that are merged, and looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import DocumentTooLarge
from servanda.reading.formats.opened import normalised
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.notices import Notice

LIMIT_CELLS: Final = 500_000
LIMIT_CHARACTERS: Final = 20_000_000
LIMIT_COLUMNS: Final = 2_000
LIMIT_CELL_CHARACTERS: Final = 1_000_000
_LETTERS_OF_ALPHABET: Final = 26


@dataclass(slots=True)
class SheetRow:
    """The filled cells of a row by their columns (from 1 on): which stand in, are bold, are numbers.

    `numbers` are the columns whose value the file keeps as a number: its point is one of decimals,
    whatever the words of the column are written with.
    """

    number: int
    cells: dict[int, str]
    indents: dict[int, int] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Merged:
    """An area of cells merged into one, both ends inclusive; its words stand in the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """A sheet of a workbook or a table of a document, as it stands in the file."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    doubts: list[Notice] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    places: int = 0  # rows laid so far, where a table goes on overleaf
    is_list: bool = False  # numbered text, in which every paragraph is a row


class Filling:
    """Takes the words of cells, tidied, and refuses a file that holds more than a person reads."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.cells = 0
        self.characters = 0

    def words(self, told: str, *, row: int, column: int) -> str:
        """Give the words of a cell as they are kept, none where nothing is written in it."""
        if not told or told.isspace():
            return ""
        self.cells += 1
        self.characters += len(told)
        if column > LIMIT_COLUMNS:
            raise DocumentTooLarge(self._too_wide(address(row, column)))
        if len(told) > LIMIT_CELL_CHARACTERS:
            raise DocumentTooLarge(self._long_cell(address(row, column)))
        if self.cells > LIMIT_CELLS or self.characters > LIMIT_CHARACTERS:
            raise DocumentTooLarge(self._too_much())
        return told if told.isascii() and told.isprintable() else normalised(told)

    def _long_cell(self, place: str) -> Notice:
        return _(
            "%(file)s has more than a million characters in the cell %(cell)s: "
            "no plan says so much in one, take the text out and upload the file again.",
            file=self.file_name,
            cell=place,
        )

    def _too_wide(self, place: str) -> Notice:
        return _(
            "%(file)s has words in the cell %(cell)s, beyond %(columns)s columns: "
            "take out what lies so far to the right and upload the file again.",
            file=self.file_name,
            cell=place,
            columns=LIMIT_COLUMNS,
        )

    def _too_much(self) -> Notice:
        return _(
            "%(file)s holds more cells than a person reads: "
            "save the sheet that matters as a file of its own and upload that.",
            file=self.file_name,
        )


def address(row: int, column: int) -> str:
    """Give the name of a cell as spreadsheets do: row 5, column 3 is C5."""
    letters = ""
    while column:
        column, place = divmod(column - 1, _LETTERS_OF_ALPHABET)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


def add_hidden_doubt(sheet: Sheet) -> None:
    """Say that a sheet is hidden, and was read all the same."""
    sheet.doubts.append(_("The sheet “%(sheet)s” is hidden; it was read.", sheet=sheet.name))
