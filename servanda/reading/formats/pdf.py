"""PDF files: the text page by page, lines joined to paragraphs, running heads kept apart."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from servanda.reading.errors import EmptyDocument
from servanda.reading.formats.lines import Parted, break_overleaf, paragraphs, parted, running_lines
from servanda.reading.formats.opened import Aside, OpenedDocument, Page, one_line, tidied
from servanda.reading.formats.pdf_scans import recognised
from servanda.reading.formats.pdfium import opened_pdf

MEDIA_TYPE = "application/pdf"


def open_pdf(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of a PDF with its pages; that of a scan is recognised where a program can.

    PasswordProtected, DamagedDocument, or EmptyDocument where no page holds text and none can be
    recognised. Pages without text become a warning, lines that run along the pages asides.
    """
    opened = _opened(content, file_name)
    if opened.text.strip():
        return opened
    with recognised(content, file_name, pages=len(opened.pages)) as scan:
        told = _opened(scan.place, file_name)
        if not told.text.strip():
            raise EmptyDocument(
                f"{file_name} seems to be scanned and no words were recognised in it: "
                "scan it again more sharply, or paste its text."
            )
        return replace(
            told,
            title=opened.title,
            warnings=(scan.warning, *told.warnings),
            boxes=scan.boxes(told),
        )


def _opened(source: bytes | Path, file_name: str) -> OpenedDocument:
    with opened_pdf(source, file_name) as document:
        title = one_line(document.get_metadata_dict().get("Title"))
        lines_of_pages = [_lines(document[index]) for index in range(len(document))]
    running = running_lines(lines_of_pages)
    pages = [parted(lines, running=running) for lines in lines_of_pages]
    text, places = _tiled([paragraphs(page.text) for page in pages])
    return OpenedDocument(
        text=text,
        pages=places,
        media_type=MEDIA_TYPE,
        title=title,
        warnings=tuple(_warnings(places, file_name)),
        asides=tuple(_asides(pages)),
    )


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
    pieces: list[str] = []
    length = 0
    places: list[Page] = []
    for number, page in enumerate(pages, start=1):
        piece = tidied("\n\n".join(page)) + next(breaks) if page else ""
        pieces.append(piece)
        places.append(Page(number=number, start=length, end=length + len(piece)))
        length += len(piece)
    return "".join(pieces), tuple(places)


def _asides(pages: Sequence[Parted]) -> Iterator[Aside]:
    for number, page in enumerate(pages, start=1):
        for line in filter(None, map(one_line, page.top)):
            yield Aside(page=number, place="top", text=line)
        for line in filter(None, map(one_line, page.foot)):
            yield Aside(page=number, place="foot", text=line)


def _warnings(places: Sequence[Page], file_name: str) -> Iterator[str]:
    empty = [str(page.number) for page in places if page.start == page.end]
    if empty and len(empty) < len(places):
        yield f"{file_name} has pages without text, which may be scanned: {', '.join(empty)}."
