"""A page of a PDF as a picture: PNG for the eye, grey for the recognition of text."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2

from servanda.reading.formats.pdfium import opened_pdf

WIDTH: Final = 1000
"""Dots across the picture of an upright page: sharp on paper and on a screen, 100 to 300 kB."""
_MOST_DOTS: Final = 3_000_000
_PACKING: Final = 6
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


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
        across, down = document.get_page_size(number - 1)
        width, height = _dots(across, down)
        return PageSize(len(document), width, height)


def page_picture(source: Path | bytes, number: int) -> bytes | None:
    """Give the picture of a page as PNG, None where the file has no such page.

    Whatever size a page claims to have, its picture has three million dots at most.
    """
    with opened_pdf(source, "The file") as document:
        if not 0 < number <= len(document):
            return None
        page = document[number - 1]
        try:
            width, height = _dots(*page.get_size())
            bitmap = _drawn(page, width, height)
            try:
                return _png(bitmap)
            finally:
                bitmap.close()
        finally:
            page.close()


def grey_picture(page: pypdfium2.PdfPage, *, scale: float, most_dots: int) -> bytes:
    """Give a page as a grey picture (PGM), as programs that recognise text take it."""
    across, down = page.get_size()
    scale = min(scale, (most_dots / max(across * down, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = _rows(bitmap)
        return b"P5\n%d %d\n255\n%b" % (bitmap.width, bitmap.height, rows)
    finally:
        bitmap.close()


def _dots(across: float, down: float) -> tuple[int, int]:
    across, down = max(across, 1.0), max(down, 1.0)
    scale = min(WIDTH / across, (_MOST_DOTS / (across * down)) ** 0.5)
    return max(round(across * scale), 1), max(round(down * scale), 1)


def _drawn(page: pypdfium2.PdfPage, width: int, height: int) -> pypdfium2.PdfBitmap:
    bitmap = pypdfium2.PdfBitmap.new_native(
        width, height, pypdfium2.raw.FPDFBitmap_BGR, rev_byteorder=True
    )
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    flags = pypdfium2.raw.FPDF_ANNOT | pypdfium2.raw.FPDF_REVERSE_BYTE_ORDER
    pypdfium2.raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    return bitmap


def _rows(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Give the dots row by row, without what fills each row up to its place in memory."""
    held = bytes(bitmap.buffer)
    length = bitmap.width * bitmap.n_channels
    if bitmap.stride == length:
        return held[: length * bitmap.height]
    starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
    return b"".join(held[start : start + length] for start in starts)


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Write a picture as PNG (ISO/IEC 15948), grey where it has no colour."""
    dots = _rows(bitmap)
    is_grey = dots[0::3] == dots[1::3] == dots[2::3]
    dots, kind, signs = (dots[0::3], 0, 1) if is_grey else (dots, 2, 3)
    length = bitmap.width * signs
    lines = b"".join(b"\x00" + dots[at : at + length] for at in range(0, len(dots), length))
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, kind, 0, 0, 0)
    return b"".join(
        [
            _SIGNATURE,
            _chunk(b"IHDR", head),
            _chunk(b"IDAT", zlib.compress(lines, _PACKING)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name: bytes, held: bytes) -> bytes:
    check = zlib.crc32(name + held)
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", check)
