"""Plans without a table: paragraphs of a text, each a row of one cell, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.formats import open_document
from servanda.reading.matrices.opening.sheets import Filling, Sheet, SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from servanda.reading.formats import OpenedDocument


def open_listed(content: bytes, file_name: str) -> list[Sheet]:
    """Give the paragraphs of any document that can be read, as a list."""
    opened = open_document(content, file_name=file_name)
    return [listed(opened.text.splitlines(), file_name, opened=opened)]


def listed(lines: Iterable[str], file_name: str, *, opened: OpenedDocument | None = None) -> Sheet:
    """Give a list of which each line that says anything is a row, counted as they stand."""
    filling = Filling(file_name)
    sheet = Sheet("", is_list=True)
    number = 0
    for line in lines:
        if not line.strip():
            continue
        number += 1
        words = filling.words(line.rstrip(), row=number, column=1)
        row = SheetRow(number, {1: words.strip()})
        if indent := len(words) - len(words.lstrip()):
            row.indents[1] = indent
        sheet.rows.append(row)
    if opened is not None:
        sheet.doubts += opened.warnings
    return sheet
