"""Plans in PDF files: the lines of the pages as a list, the page of each told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.formats.pdf import open_pdf
from servanda.reading.matrices.opening.listed_text import listed
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.matrices.opening.sheets import Sheet


def open_printed(content: bytes, file_name: str) -> list[Sheet]:
    """Give the paragraphs of a PDF as a list, and say that its cells must be looked at."""
    opened = open_pdf(content, file_name)
    sheet = listed(opened.text.splitlines(), file_name, opened=opened)
    sheet.doubts.append(
        _(
            "%(file)s is a PDF: it was read as text, not as cells; compare it with its pages.",
            file=file_name,
        )
    )
    return [sheet]
