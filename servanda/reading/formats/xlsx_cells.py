"""What a cell of an Excel file shows: shared words, numbers, days, times and parts of a hundred.

ECMA-376 part 1: 18.3.1.4 (cells), 18.4.8 (shared strings), 18.8.30 (formats of numbers).
"""

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from lxml.etree import _Element

from servanda.reading.formats.archives import parsed_member

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_INLINE: Final = f"{_MAIN}is"
_VALUE: Final = f"{_MAIN}v"
_TEXT: Final = f"{_MAIN}t"
_DAYS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIMES: Final = frozenset({*range(18, 22), *range(45, 48)})
_PERCENTS: Final = frozenset({9, 10})
_OWN_FROM: Final = 164
# Words in quotes, single letters behind a backslash, colours and conditions say no format.
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|\*.')
_HAS_DAY = re.compile(r"[yd]|m{3}", re.IGNORECASE)
_HAS_TIME = re.compile(r"[hs]", re.IGNORECASE)
_PASSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)  # hours, not of the day but in all
_SECONDS_OF_A_DAY: Final = 86_400
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001  a sheet has no time zone
_DAYS_TO_1904: Final = 1462
_LAST_SERIAL: Final = 2_958_466
_SHOWN_DIGITS: Final = 12
_TRUE: Final = {"1": "TRUE", "0": "FALSE"}


class Look(Enum):
    """How a number is shown."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    PERCENT = "percent"


@dataclass(frozen=True)
class Book:
    """What the cells of all sheets share: words, looks by style, and where days begin."""

    words: tuple[str, ...]
    looks: tuple[Look, ...]
    shift: int

    @classmethod
    def of(cls, archive: zipfile.ZipFile, workbook: _Element) -> "Book":
        """Read what the sheets of a workbook share."""
        shared = parsed_member(archive, "xl/sharedStrings.xml")
        styles = parsed_member(archive, "xl/styles.xml")
        properties = workbook.find(f"{_MAIN}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        return cls(
            words=tuple(_words(item) for item in shared) if shared is not None else (),
            looks=tuple(_looks(styles)) if styles is not None else (),
            shift=_DAYS_TO_1904 if is_1904 else 0,
        )


def shown(cell: _Element, book: Book) -> str:
    """Give what a cell shows; an empty one and one that names nothing shared show nothing."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = _part(cell, _INLINE)
        return _words(inline) if inline is not None else ""
    value = _part(cell, _VALUE)
    written = value.text or "" if value is not None else ""
    if kind == "s":
        return book.words[int(written)] if _is_place(written, book.words) else ""
    if kind == "b":
        return _TRUE.get(written, written)
    return told_number(written, _look(cell, book), book.shift) if kind == "n" else written


def _part(cell: _Element, tag: str) -> _Element | None:
    """Give a part of a cell; quicker than `find`, which reads its path each time."""
    for part in cell:
        if part.tag == tag:
            return part
    return None


def _words(item: _Element) -> str:
    """Give the words of a shared string, without the reading aid of East Asian ones."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return item[0].text or ""
    aids = {id(text) for aid in item.iter(f"{_MAIN}rPh") for text in aid}
    texts = list(item.iter(f"{_MAIN}t"))
    return "".join(text.text or "" for text in texts if id(text) not in aids)


def _is_place(written: str, held: tuple[object, ...]) -> bool:
    is_number = written.isascii() and written.isdigit() and len(written) < _SHOWN_DIGITS
    return is_number and int(written) < len(held)


def _look(cell: _Element, book: Book) -> Look:
    style = cell.get("s", "0")
    return book.looks[int(style)] if _is_place(style, book.looks) else Look.NUMBER


def _looks(styles: _Element) -> list[Look]:
    own = {
        found.get("numFmtId", ""): found.get("formatCode", "")
        for found in styles.iter(f"{_MAIN}numFmt")
    }
    held = styles.find(f"{_MAIN}cellXfs")
    return [
        look_of(found.get("numFmtId", "0"), own) for found in (held if held is not None else ())
    ]


def look_of(number: str, own: dict[str, str]) -> Look:
    """Give how a number is shown, by the number of its format; `own` are those of the file."""
    if number in own:
        bare = _NO_FORMAT.sub("", own[number])
        if _HAS_DAY.search(bare):
            return Look.DAY
        if _HAS_TIME.search(bare) or _PASSED.search(own[number]):
            return Look.TIME
        return Look.PERCENT if "%" in bare else Look.NUMBER
    return _look_known(number)


def _look_known(number: str) -> Look:
    """Give how a number is shown by one of the formats that every workbook has."""
    known = int(number) if number.isascii() and number.isdigit() else 0
    if known in _DAYS:
        return Look.DAY
    if known in _TIMES:
        return Look.TIME
    return Look.PERCENT if known in _PERCENTS else Look.NUMBER


def told_number(written: str, look: Look, shift: int) -> str:
    """Give a number as it is shown; `shift` is where the days of the file begin."""
    try:
        value = float(written)
    except ValueError:
        return written
    if look is Look.DAY and 0 <= value < _LAST_SERIAL - shift:
        return _day(value + shift)
    if look is Look.TIME and 0 <= value < _LAST_SERIAL:
        return _time(value)
    if look is Look.PERCENT:
        return f"{_plain(value * 100)}%"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:.{_SHOWN_DIGITS}g}" if value == value and abs(value) < 1e12 else str(value)


def _day(serial: float) -> str:
    moment = _FIRST_DAY + timedelta(days=serial)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    day = moment.date().isoformat()
    return day if serial == int(serial) else f"{day} {moment:%H:%M}"


def _time(days: float) -> str:
    """Give hours and minutes, and seconds where there are any; there may be more than 24 hours."""
    minutes, seconds = divmod(round(days * _SECONDS_OF_A_DAY), 60)
    told = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{told}:{seconds:02d}" if seconds else told
