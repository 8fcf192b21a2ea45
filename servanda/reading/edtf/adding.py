"""Tells whether the words of a source say something that their EDTF does not."""

import re
from functools import cache

from servanda.reading.edtf.describing import names_of_months
from servanda.reading.edtf.parsing import is_edtf

_PART = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = 3  # letters by which a month is known whatever its ending: "Feb.", "февраля"


def words_add_to(edtf: str, words: str) -> bool:
    """Tell whether the words of a source are worth showing beside their date.

    They are not where each year and day of the EDTF stands in them: "on 10-12 March 2021",
    "In 2013", "2016-2018". They are where something of it was reckoned: "yesterday", "Feb 18"
    without its year, "at the end of February", "mid-2022" for a period of months that it does
    not name. Words beside no date, or beside what is no EDTF, always say more; no words never.
    """
    if not words.strip():
        return False
    if not is_edtf(edtf):
        return True
    parts = list(_PART.finditer(edtf))
    numbers = _NUMBER.findall(words)
    told = all(_is_told(part, numbers) for part in parts)
    months = {part["month"] for part in parts if part["month"] and not part["day"]}
    return not told or (len(months) > 1 and not all(_is_named(m, words) for m in months))


def _is_told(part: re.Match[str], numbers: list[str]) -> bool:
    """Tell whether a year, perhaps cut short ("2016-18"), and a day stand among the numbers."""
    known = part["year"].rstrip("X")
    short = any(len(number) == len(part["year"]) for number in numbers)
    year = any(number.startswith(known) or (short and number == known[2:]) for number in numbers)
    day = part["day"] or "XX"
    return year and ("X" in day or any(int(number) == int(day) for number in numbers))


def _is_named(month: str, words: str) -> bool:
    """Tell whether a month stands in words by its number or, in a known language, by its name."""
    if any(int(number) == int(month) for number in _NUMBER.findall(words) if month.isdigit()):
        return True
    begins = _beginnings().get(month, frozenset())
    return any(word[:_ALIKE].casefold() in begins for word in _WORD.findall(words))


@cache
def _beginnings() -> dict[str, frozenset[str]]:
    """Give the first letters of each month in every language that names it, by its number."""
    rows = zip(*names_of_months(), strict=True)
    return {
        f"{number:02d}": frozenset(name[:_ALIKE].casefold() for name in names)
        for number, names in enumerate(rows, start=1)
    }
