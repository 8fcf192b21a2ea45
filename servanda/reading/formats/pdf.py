"""PDF files: the text page by page, lines joined to paragraphs, running heads kept apart."""

import itertools
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from servanda.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    PasswordProtected,
)
from servanda.reading.formats import pdf_apart
from servanda.reading.formats.lines import Parted, break_overleaf, paragraphs, parted, running_lines
from servanda.reading.formats.notices import password_notice
from servanda.reading.formats.opened import Aside, OpenedDocument, Page, one_line, tidied
from servanda.reading.formats.pdf_apart import lines_of_pages, title_of
from servanda.reading.formats.pdf_scans import recognised
from servanda.reading.formats.pdf_weight import is_light_on_all_pages, light_bytes
from servanda.reading.formats.pdfium import damage_notice, opened_pdf
from servanda.reading.formats.programs import ProgramFailed, run_program
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MEDIA_TYPE = "application/pdf"
_SECONDS_APART: Final = 120

_Lines = tuple[str, list[list[str]]]
"""The title, and the lines of each page."""


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
                _(
                    "%(file)s seems to be scanned and no words were recognised in it: "
                    "scan it again more sharply, or paste its text.",
                    file=file_name,
                )
            )
        return replace(
            told,
            title=opened.title,
            warnings=(scan.warning, *told.warnings),
            boxes=scan.boxes(told),
        )


def _opened(source: bytes | Path, file_name: str) -> OpenedDocument:
    title, lines_of_all = (
        _lines_in_bounds(source, file_name)
        if isinstance(source, bytes)
        else _lines_at_once(source, file_name)
    )
    running = running_lines(lines_of_all)
    pages = [parted(lines, running=running) for lines in lines_of_all]
    text, places = _tiled([paragraphs(page.text) for page in pages])
    return OpenedDocument(
        text=text,
        pages=places,
        media_type=MEDIA_TYPE,
        title=one_line(title),
        warnings=tuple(_warnings(places, file_name)),
        asides=tuple(_asides(pages)),
    )


def _lines_in_bounds(content: bytes, file_name: str) -> _Lines:
    """Read a file that anyone may have made: one that could grow without end, in a process apart."""
    unpacked = light_bytes(content)
    if unpacked is None:
        return _lines_apart(content, file_name)
    with opened_pdf(content, file_name) as document:
        if is_light_on_all_pages(unpacked, pages=len(document)):
            return title_of(document), lines_of_pages(document)
    return _lines_apart(content, file_name)


def _lines_at_once(place: Path, file_name: str) -> _Lines:
    with opened_pdf(place, file_name) as document:
        return title_of(document), lines_of_pages(document)


def _lines_apart(content: bytes, file_name: str) -> _Lines:
    """Read a file in a process that the system ends when it takes too much memory or time."""
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        (Path(folder) / "file.pdf").write_bytes(content)
        program = [sys.executable, "-I", pdf_apart.__file__, "lines", "file.pdf"]
        try:
            told = json.loads(run_program(program, folder, seconds=_SECONDS_APART))
        except ProgramFailed as failure:
            raise DocumentTooLarge(
                _(
                    "%(file)s takes more memory or time than a document needs: "
                    "print it to a new PDF, or split it, and upload that.",
                    file=file_name,
                )
            ) from failure
    if told.get("refused") == pdf_apart.PASSWORD:
        raise PasswordProtected(password_notice(file_name))
    if "refused" in told:
        raise DamagedDocument(damage_notice(file_name))
    return told["title"], told["pages"]


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


def _warnings(places: Sequence[Page], file_name: str) -> Iterator[Notice]:
    empty = [str(page.number) for page in places if page.start == page.end]
    if empty and len(empty) < len(places):
        yield _(
            "%(file)s has pages without text, which may be scanned: %(pages)s.",
            file=file_name,
            pages=", ".join(empty),
        )
