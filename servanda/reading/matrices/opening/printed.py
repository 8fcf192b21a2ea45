"""Plans in PDF files: cells where lines are drawn between them, else the lines of the pages as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.formats.pdf import open_pdf
from servanda.reading.formats.pdf_weight import is_light_on_all_pages, light_bytes
from servanda.reading.formats.pdfium import opened_pdf
from servanda.reading.matrices.opening.listed_text import listed
from servanda.reading.matrices.opening.ruled_pages import ruled_sheets
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.matrices.opening.sheets import Sheet


def open_printed(content: bytes, file_name: str) -> list[Sheet]:
    """Give the ruled tables of a PDF, else its paragraphs as a list; say how it was read."""
    sheets = _ruled(content, file_name)
    if sheets:
        sheets[0].doubts.insert(
            0,
            _(
                "%(file)s is a PDF: its cells were told apart by the lines between them, and what "
                "stands outside the tables was left out; compare it with its pages.",
                file=file_name,
            ),
        )
        return sheets
    opened = open_pdf(content, file_name)
    sheet = listed(opened.text.splitlines(), file_name, opened=opened)
    sheet.doubts.append(
        _(
            "%(file)s is a PDF: it was read as text, not as cells; compare it with its pages.",
            file=file_name,
        )
    )
    return [sheet]


def _ruled(content: bytes, file_name: str) -> list[Sheet]:
    """Give the tables of a file that cannot grow while it is opened; of another none."""
    unpacked = light_bytes(content)
    if unpacked is None:
        return []
    with opened_pdf(content, file_name) as document:
        if not is_light_on_all_pages(unpacked, pages=len(document)):
            return []
        return ruled_sheets(document, file_name)
