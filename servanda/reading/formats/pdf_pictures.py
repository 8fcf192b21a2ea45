"""A page of a PDF as a picture: its size, and the picture drawn in a process apart."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.reading.errors import DocumentTooLarge
from servanda.reading.formats import pdf_apart
from servanda.reading.formats.pdf_apart import WIDTH, dots_of
from servanda.reading.formats.pdfium import opened_pdf
from servanda.reading.formats.programs import ProgramFailed, run_program
from servanda.reading.notices import notice as _

__all__ = ["WIDTH", "PageSize", "page_picture", "page_size"]

_SECONDS: Final = 30


@dataclass(frozen=True)
class PageSize:
    """How many pages a file has, and the dots of the picture of one of them."""

    pages: int
    width: int
    height: int


def page_size(source: Path | bytes, number: int) -> PageSize | None:
    """Give the size of the picture of a page, None where the file has no such page."""
    with opened_pdf(source, "The file") as document:
        if not 0 < number <= len(document):
            return None
        return PageSize(len(document), *dots_of(*document.get_page_size(number - 1)))


def page_picture(source: Path, number: int) -> bytes | None:
    """Give the picture of a page as PNG, a thousand dots across; None where there is no such page.

    Whatever size a page claims to have, its picture has three million dots at most. It is sharp on
    paper and on a screen, and takes 100 to 300 kB. DocumentTooLarge where it cannot be drawn.
    """
    program = [sys.executable, "-I", pdf_apart.__file__, "picture", str(source.absolute())]
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        try:
            return run_program([*program, str(number)], folder, seconds=_SECONDS) or None
        except ProgramFailed as failure:
            raise DocumentTooLarge(
                _(
                    "Page %(number)s takes more memory or time than a page needs: look at the file.",
                    number=number,
                )
            ) from failure
