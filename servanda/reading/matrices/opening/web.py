"""Plans in tables of HTML pages, and cells pasted with their markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from servanda.reading.formats.html import pieces_of, sound_source, unread_parts
from servanda.reading.formats.opened import one_line
from servanda.reading.matrices.opening.laying import LaidCell, Laying
from servanda.reading.matrices.opening.sheets import Filling, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
_PIXELS_OF_A_STEP: Final = 10
_INDENT = re.compile(
    r"(?<![\w-])(?:padding|margin|text-indent)[\w-]*\s*:\s*(\d{1,4})", re.IGNORECASE
)
_BREAKS = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")


def open_web_tables(content: bytes, file_name: str) -> list[Sheet]:
    """Give the tables of a page in their order; one that lays out others is passed over."""
    page = LexborHTMLParser(sound_source(content, file_name))
    if page.body is None:
        return []
    filling = Filling(file_name)
    unread = unread_parts(page)
    sheets = []
    read: set[int] = set()
    for table in page.css("table"):
        if table.mem_id in unread or table.mem_id in read or _is_layout(table):
            continue
        read |= {inner.mem_id for inner in table.css("table")}
        sheet = _sheet(table, filling, unread)
        sheet.name = _caption(table)
        if sheet.rows:
            sheets.append(sheet)
    return sheets


def _is_layout(table: LexborNode) -> bool:
    """Tell a table that only places others on the page: it has one cell in each row at most."""
    if len(table.css("table")) < 2:  # the table itself is among them
        return False
    return all(len(list(_cells(row))) < 2 or row.css_first("table") for row in _rows(table))


def _sheet(table: LexborNode, filling: Filling, unread: frozenset[int]) -> Sheet:
    sheet = Sheet("")
    laying = Laying(sheet, filling)
    for row in _rows(table):
        if row.mem_id in unread:
            continue
        laying.begin_row()
        for cell in _cells(row):
            words = "".join(pieces_of(cell, unread=unread)).replace("\u00a0", " ")
            laying.add(
                LaidCell(
                    _BREAKS.sub("\n", words).strip(),
                    across=_number(cell, "colspan"),
                    down=_number(cell, "rowspan"),
                    indent=_indent(cell, words),
                    is_bold=cell.tag == "th" or cell.css_first("b, strong") is not None,
                )
            )
        laying.end_row()
    return sheet


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in _GROUPS:
            yield from (row for row in part.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    yield from (cell for cell in row.iter() if cell.tag in _CELLS)


def _number(cell: LexborNode, name: str) -> int:
    told = (cell.attributes.get(name) or "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 1


def _indent(cell: LexborNode, words: str) -> int:
    spaces = len(words.lstrip("\n")) - len(words.lstrip())
    told = _INDENT.search(cell.attributes.get("style") or "")
    return spaces + (int(told[1]) // _PIXELS_OF_A_STEP if told else 0)


def _caption(table: LexborNode) -> str:
    caption = table.css_first("caption")
    return (one_line(caption.text()) or "") if caption is not None else ""
