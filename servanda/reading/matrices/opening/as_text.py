"""The file of a plan as the text of a document: read as every document is, else its cells laid out in rows."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import UnknownFormat
from servanda.reading.formats import LIMIT_BYTES, OpenedDocument, open_document
from servanda.reading.formats.opened import one_line
from servanda.reading.formats.xlsx import WrittenRow, WrittenSheets
from servanda.reading.matrices.opening import open_sheets
from servanda.reading.matrices.opening.sheets import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.matrices.opening.sheets import Sheet

_MEDIA_TYPES: Final = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_ANY_FILE: Final = "application/octet-stream"


def open_plan_text(
    content: bytes, *, file_name: str, limit_bytes: int = LIMIT_BYTES
) -> OpenedDocument:
    """Give the text in which the words of a plan are cited.

    A kind of file that holds nothing but cells is laid out as a workbook is: a row a paragraph, each
    cell an anchor. Raises a `DocumentError` for a file that cannot be read.
    """
    try:
        return open_document(content, file_name=file_name, limit_bytes=limit_bytes)
    except UnknownFormat:
        written = WrittenSheets(file_name)
        for sheet in open_sheets(content, file_name=file_name):
            written.add_sheet(sheet.name, _rows(sheet))
    return OpenedDocument(
        text=written.text(),
        pages=(),
        media_type=_MEDIA_TYPES.get(PurePath(file_name).suffix.lower(), _ANY_FILE),
        title=None,
        warnings=(),
        anchors=written.anchors(),
    )


def _rows(sheet: Sheet) -> Iterator[WrittenRow]:
    for row in sheet.rows:
        told = ((at, one_line(words)) for at, words in sorted(row.cells.items()))
        cells = tuple((address(row.number, at), words) for at, words in told if words)
        if cells:
            yield WrittenRow(cells)
