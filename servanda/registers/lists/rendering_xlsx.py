"""A table as a workbook of Excel, piece by piece: nothing of it waits in memory or on the disk.

The parts of the file are written as ECMA-376 (Office Open XML, part 1, 18.3) names them. A text is
an inline string and never a formula. What one sheet cannot hold goes on to the next.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from servanda.registers.lists.rendering_csv import Cell, Columns
from servanda.registers.rules import joined_markings

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_576
MOST_BYTES: Final = 1_900_000_000
"""So many bytes of rows go into one sheet: beyond 2 GiB a part of an archive would be of another form."""
MOST_LETTERS: Final = 32_767
"""So many letters go into one cell; of a longer text the beginning stands there."""
MOST_IN_HEADER: Final = 255
"""So many letters Excel takes at the head of a printed page; with more it calls the file damaged."""
_CENTRE: Final = "&C "
_AT_ONCE: Final = 500
_LEVEL: Final = 3
_FIRST_DAY = date(1899, 12, 30)
_DAYS_FROM = date(1900, 3, 1)
"""Before it Excel counts a day that was none (29 February 1900): such dates are written as texts."""
_EXACT: Final = 10**15
"""Excel keeps fifteen digits of a number."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NO_SIGN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_A_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as a letter: such an underscore is written as a code itself."""
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_BOLD, _DAY = 1, 2


@dataclass(frozen=True)
class Sheet:
    """What stands over a table: the name of the sheet, the titles of its columns, what is printed.

    `markings` tells, when all rows are written, what stands at the head of each printed page; where
    there is no room for all of them, `others` stands for the rest.
    """

    title: str
    head: Sequence[str]
    markings: Callable[[], Iterable[str]] = tuple
    others: str = "…"
    most_rows: int = MOST_ROWS
    most_bytes: int = MOST_BYTES


@dataclass
class _Sink:
    """Where the archive is written; what it holds is taken away piece by piece."""

    held: list[bytes] = field(default_factory=list)

    def write(self, piece: bytes) -> int:
        self.held.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Leave everything to `taken`."""

    def close(self) -> None:
        """Hold nothing open."""

    def taken(self) -> bytes:
        """Return what was written since."""
        piece = b"".join(self.held)
        self.held.clear()
        return piece


class _Waiting:
    """The rows that no sheet holds yet; `row` is the next one as it will be written, None at the end."""

    def __init__(self, rows: Iterator[Sequence[Cell]]) -> None:
        self._rows = rows
        self.row = self._next()

    def taken(self, most_rows: int, most_bytes: int) -> Iterator[bytes]:
        """Give as many rows as a sheet has room for: one, however long it is."""
        number = written = 0
        while self.row is not None and number < most_rows:
            written += len(self.row)
            if number and written > most_bytes:
                break
            number += 1
            yield self.row
            self.row = self._next()

    def _next(self) -> bytes | None:
        row = next(self._rows, None)
        return None if row is None else f"<row>{''.join(map(_cell, row))}</row>".encode()


def xlsx_pieces(sheet: Sheet, lots: Iterable[Columns]) -> Iterator[bytes]:
    """Give a workbook piece by piece, its beginning at once; None is an empty cell."""
    rows = chain.from_iterable(zip(*lot, strict=True) for lot in lots)
    sink = _Sink()
    with zipfile.ZipFile(
        sink,
        "w",
        compression=zipfile.ZIP_DEFLATED,
        compresslevel=_LEVEL,
    ) as archive:
        archive.writestr(_member("xl/styles.xml"), _STYLES)
        yield sink.taken()
        waiting, number = _Waiting(rows), 0
        while number == 0 or waiting.row is not None:
            number += 1
            with archive.open(_member(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet_pieces(sheet, waiting):
                    part.write(piece)
                    yield sink.taken()
        for name, text in _frame(sheet, number):
            archive.writestr(_member(name), text)
    yield sink.taken()


def _member(name: str) -> zipfile.ZipInfo:
    """Return a part of the archive; no clock is asked, so the same table is the same file."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet_pieces(sheet: Sheet, waiting: _Waiting) -> Iterator[bytes]:
    width = len(sheet.head)
    columns = f'<cols><col min="1" max="{width}" width="24" customWidth="1"/></cols>'
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{columns if width else ''}<sheetData><row>"
        f"{''.join(_text_cell(title, _BOLD) for title in sheet.head)}</row>"
    ).encode()
    rows = waiting.taken(sheet.most_rows - 1, sheet.most_bytes)
    while lot := list(islice(rows, _AT_ONCE)):
        yield b"".join(lot)
    header = _header(sheet.markings(), sheet.others)
    marking = f"<headerFooter><oddHeader>{escape(header)}</oddHeader></headerFooter>"
    yield f"</sheetData>{marking if header else ''}</worksheet>".encode()


def _header(markings: Iterable[str], others: str) -> str:
    """Return what is printed at the head of a page: whole markings, so many as there is room for."""
    clean = [_NO_SIGN.sub("", one).replace("&", "&&") for one in markings]
    told = list(filter(None, dict.fromkeys(_LIKE_A_CODE.sub("_x005F_", one) for one in clean)))
    if not told:
        return ""
    shortened = ([*told[:number], others] for number in range(len(told) - 1, -1, -1))
    headers = (_CENTRE + joined_markings(shown) for shown in chain([told], shortened))
    return next((one for one in headers if _length(one) <= MOST_IN_HEADER), "")


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return _text_cell(value)
    if value is None:
        return "<c/>"
    if isinstance(value, date):
        if value < _DAYS_FROM:
            return _text_cell(value.isoformat())
        return f'<c s="{_DAY}"><v>{(value - _FIRST_DAY).days}</v></c>'
    return f"<c><v>{value}</v></c>" if -_EXACT < value < _EXACT else _text_cell(str(value))


def _text_cell(text: str, style: int = 0) -> str:
    if not text:
        return "<c/>"
    told = escape(_LIKE_A_CODE.sub("_x005F_", _NO_SIGN.sub("", _beginning(text))))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'


def _beginning(text: str) -> str:
    """Return what a cell has room for: letters beyond the first 65,536 of Unicode count twice."""
    if 2 * len(text) <= MOST_LETTERS:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * MOST_LETTERS].decode("utf-16-le", "ignore")


def _length(text: str) -> int:
    """Return how long a text is as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _frame(sheet: Sheet, sheets: int) -> Iterator[tuple[str, str]]:
    """Give the parts that say of which sheets the workbook is made."""
    numbers = range(1, sheets + 1)
    named = _NO_SHEET_NAME.sub(" ", sheet.title).strip(" '")[:25] or "1"
    names = [named if number == 1 else f"{named} {number}" for number in numbers]
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_TIES}"><sheets>{listed}</sheets></workbook>',
    )
    tied = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _ties([*tied, (f"rId{sheets + 1}", "styles", "styles.xml")])
    yield "_rels/.rels", _ties([("rId1", "officeDocument", "xl/workbook.xml")])
    parts = [("workbook", "sheet.main"), ("styles", "styles")]
    parts += [(f"worksheets/sheet{n}", "worksheet") for n in numbers]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )


def _ties(ties: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_TIES}/{kind}" Target="{target}"/>'
        for name, kind, target in ties
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
