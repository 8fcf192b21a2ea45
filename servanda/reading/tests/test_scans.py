"""Scanned PDF files: said to be scanned, and recognised where a program for it is installed."""

import io
import shutil
import stat
from pathlib import Path

import pypdfium2
import pytest
import typst

from servanda.reading.errors import DamagedDocument, EmptyDocument
from servanda.reading.formats import open_document
from servanda.reading.formats.pdf_scans import MOST_PAGES

WORDS = (
    "#set page(width: 12cm, height: 5cm)\n#set text(size: 14pt)\nThe parties agreed to meet in May."
)


def pdf_of(source):
    return typst.compile(source.encode())


def scan_of(source):
    """Make a file in which each page is one picture of the page it had."""
    printed = pypdfium2.PdfDocument(pdf_of(source))
    scanned = pypdfium2.PdfDocument.new()
    for page in printed:
        width, height = page.get_size()
        picture = pypdfium2.PdfImage.new(scanned)
        picture.set_bitmap(page.render(scale=3, rev_byteorder=False))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        copy = scanned.new_page(width, height)
        copy.insert_obj(picture)
        copy.gen_content()
    stream = io.BytesIO()
    scanned.save(stream)
    return stream.getvalue()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Let programs of these names be all that is installed: each runs a line of shell."""

    def install(**lines):
        folder = tmp_path / "programs"
        folder.mkdir()
        for name, line in lines.items():
            place = folder / name
            place.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{line}\n")
            place.chmod(place.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return install


def refusal_of(content):
    with pytest.raises((EmptyDocument, DamagedDocument)) as refusal:
        open_document(content, file_name="scan.pdf")
    return str(refusal.value)


def copied(tmp_path: Path) -> str:
    """Give the line of shell of a program that recognises these words whatever it is shown."""
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf_of(WORDS))
    return f'[ "$1" = --list-langs ] && echo eng && exit; cp "{made}" words.pdf'


class TestWithoutAProgram:
    def test_the_sentence_tells_what_to_install(self, installed):
        installed()
        assert refusal_of(scan_of(WORDS)) == (
            "scan.pdf holds no text and seems to be scanned: install tesseract where Servanda runs "
            "(apt install tesseract-ocr tesseract-ocr-rus), run text recognition (OCR) on the file, "
            "or paste its text."
        )

    def test_a_drawing_without_words_is_told_the_same(self, installed):
        installed()
        assert "seems to be scanned" in refusal_of(pdf_of("#rect()"))


class TestWithAProgram:
    @pytest.mark.parametrize("name", ["tesseract", "ocrmypdf"])
    def test_its_words_are_read_and_said_to_be_recognised(self, installed, tmp_path, name):
        installed(**{name: copied(tmp_path)})
        opened = open_document(scan_of(WORDS), file_name="scan.pdf")
        assert opened.text == "The parties agreed to meet in May."
        assert opened.warnings == (
            "scan.pdf is scanned: its words were recognised from pictures (OCR) "
            "and may be wrong, compare them with the pages.",
        )

    def test_each_word_keeps_its_box_on_the_page(self, installed, tmp_path):
        installed(tesseract=copied(tmp_path))
        opened = open_document(scan_of(WORDS), file_name="scan.pdf")
        words = [opened.text[start:end] for start, end, *_box in opened.boxes]
        assert words == opened.text.split()
        lefts = [left for _start, _end, left, *_rest in opened.boxes]
        assert lefts == sorted(lefts)
        assert all(0 <= edge <= 10_000 for box in opened.boxes for edge in box[2:])

    def test_a_program_that_fails_is_no_reading(self, installed):
        installed(tesseract='[ "$1" = --list-langs ] || exit 1')
        assert "recognising its words failed" in refusal_of(scan_of(WORDS))

    def test_a_program_that_writes_nothing_is_no_reading(self, installed):
        installed(tesseract="exit 0")
        assert "recognising its words failed" in refusal_of(scan_of(WORDS))

    def test_pictures_without_words_are_told(self, installed, tmp_path):
        (tmp_path / "empty.pdf").write_bytes(pdf_of("#rect()"))
        installed(tesseract=f'cp "{tmp_path}/empty.pdf" words.pdf')
        assert "no words were recognised" in refusal_of(pdf_of("#rect()"))

    def test_a_long_scan_is_not_recognised_while_somebody_waits(self, installed, tmp_path):
        installed(tesseract=copied(tmp_path))
        pages = "\n#pagebreak()\n".join(["#rect()"] * (MOST_PAGES + 1))
        assert f"more than {MOST_PAGES} pages" in refusal_of(pdf_of(pages))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_program_itself_recognises_a_page():
    opened = open_document(scan_of(WORDS), file_name="scan.pdf")
    assert "The parties agreed to meet in May." in opened.text
    start = opened.text.index("agreed")
    (box,) = [box[2:] for box in opened.boxes if box[0] == start]
    left, top, right, bottom = box
    assert 0 < left < right < 10_000
    assert 0 < top < bottom < 10_000
