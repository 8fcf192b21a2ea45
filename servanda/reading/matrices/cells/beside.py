"""The words beside an amount: the year it is of, those before its parts, and what is not known."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.units import without_units
from servanda.reading.matrices.words import alternatives, phrases
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from servanda.reading.notices import Notice

EDGES: Final = " :;,./–—-()*"
_NUMBERS_AND_SIGNS = re.compile(r"(?<![\d\s.,:;'’()–—-])[\s.,:;'’()–—-]*\d[\d\s.,:;'’()–—-]*")
_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)")


def words_beside(part: str) -> str:
    """Give the words beside an amount: without numbers and years, units and currencies."""
    words = re.sub(_year_told().pattern, " ", part, flags=re.IGNORECASE)
    words = without_units(words)
    words = without_units(_NUMBERS_AND_SIGNS.sub(" ", words))
    return " ".join(words.split()).strip(EDGES)


def doubt_beside(part: str, words: str) -> Notice | None:
    """Tell what stands beside an amount and says nothing known of it."""
    bare = part.strip()
    if _is_in_brackets(bare):
        return _("“%(told)s” stands in brackets; it may be meant as taken away.", told=bare[:80])
    left = re.sub(_silent().pattern, " ", words, flags=re.IGNORECASE).strip(EDGES)
    if not left:
        return None
    return _(
        "of “%(told)s” a part is not understood as an amount: %(part)s.",
        told=bare[:80],
        part=" ".join(left.split())[:80],
    )


def _is_in_brackets(part: str) -> bool:
    """Tell an amount in brackets that nothing but a unit or a currency stands beside: `$ (500)`."""
    outside = _BRACKETS.sub(" ", part)
    return outside != part and not without_units(outside).strip(EDGES)


@cache
def year_label() -> re.Pattern[str]:
    """Give what finds the year that an amount is of: `2025 г. – 100`, but not `2025-2026: 100`."""
    years = alternatives(phrases("timing", "year"))
    return re.compile(
        rf"^\W*((?:19|20)\d\d)\s*(?:(?:{years})(?!\w))?\.?\s*"
        r"(?:[:=]|[–—-](?!\s*(?:19|20)\d\d\s*(?:[:–—=-]|$)))\s*"
    )


@cache
def of_which() -> re.Pattern[str]:
    """Give what finds the words before the parts of a sum: `of which`, `в т.ч.`."""
    listed = alternatives(phrases("money", "of_which"))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)[.:]?", re.IGNORECASE)


@cache
def _silent() -> re.Pattern[str]:
    """Give what finds words beside an amount that add nothing to it: `total`, `budget:`."""
    listed = (*phrases("money", "total"), *phrases("headings", "money"))
    return re.compile(rf"(?<!\w)(?:{alternatives(listed)})(?!\w)")


@cache
def _year_told() -> re.Pattern[str]:
    """Give what finds a year with its word: `2025 г.`, `in 2025`."""
    years, silent = (alternatives(phrases("timing", name)) for name in ("year", "ignored"))
    return re.compile(
        rf"(?:(?<!\w)(?:{years}|{silent})\s+)?(?<!\d)(?:19|20)\d\d(?!\d)(?:\s*(?:{years})(?!\w)\.?)?"
    )
