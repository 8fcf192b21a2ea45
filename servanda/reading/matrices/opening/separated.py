"""Plans as text with separated cells: CSV of any separator and encoding, and pasted cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import BinaryDocument
from servanda.reading.matrices.opening.sheets import (
    LIMIT_CELL_CHARACTERS,
    Filling,
    Sheet,
    SheetRow,
)
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.notices import Notice

SEPARATORS: Final = ("\t", ";", ",", "|")
_SAMPLE_CHARACTERS: Final = 64_000
_SAMPLE_ROWS: Final = 60
# The encodings of offices that write no UTF-8, in the order in which they are tried.
_OLD_ENCODINGS: Final = ("cp1251", "koi8-r", "cp866", "cp1252", "mac-cyrillic", "cp1250")
_RULER: Final = frozenset("-:=+| \t")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FRENCH_LETTERS: Final = frozenset("éèêàâçùûîïôëáíóúñüöäß«»’–—№œ¿¡")
_CYRILLIC: Final = ("А", "я")


def open_separated(content: bytes, file_name: str) -> list[Sheet]:
    """Give the one table of a text whose cells are separated; BinaryDocument where it is no text."""
    text, doubts = decoded(content, file_name)
    sheet = sheet_of(text, file_name, separator=separator_of(text) or ",")
    sheet.doubts[:0] = doubts
    return [sheet]


def sheet_of(text: str, file_name: str, *, separator: str) -> Sheet:
    """Give the table of a text; `row` counts its rows, as a spreadsheet would that opens it."""
    filling = Filling(file_name)
    sheet = Sheet("")
    rows = _rows(text, separator)
    is_ruled = separator == "|"
    for number, cells in enumerate(rows, start=1):
        if is_ruled and set("".join(cells)) <= _RULER:
            continue
        row = SheetRow(number, {})
        for column, told in enumerate(_unruled(cells) if is_ruled else cells, start=1):
            words = filling.words(told, row=number, column=column)
            if words:
                row.cells[column] = words
                _note_indent(row, column, words)
        if row.cells:
            sheet.rows.append(row)
    return sheet


def separator_of(text: str) -> str | None:
    """Give what separates the cells: what cuts most rows into one number of cells, more than one."""
    sample = text[:_SAMPLE_CHARACTERS]
    weighed = [(_weight(sample, separator), separator) for separator in SEPARATORS]
    best, separator = max(weighed, key=lambda pair: pair[0])
    return separator if best > 0 else None


def decoded(content: bytes, file_name: str) -> tuple[str, list[Notice]]:
    """Decode a text, and say so where its encoding had to be judged by its letters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), []
    if b"\x00" in content[:4096]:
        raise BinaryDocument(
            _(
                "%(file)s is not text but binary data: choose the plan itself, as .xlsx, .xls, "
                ".ods, .csv, .docx, .odt, .html, .txt or .pdf.",
                file=file_name,
            )
        )
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    encoding = max(_OLD_ENCODINGS, key=lambda name: _likeness(content, name))
    doubt = _(
        "%(file)s is not encoded as UTF-8: it was read as %(encoding)s, which fits its letters.",
        file=file_name,
        encoding=encoding,
    )
    return content.decode(encoding, errors="replace"), [doubt]


def _likeness(content: bytes, encoding: str) -> float:
    """Weigh how much a text reads like words in an encoding: few odd signs, few capitals inside."""
    text = content[:_SAMPLE_CHARACTERS].decode(encoding, errors="replace")
    high = [letter for letter in text if ord(letter) > 127]
    if not high:
        return 0.0
    weight = 0.0
    for letter in high:
        if _CYRILLIC[0] <= letter <= _CYRILLIC[1] or letter in "ёЁіїєґІЇЄҐўқғҳәөүұңһ":
            weight += 1.0
        elif letter in _FRENCH_LETTERS or letter in "ğşıčšžćđłęąőűňř":
            weight += 0.9
        else:
            weight -= 1.0
    for word in _WORD.findall(text):
        if any(ord(letter) > 127 for letter in word) and not _is_cased_as_words_are(word):
            weight -= len(word)
    return weight / len(high)


def _is_cased_as_words_are(word: str) -> bool:
    has_two_scripts = any(ord(letter) < 128 for letter in word) and any(
        _CYRILLIC[0] <= letter <= _CYRILLIC[1] for letter in word
    )
    return (word.islower() or word.istitle() or word.isupper()) and not has_two_scripts


def _weight(sample: str, separator: str) -> float:
    """Give how well a separator cuts: the share of rows of the commonest width, and the width."""
    if separator not in sample:
        return 0.0
    rows = [row for row in _rows(sample, separator)[:_SAMPLE_ROWS] if any(row)]
    widths = [len(row) for row in rows]
    wide = [width for width in widths if width > 1]
    if not wide or len(rows) < 2:
        return 0.0
    commonest = max(set(wide), key=lambda width: (wide.count(width), width))
    share = wide.count(commonest) / len(rows)
    return share * min(commonest, 8) if share > 0.4 or separator == "\t" else 0.0


def _rows(text: str, separator: str) -> list[list[str]]:
    """Cut a text into rows of cells; quotes hold line ends, except where cells stand in bars."""
    csv.field_size_limit(max(csv.field_size_limit(), 16 * LIMIT_CELL_CHARACTERS))
    lines = io.StringIO(text, newline="")
    reader = (
        csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        if separator == "|"
        else csv.reader(lines, delimiter=separator)
    )
    try:
        return list(reader)
    except csv.Error:  # a quote that never ends, or a lone carriage return
        return [line.split(separator) for line in text.splitlines()]


def _unruled(cells: Sequence[str]) -> list[str]:
    """Take off the bars around a row, and the blanks beside them."""
    inner = list(cells)
    if inner and not inner[0].strip():
        inner = inner[1:]
    if inner and not inner[-1].strip():
        inner = inner[:-1]
    return [cell.strip() for cell in inner]


def _note_indent(row: SheetRow, column: int, words: str) -> None:
    indent = len(words) - len(words.lstrip(" \t\u00a0\u3000"))
    if indent:
        row.indents[column] = indent
