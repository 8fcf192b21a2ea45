"""How a date came from its words: read from them alone, from the text around, or counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import EdtfError
from servanda.reading.finding.dates import Role, find_dates

if TYPE_CHECKING:
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.model import Item, Reading

COUNTINGS: Final = ("written", "from_text", "from_publication")
"""From its own words alone; with another date of the text; from the day of publication."""
MEANINGS: Final = ("third", "last_day", "since", "deadline")
"""What else a date's words were taken to mean, as the policy of dates says."""

_THIRD = re.compile(
    r"(?:\.\./)?(\d{4}-\d\d)-(?:01/\1-10|11/\1-20|21/\1-(?:28|29|30|31))"
    r"|(\d{4})-(?:01/\2-04|05/\2-08|09/\2-12)"
)
_LAST_DAY = re.compile(r"\.\./\d{4}-\d\d-(\d\d)")


@dataclass(frozen=True, slots=True)
class Counting:
    """How a date was counted (one of COUNTINGS), and what its words mean (of MEANINGS, or "")."""

    code: str
    meaning: str = ""


def counting_of(
    value: str, item: Item, reading: Reading, *, back: int
) -> tuple[FoundDate, Counting] | None:
    """Give the date expression that gave an item this value, and how it was counted.

    It stands in the item, else at most `back` characters before it; None where no words agree.
    """
    date = _date(value, item, reading.dates, back=back)
    return (date, how_counted(date, reading, value=value)) if date else None


def how_counted(date: FoundDate, reading: Reading, *, value: str) -> Counting:
    """Tell how a date was counted, by reading its words again without what may have helped."""
    alone = _read_alone(date.text, reading.language, None)
    if date.edtf in alone or value in alone:
        return Counting("written", _meaning(date, value))
    counted = date.edtf in _read_alone(date.text, reading.language, reading.published)
    return Counting("from_publication" if counted else "from_text", _meaning(date, value))


@lru_cache(maxsize=4096)
def _read_alone(words: str, language: str, published: str | None) -> frozenset[str | None]:
    """Give what words mean as dates where nothing stands around them, but for the publication."""
    try:
        found = find_dates(words, published=published, language=language)
    except EdtfError:
        return frozenset()
    return frozenset(date.edtf for date in found if date.edtf)


def _date(value: str, item: Item, dates: tuple[FoundDate, ...], *, back: int) -> FoundDate | None:
    first = bisect_left(dates, item.start - back, key=lambda date: date.start)
    last = bisect_left(dates, item.end, key=lambda date: date.start)
    agreeing = [date for date in dates[first:last] if date.edtf and _agree(date.edtf, value)]
    own = [date for date in agreeing if date.start >= item.start]
    return own[0] if own else agreeing[-1] if agreeing else None


def _agree(edtf: str, value: str) -> bool:
    """Tell whether a date is the one told: a deadline may say `../2021` of a plain 2021."""
    plain = edtf.removeprefix("../")
    ends = {value, value.removeprefix("../"), value.removesuffix("/..")}
    return edtf in ends or plain in ends or plain in value.strip("{}").split(",")


def _meaning(date: FoundDate, value: str) -> str:
    last = _LAST_DAY.fullmatch(value)
    if last and last[1] not in date.text and last[1].lstrip("0") not in date.text:
        return "last_day"
    if _THIRD.fullmatch(date.edtf or ""):
        return "third"
    if value.startswith("../"):
        return "deadline"
    return "since" if date.role is Role.SINCE else ""
