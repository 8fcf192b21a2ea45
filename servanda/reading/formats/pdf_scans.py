"""Scanned PDF files: their words recognised by a program of the system, where one is installed."""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servanda.reading.errors import DamagedDocument, EmptyDocument
from servanda.reading.formats import pdf_apart
from servanda.reading.formats.opened import OpenedDocument
from servanda.reading.formats.pdf_places import boxes_on
from servanda.reading.formats.programs import ProgramFailed, path_of_program, run_program
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MOST_PAGES: Final = 30
"""A page takes seconds, and somebody waits."""
BOX_SCALE: Final = 10_000
_SECONDS_A_PAGE: Final = 20
_SECONDS_TO_BEGIN: Final = 20
_LANGUAGES: Final = ("eng", "rus", "fra", "spa")
_WORD = re.compile(r"\S+")
_INSTALL: Final = "apt install tesseract-ocr tesseract-ocr-rus"


@dataclass(frozen=True)
class Scan:
    """A file made from a scan, in which the recognised words lie over the pictures."""

    place: Path
    file_name: str

    @property
    def warning(self) -> Notice:
        return _(
            "%(file)s is scanned: its words were recognised from pictures (OCR) "
            "and may be wrong, compare them with the pages.",
            file=self.file_name,
        )

    def boxes(self, opened: OpenedDocument) -> tuple[tuple[int, ...], ...]:
        """Give the box of each word: start, end, left, top, right, bottom, in ten-thousandths."""
        found: list[tuple[int, ...]] = []
        for page in opened.pages:
            words = _WORD.finditer(opened.text, page.start, page.end)
            spans = [word.span() for word in words]
            boxes = boxes_on(self.place, page, text=opened.text, spans=spans)
            found += [
                (*span, *(round(edge * BOX_SCALE) for edge in vars(box).values()))
                for span, several in zip(spans, boxes, strict=True)
                for box in several
            ]
        return tuple(found)


@contextmanager
def recognised(content: bytes, file_name: str, *, pages: int) -> Iterator[Scan]:
    """Make a file whose words can be read out of a scan; it lasts as long as the context.

    EmptyDocument with the mend where no program for it is installed or the scan is too long for
    one to wait, DamagedDocument where the program fails.
    """
    ocrmypdf, tesseract = path_of_program("ocrmypdf"), path_of_program("tesseract")
    if ocrmypdf is None and tesseract is None:
        raise EmptyDocument(_no_program_notice(file_name))
    if pages > MOST_PAGES:
        raise EmptyDocument(_too_long_notice(file_name))
    with tempfile.TemporaryDirectory(prefix="servanda-") as folder:
        try:
            if ocrmypdf is not None:
                place = _by_ocrmypdf(ocrmypdf, content, folder, pages=pages)
            else:
                place = _by_tesseract(str(tesseract), content, folder, pages=pages)
        except ProgramFailed as failure:
            raise DamagedDocument(
                _(
                    "%(file)s seems to be scanned, and recognising its words failed: "
                    "run text recognition (OCR) on it yourself, or paste its text.",
                    file=file_name,
                )
            ) from failure
        yield Scan(place, file_name)


def _no_program_notice(file_name: str) -> Notice:
    return _(
        "%(file)s holds no text and seems to be scanned: install tesseract where Servanda "
        "runs (%(command)s), run text recognition (OCR) on the file, or paste its text.",
        file=file_name,
        command=_INSTALL,
    )


def _too_long_notice(file_name: str) -> Notice:
    return _(
        "%(file)s holds no text and seems to be scanned, and more than %(most)s pages "
        "are not recognised at once: run ocrmypdf on it and upload what it makes, or split it.",
        file=file_name,
        most=MOST_PAGES,
    )


def _by_ocrmypdf(program: str, content: bytes, folder: str, *, pages: int) -> Path:
    place = Path(folder)
    (place / "scan.pdf").write_bytes(content)
    languages = _languages(path_of_program("tesseract"), folder)
    asked = ["--skip-text", "--rotate-pages", "--jobs", "1", "--output-type", "pdf"]
    chosen = ["-l", languages] if languages else []
    seconds = _SECONDS_TO_BEGIN + pages * _SECONDS_A_PAGE
    run_program([program, *asked, *chosen, "scan.pdf", "words.pdf"], folder, seconds=seconds)
    return _made(place)


def _by_tesseract(program: str, content: bytes, folder: str, *, pages: int) -> Path:
    """Draw each page, and let the words of all be laid over the drawings in one file."""
    place = Path(folder)
    (place / "scan.pdf").write_bytes(content)
    seconds = _SECONDS_TO_BEGIN + pages * _SECONDS_A_PAGE
    drawing = [sys.executable, "-I", pdf_apart.__file__, "grey", "scan.pdf"]
    run_program(drawing, folder, seconds=seconds)
    names = [f"{number}.pgm" for number in range(1, pages + 1)]
    (place / "pages.txt").write_text("\n".join(names) + "\n")
    languages = _languages(program, folder)
    chosen = ["-l", languages] if languages else []
    run_program(
        [program, "pages.txt", "words", "--dpi", "300", *chosen, "pdf"], folder, seconds=seconds
    )
    return _made(place)


def _made(folder: Path) -> Path:
    place = folder / "words.pdf"
    if not place.is_file():
        raise ProgramFailed("The program wrote no file.")
    return place


def _languages(tesseract: str | None, folder: str) -> str:
    """Give the languages of ours that are installed, as the program wants them named."""
    if tesseract is None:
        return ""
    told = run_program([tesseract, "--list-langs"], folder, seconds=_SECONDS_TO_BEGIN)
    installed = set(told.decode(errors="replace").split())
    return "+".join(code for code in _LANGUAGES if code in installed)
