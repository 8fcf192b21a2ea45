"""Plain text and Markdown: a table where its cells are separated by tabs or bars, else a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.opening.listed_text import listed
from servanda.reading.matrices.opening.separated import decoded, separator_of, sheet_of

if TYPE_CHECKING:
    from servanda.reading.matrices.opening.sheets import Sheet

_TABLES: Final = frozenset({"\t", "|", ";"})
_LEAST_SHARE: Final = 0.5


def open_pasted(content: bytes, file_name: str) -> list[Sheet]:
    """Give the cells of a pasted table, or the paragraphs of a text without one."""
    text, doubts = decoded(content, file_name)
    separator = separator_of(text)
    if separator in _TABLES and _is_table(text, separator):
        sheet = sheet_of(text, file_name, separator=separator)
    else:
        sheet = listed(text.splitlines(), file_name)
    sheet.doubts[:0] = doubts
    return [sheet]


def _is_table(text: str, separator: str) -> bool:
    """Tell cells from words: most lines hold the separator, and bars hold it at least twice."""
    lines = [line for line in text.splitlines() if line.strip()]
    least = 1 if separator == "\t" else 2
    cut = sum(line.strip(" ").count(separator) >= least for line in lines)
    return cut >= 2 and cut >= _LEAST_SHARE * len(lines)
