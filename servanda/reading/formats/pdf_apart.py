"""What is done with a PDF in a process apart: its lines and the pictures of its pages.

A hostile file of a few kilobytes may want all memory, or end the process that opens it. As a program
this imports nothing of the house, so it starts at once:

    python -I pdf_apart.py lines FILE            a JSON object: title and pages, or refused
    python -I pdf_apart.py picture FILE NUMBER   a page as PNG; nothing where there is no such page
    python -I pdf_apart.py grey FILE             each page as a grey picture beside the file: 1.pgm, …
"""

import json
import struct
import sys
import zlib
from pathlib import Path

import pypdfium2

LIMIT_MEMORY = 1024**3
LIMIT_OUTPUT = 64 * 1024**2
PASSWORD = "password"  # noqa: S105  the word for a refusal
DAMAGE = "damage"

WIDTH = 1000
_MOST_DOTS = 3_000_000
_PACKING = 6
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY_DOTS_A_POINT = 300 / 72
_MOST_GREY_DOTS = 12_000_000


def title_of(document: pypdfium2.PdfDocument) -> str:
    """Give what the file calls its title, which may be nothing."""
    return str(document.get_metadata_dict().get("Title") or "")


def lines_of_pages(document: pypdfium2.PdfDocument) -> list[list[str]]:
    """Give the lines of each page as they stand there."""
    return [_lines(document[index]) for index in range(len(document))]


def dots_of(across: float, down: float) -> tuple[int, int]:
    """Give width and height of the picture of a page, whatever size it claims to have."""
    across, down = max(across, 1.0), max(down, 1.0)
    scale = min(WIDTH / across, (_MOST_DOTS / (across * down)) ** 0.5)
    return max(round(across * scale), 1), max(round(down * scale), 1)


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    try:
        # PDFium puts its sign for a hyphen in the place of the line end behind it.
        return str(text_page.get_text_bounded()).replace("\x02", "\x02\n").splitlines()
    finally:
        text_page.close()
        page.close()


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    if not 0 < number <= len(document):
        return b""
    page = document[number - 1]
    width, height = dots_of(*page.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(
        width, height, pypdfium2.raw.FPDFBitmap_BGR, rev_byteorder=True
    )
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    flags = pypdfium2.raw.FPDF_ANNOT | pypdfium2.raw.FPDF_REVERSE_BYTE_ORDER
    pypdfium2.raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    return _png(bitmap)


def _draw_grey(document: pypdfium2.PdfDocument, folder: Path) -> None:
    """Draw each page as programs that recognise text take it."""
    for index in range(len(document)):
        page = document[index]
        across, down = page.get_size()
        most = (_MOST_GREY_DOTS / max(across * down, 1.0)) ** 0.5
        bitmap = page.render(scale=min(_GREY_DOTS_A_POINT, most), grayscale=True)
        head = b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height)
        (folder / f"{index + 1}.pgm").write_bytes(head + _rows(bitmap))
        bitmap.close()
        page.close()


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


def _told(place: Path) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(place)
    except pypdfium2.PdfiumError as damage:
        needs_password = damage.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return {"refused": PASSWORD if needs_password else DAMAGE}
    return {"title": title_of(document), "pages": lines_of_pages(document)}


def _keep_within_bounds() -> None:
    """Let the system end this process before it takes the memory or the disk of the machine."""
    try:
        import resource  # noqa: PLC0415  only some systems have it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_OUTPUT, LIMIT_OUTPUT))


def _run(asked: str, place: Path, *more: str) -> None:
    if asked == "lines":
        sys.stdout.write(json.dumps(_told(place)))
    elif asked == "picture":
        sys.stdout.buffer.write(_picture(pypdfium2.PdfDocument(place), int(more[0])))
    else:
        _draw_grey(pypdfium2.PdfDocument(place), place.parent)


if __name__ == "__main__":
    _keep_within_bounds()
    _run(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
