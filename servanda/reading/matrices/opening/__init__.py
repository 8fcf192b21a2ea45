"""Any file of a plan in, sheets of raw cells out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, cast

from servanda.reading.errors import DocumentTooLarge, EmptyDocument
from servanda.reading.formats import LIMIT_BYTES, limit_notice
from servanda.reading.formats.archives import member_names, member_start
from servanda.reading.formats.kinds import Kind, kind_of
from servanda.reading.matrices.opening.sheets import Merged, Sheet, SheetRow, address
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Callable

    Opener = Callable[[bytes, str], list[Sheet]]

__all__ = ["MATRIX_SUFFIXES", "Merged", "Sheet", "SheetRow", "address", "open_sheets"]

MATRIX_SUFFIXES: Final = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".csv",
    ".tsv",
    ".docx",
    ".odt",
    ".html",
    ".txt",
    ".md",
    ".pdf",
)
_SEPARATED: Final = frozenset({".csv", ".tsv", ".tab"})
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK_STREAMS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OPEN_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_PASTED_TABLE = re.compile(rb"\s*(?:<meta[^>]*>\s*)*<table[\s>]", re.IGNORECASE)

# Each opener is imported when a file of its kind comes.
_OPENERS: Final = {
    "separated": ("separated", "open_separated"),
    "old workbook": ("old_workbooks", "open_old_workbook"),
    "open": ("open_tables", "open_open_tables"),
    Kind.XLSX: ("workbooks", "open_workbook"),
    Kind.DOCX: ("word_tables", "open_word_tables"),
    Kind.ODT: ("open_tables", "open_open_tables"),
    Kind.HTML: ("web", "open_web_tables"),
    Kind.PLAIN: ("pasted", "open_pasted"),
    Kind.MARKDOWN: ("pasted", "open_pasted"),
    Kind.PDF: ("printed", "open_printed"),
}


def open_sheets(content: bytes, *, file_name: str) -> list[Sheet]:
    """Turn the bytes of a file into sheets of raw cells; a file without tables into one list.

    What the file is follows from its content first, then from its name. Whatever is wrong
    raises a `DocumentError` whose message is one notice naming the file and what to do.
    """
    if len(content) > LIMIT_BYTES:
        raise DocumentTooLarge(limit_notice(file_name, limit_bytes=LIMIT_BYTES))
    if not content:
        raise EmptyDocument(_("%(file)s is empty: choose a file that holds text.", file=file_name))
    shape = _shape_of(content, file_name)
    sheets = _opener(shape)(content, file_name) if shape in _OPENERS else []
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        sheets = [sheet for sheet in _opened_as_list(content, file_name, shape) if sheet.rows]
    _name(sheets)
    return sheets


def _shape_of(content: bytes, file_name: str) -> str | Kind:
    suffix = PurePath(file_name).suffix.lower()
    if content.startswith(b"PK\x03\x04"):
        member_names(content, file_name)
        if member_start(content, "mimetype", length=100).strip() == _OPEN_SHEET:
            return "open"
    elif content.startswith(_OLE) and _ENCRYPTED not in content:
        if any(stream in content for stream in _BOOK_STREAMS):
            return "old workbook"
    elif _PASTED_TABLE.match(content[:4096]):
        return Kind.HTML
    elif suffix in _SEPARATED:
        return "separated"
    return kind_of(content, file_name=file_name)


def _opener(shape: str | Kind) -> Opener:
    module, function = _OPENERS[shape]
    return cast("Opener", getattr(import_module(f"{__name__}.{module}"), function))


def _opened_as_list(content: bytes, file_name: str, shape: str | Kind) -> list[Sheet]:
    """Read the paragraphs where there is no table; a workbook without cells is empty."""
    if shape in {"separated", "old workbook", "open", Kind.XLSX}:
        raise EmptyDocument(
            _("%(file)s holds no words: choose a file that holds text.", file=file_name)
        )
    opener = import_module(f"{__name__}.listed_text").open_listed
    return cast("Opener", opener)(content, file_name)


def _name(sheets: list[Sheet]) -> None:
    """Give each table without a name the number it has in its document."""
    for number, sheet in enumerate(sheets, start=1):
        if not sheet.name:
            sheet.name = f"Table {number}"
