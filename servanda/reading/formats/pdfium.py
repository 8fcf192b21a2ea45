"""The reader of PDF files, opened for one thread at a time: PDFium does not bear two."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from servanda.reading.errors import DamagedDocument, PasswordProtected
from servanda.reading.formats.notices import password_notice
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

_PDFIUM: Final = Lock()


@contextmanager
def opened_pdf(source: bytes | Path, file_name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; whatever PDFium refuses is PasswordProtected or DamagedDocument."""
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(source)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as damage:
            if getattr(damage, "err_code", None) == FPDF_ERR_PASSWORD:
                raise PasswordProtected(password_notice(file_name)) from damage
            raise DamagedDocument(damage_notice(file_name)) from damage


def damage_notice(file_name: str) -> Notice:
    """Say that a file is no PDF that can be opened."""
    return _(
        "%(file)s is damaged and cannot be opened as a PDF: "
        "save it again as PDF and upload it again.",
        file=file_name,
    )
