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
from xml.sax.saxutils import escape

from servanda.reading.matrices.opening import address
from servanda.registers.lists.rendering_csv import Cell, Columns
from servanda.registers.lists.xlsx_frame import HEAD, MAIN, STYLES, frame
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
_NO_SIGN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_A_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as a letter: such an underscore is written as a code itself."""
_BOLD, _DAY, _FOLDED = 1, 2, 3
"""The styles of a cell; `_FOLDED` is added where long texts go on below in their cell."""


class Strong(str):
    """A text that heads the rows behind it: bold, and across all columns where it stands alone."""

    __slots__ = ()


@dataclass(frozen=True)
class Sheet:
    """What stands over a table: the name of the sheet, the titles of its columns, what is printed.

    `markings` tells, when all rows are written, what stands at the head of each printed page; where
    there is no room for all of them, `others` stands for the rest. `widths` are those of the columns,
    in letters; where they are given, long texts go on below in their cell.
    """

    title: str
    head: Sequence[str]
    markings: Callable[[], Iterable[str]] = tuple
    others: str = "…"
    widths: Sequence[int] = ()
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
    """The rows that no sheet holds yet; `row` is the next one as it will be written, None at the end.

    `heading` are the numbers, in the sheet that is written, of rows that are a heading alone.
    """

    def __init__(self, rows: Iterator[Sequence[Cell]], style: int) -> None:
        self._rows, self._style = rows, style
        self.heading: list[int] = []
        self._is_heading = False
        self.row = self._next()

    def taken(self, most_rows: int, most_bytes: int) -> Iterator[bytes]:
        """Give as many rows as a sheet has room for: one, however long it is."""
        number = written = 0
        self.heading.clear()
        while self.row is not None and number < most_rows:
            written += len(self.row)
            if number and written > most_bytes:
                break
            number += 1
            if self._is_heading:
                self.heading.append(number + 1)
            yield self.row
            self.row = self._next()

    def _next(self) -> bytes | None:
        row = next(self._rows, None)
        if row is None:
            return None
        self._is_heading = isinstance(row[0], Strong) and not any(row[1:])
        return f"<row>{''.join(_cell(value, self._style) for value in row)}</row>".encode()


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
        archive.writestr(_member("xl/styles.xml"), STYLES)
        yield sink.taken()
        waiting, number = _Waiting(rows, _FOLDED if sheet.widths else 0), 0
        while number == 0 or waiting.row is not None:
            number += 1
            with archive.open(_member(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for piece in _sheet_pieces(sheet, waiting):
                    part.write(piece)
                    yield sink.taken()
        for name, text in frame(sheet.title, number):
            archive.writestr(_member(name), text)
    yield sink.taken()


def _member(name: str) -> zipfile.ZipInfo:
    """Return a part of the archive; no clock is asked, so the same table is the same file."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet_pieces(sheet: Sheet, waiting: _Waiting) -> Iterator[bytes]:
    width, style = len(sheet.head), _BOLD + (_FOLDED if sheet.widths else 0)
    yield (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{_columns(sheet)}<sheetData><row>"
        f"{''.join(_text_cell(title, style) for title in sheet.head)}</row>"
    ).encode()
    rows = waiting.taken(sheet.most_rows - 1, sheet.most_bytes)
    while lot := list(islice(rows, _AT_ONCE)):
        yield b"".join(lot)
    header = _header(sheet.markings(), sheet.others)
    marking = f"<headerFooter><oddHeader>{escape(header)}</oddHeader></headerFooter>"
    spans = _spans(waiting.heading, width)
    yield f"</sheetData>{spans}{marking if header else ''}</worksheet>".encode()


def _columns(sheet: Sheet) -> str:
    """Say how wide each column is."""
    usual = [24] * len(sheet.head)
    listed = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths or usual, start=1)
    )
    return f"<cols>{listed}</cols>" if listed else ""


def _spans(rows: Sequence[int], width: int) -> str:
    """Let the rows that are headings alone stand across all columns (18.3.1.55)."""
    if not rows or width < 2:
        return ""
    listed = "".join(f'<mergeCell ref="A{row}:{address(row, width)}"/>' for row in rows)
    return f'<mergeCells count="{len(rows)}">{listed}</mergeCells>'


def _header(markings: Iterable[str], others: str) -> str:
    """Return what is printed at the head of a page: whole markings, so many as there is room for."""
    clean = [_NO_SIGN.sub("", one).replace("&", "&&") for one in markings]
    told = list(filter(None, dict.fromkeys(_LIKE_A_CODE.sub("_x005F_", one) for one in clean)))
    if not told:
        return ""
    shortened = ([*told[:number], others] for number in range(len(told) - 1, -1, -1))
    headers = (_CENTRE + joined_markings(shown) for shown in chain([told], shortened))
    return next((one for one in headers if _length(one) <= MOST_IN_HEADER), "")


def _cell(value: Cell, style: int) -> str:
    if isinstance(value, str):
        return _text_cell(value, style + (_BOLD if isinstance(value, Strong) else 0))
    if isinstance(value, date):
        return _day_cell(value, style)
    if value is None:
        return "<c/>"
    if not -_EXACT < value < _EXACT:
        return _text_cell(str(value), style)
    return f"<c{_styled(style)}><v>{value}</v></c>"


def _day_cell(day: date, style: int) -> str:
    if day < _DAYS_FROM:
        return _text_cell(day.isoformat(), style)
    return f'<c s="{style + _DAY}"><v>{(day - _FIRST_DAY).days}</v></c>'


def _styled(style: int) -> str:
    return f' s="{style}"' if style else ""


def _text_cell(text: str, style: int) -> str:
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
