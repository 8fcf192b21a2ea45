"""Where words of a PDF stand on its pages: the boxes around them, as parts of width and height.

The text kept of a page is joined and tidied, the letters on the page are as they were set. Both are
brought to letters alone, without spaces, hyphens and accents; in these the kept text stands as one
piece, since only lines at the edges are kept apart from it.
"""

import ctypes
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
from pypdfium2 import raw

from servanda.reading.formats.opened import Page
from servanda.reading.formats.pdfium import opened_pdf

Span = tuple[int, int]
_Place = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower corner of the page."""

_MOST_LETTERS: Final = 200_000
"""A page that a person reads has a hundredth of it."""
_SCALE: Final = 100_000
_SAME_LINE: Final = 0.5
_WIDEST_GAP: Final = 3.0
"""Heights of the line: between words of a justified line, less than between columns."""
_DROPPED: Final = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\ufffe\uffff")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Mn", "Zs", "Zl", "Zp"})


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, from its left upper corner: parts of the page's width and height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Marked:
    """A stretch of a text on one page, with a box for each line it takes there."""

    page: int
    boxes: tuple[Box, ...]


def places_of(
    source: bytes | Path, pages: Sequence[Page], *, text: str, start: int, end: int
) -> list[Marked]:
    """Give the pages and boxes of `text[start:end]`, a text that `open_document` read there."""
    over = [page for page in pages if page.start < end and start < page.end]
    return [
        Marked(page.number, boxes_on(source, page, text=text, spans=[(start, end)])[0])
        for page in over
    ]


def boxes_on(
    source: bytes | Path, page: Page, *, text: str, spans: Sequence[Span]
) -> list[tuple[Box, ...]]:
    """Give the boxes of each span of a text on one page; none where its words are not found there.

    DamagedDocument or PasswordProtected where the file is no longer what it was.
    """
    kept = _letters(enumerate(text[page.start : page.end], start=page.start))
    with opened_pdf(source, "The file") as document:
        if not 0 < page.number <= len(document):
            return [() for _span in spans]
        shown = document[page.number - 1]
        on_page = shown.get_textpage()
        try:
            set_there = _letters(_signs(on_page))
            finder = _Finder(kept, set_there)
            return [tuple(_boxes(shown, on_page, finder.signs_of(span))) for span in spans]
        finally:
            on_page.close()
            shown.close()


@dataclass(frozen=True)
class _Letters:
    """Letters alone, and the place each has in the text they are of."""

    told: str
    places: "array[int]"


class _Finder:
    """Finds the signs on a page that are those of a stretch of the text kept of it."""

    def __init__(self, kept: _Letters, set_there: _Letters) -> None:
        self.kept = kept
        self.set_there = set_there
        self.shift = set_there.told.find(kept.told)

    def signs_of(self, span: Span) -> Sequence[int]:
        """Give the numbers of the signs on the page, none where the words stand elsewhere."""
        places = self.kept.places
        first = _first_at(places, span[0])
        last = _first_at(places, span[1])
        at = first + self.shift if self.shift >= 0 else self._elsewhere(first, last)
        return self.set_there.places[at : at + last - first] if at >= 0 else ()

    def _elsewhere(self, first: int, last: int) -> int:
        """Give where the letters stand nearest to their place, -1 where they do not."""
        words = self.kept.told[first:last]
        found = self.set_there.told.find(words)
        nearest = found
        while found >= 0 and words:
            nearest = found if abs(found - first) < abs(nearest - first) else nearest
            found = self.set_there.told.find(words, found + 1) if found < first else -1
        return nearest


def _first_at(places: "array[int]", offset: int) -> int:
    """Give the number of the first letter at or behind an offset."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if places[middle] < offset else (low, middle)
    return low


def _letters(signs: Iterator[tuple[int, str]] | enumerate[str]) -> _Letters:
    told: list[str] = []
    places = array("L")
    for place, sign in signs:
        plain = sign if sign.isascii() else unicodedata.normalize("NFKD", sign)
        for letter in plain:
            if letter not in _DROPPED and unicodedata.category(letter) not in _UNSEEN:
                told.append(letter)
                places.append(place)
    return _Letters("".join(told), places)


def _signs(on_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    for number in range(min(on_page.count_chars(), _MOST_LETTERS)):
        yield number, chr(raw.FPDFText_GetUnicode(on_page, number))


def _boxes(
    page: pypdfium2.PdfPage, on_page: pypdfium2.PdfTextPage, signs: Sequence[int]
) -> Iterator[Box]:
    """Join the places of signs that follow one another on a line, and give them as boxes."""
    whole: _Place | None = None
    last: _Place | None = None
    for number in signs:
        place: _Place = on_page.get_charbox(number, loose=True)
        if whole is None or last is None or not _follows(last, place):
            if whole is not None:
                yield _seen(page, whole)
            whole = place
        else:
            whole = _around(whole, place)
        last = place
    if whole is not None:
        yield _seen(page, whole)


def _around(one: _Place, other: _Place) -> _Place:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _follows(last: _Place, place: _Place) -> bool:
    """Tell whether a sign follows another on its line, which may run upwards or downwards."""
    return _is_beside(last, place, axis=0) or _is_beside(last, place, axis=1)


def _is_beside(last: _Place, place: _Place, *, axis: int) -> bool:
    across = 1 - axis
    height = min(last[across + 2] - last[across], place[across + 2] - place[across])
    shared = min(last[across + 2], place[across + 2]) - max(last[across], place[across])
    gap = max(last[axis], place[axis]) - min(last[axis + 2], place[axis + 2])
    widest = _WIDEST_GAP if axis == 0 else _SAME_LINE
    return shared >= _SAME_LINE * height and gap <= widest * max(height, 1.0)


def _seen(page: pypdfium2.PdfPage, place: _Place) -> Box:
    """Turn a place in points, from the lower corner of a page not yet turned, into parts of it."""
    left, bottom, right, top = place
    one, other = _seen_at(page, left, top), _seen_at(page, right, bottom)
    return Box(
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
    )


def _seen_at(page: pypdfium2.PdfPage, across: float, up: float) -> tuple[float, float]:
    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, across, up, x, y)
    return _inside(x.value / _SCALE), _inside(y.value / _SCALE)


def _inside(part: float) -> float:
    return min(max(part, 0.0), 1.0)
