"""Tells by its words a row below which nothing hangs: a sum, a footnote, an abbreviation explained."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from servanda.reading.matrices.cells.cutting import has_body, is_abbreviation
from servanda.reading.matrices.model import Field, RowKind
from servanda.reading.matrices.words import alternatives, folded, pattern, phrases

_FOOTNOTE = re.compile(r"(?:(?<!\s)\s+)?(?:(?<!\*)\*+|\d{1,2}\s?\*)\s*\S")
_EXPLAINED = re.compile(r"(?P<short>\S{2,12})\s*[–—:=-]\s+(?P<full>[^\W\d_].*)", re.DOTALL)
_LONGEST_START: Final = 120
_SUMMED: Final = (
    RowKind.HEADING,
    RowKind.GOAL,
    RowKind.OBJECTIVE,
    RowKind.MEASURE,
    RowKind.ACTIVITY,
)


def is_total(words: str, *, has_deed: bool) -> bool:
    """Tell a row of sums from an indicator that begins with the same word: `Total number of …`.

    `Total outcome 1` and `Total budget` are sums where the row names no actor and no time.
    """
    start = folded(words[:_LONGEST_START])
    found = pattern("kinds", "total").match(start)
    if found is None:
        return False
    if _end_of_total().match(start, found.end()):
        return True
    return not has_deed and _of_a_part().match(start, found.end()) is not None


def is_footnote(words: str) -> bool:
    """Tell a note by its mark: `* Costs are indicative`."""
    return _FOOTNOTE.match(words) is not None


def explains_an_abbreviation(words: str) -> bool:
    """Tell a line of a list of abbreviations from a heading: `MoI – Ministry of Interior`."""
    found = _EXPLAINED.fullmatch(words)
    if found is None or not is_abbreviation(found["short"]):
        return False
    return has_body(found["full"]) or found["short"][0].casefold() == found["full"][0].casefold()


@cache
def _end_of_total() -> re.Pattern[str]:
    """Give what may follow the word for a sum: nothing, a sign, a number, `for`, `section`."""
    listed = alternatives(phrases("money", "total_of"))
    return re.compile(rf"(?:(?<!\s)\s+)?(?:$|[:.,(–—-]|\d|(?:{listed})(?!\w))")


@cache
def _of_a_part() -> re.Pattern[str]:
    """Give what names a part of the plan, or money, behind the word for a sum: `outcome 1`."""
    listed = [phrase for kind in _SUMMED for phrase in phrases("kinds", kind.value)]
    named = alternatives([*listed, *phrases("headings", Field.MONEY.value)])
    end = _end_of_total().pattern
    return re.compile(rf"(?:[\s-]+(?:{named})(?!\w))+(?:{end}|\s+[ivxlcіх]{{1,5}}(?!\w))")
