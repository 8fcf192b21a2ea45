"""PDF files: the text page by page, lines joined to paragraphs, running heads left out."""

import itertools
from collections.abc import Sequence
from threading import Lock

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from servanda.reading.errors import DamagedDocument, EmptyDocument, PasswordProtected
from servanda.reading.formats.kinds import password_sentence
from servanda.reading.formats.lines import (
    break_overleaf,
    paragraphs,
    running_lines,
    without_running_lines,
)
from servanda.reading.formats.opened import OpenedDocument, Page, one_line, tidied

# PDFium does not bear two threads at once.
_PDFIUM = Lock()


def open_pdf(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of a PDF with its pages.

    PasswordProtected, DamagedDocument, or EmptyDocument where no page holds text (a scan).
    Pages without text and lines that repeat on the pages and are left out become warnings.
    """
    try:
        with _PDFIUM:
            title, lines_of_pages = _extracted(content)
    except pypdfium2.PdfiumError as damage:
        if damage.err_code == FPDF_ERR_PASSWORD:
            raise PasswordProtected(password_sentence(file_name)) from damage
        raise DamagedDocument(
            f"{file_name} is damaged and cannot be opened as a PDF: "
            "save it again as PDF and upload it again."
        ) from damage
    running = running_lines(lines_of_pages)
    pages = [paragraphs(without_running_lines(lines, running=running)) for lines in lines_of_pages]
    text, places = _tiled(pages)
    if not text.strip():
        raise EmptyDocument(
            f"{file_name} holds no text and seems to be scanned: "
            "run text recognition (OCR) on it, or paste its text."
        )
    return OpenedDocument(
        text=text,
        pages=places,
        media_type="application/pdf",
        title=title,
        warnings=_warnings(pages, running=running, file_name=file_name),
    )


def _extracted(content: bytes) -> tuple[str | None, list[list[str]]]:
    """Give the title and the lines of each page; PdfiumError for whatever PDFium refuses."""
    document = pypdfium2.PdfDocument(content)
    try:
        title = one_line(document.get_metadata_dict().get("Title"))
        return title, [_lines(document[index]) for index in range(len(document))]
    finally:
        document.close()


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    try:
        # PDFium puts its sign for a hyphen in the place of the line end behind it.
        return str(text_page.get_text_bounded()).replace("\x02", "\x02\n").splitlines()
    finally:
        text_page.close()
        page.close()


def _tiled(pages: Sequence[list[str]]) -> tuple[str, tuple[Page, ...]]:
    """Put the paragraphs of the pages one after the other; a break belongs to the page before."""
    filled = [page for page in pages if page]
    between = (break_overleaf(last[-1], first[0]) for last, first in itertools.pairwise(filled))
    breaks = itertools.chain(between, [""])
    text = ""
    places: list[Page] = []
    for number, page in enumerate(pages, start=1):
        start = len(text)
        if page:
            text += tidied("\n\n".join(page)) + next(breaks)
        places.append(Page(number=number, start=start, end=len(text)))
    return text, tuple(places)


def _warnings(
    pages: Sequence[list[str]], *, running: frozenset[str], file_name: str
) -> tuple[str, ...]:
    sentences = []
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if empty:
        sentences.append(
            f"{file_name} has pages without text, which may be scanned: {', '.join(empty)}."
        )
    if running:
        shown = ", ".join(f"“{line}”" for line in sorted(running))
        sentences.append(f"{file_name} repeats lines on its pages that were left out: {shown}.")
    return tuple(sentences)
