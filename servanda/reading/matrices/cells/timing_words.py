"""The words of a time in a cell as marks: a year, a quarter, a month, `by`, `yearly` …."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.timing_lists import (
    Mark,
    known_phrases,
    letters_of,
    names_of_months,
)
from servanda.reading.matrices.words import alternatives, compiled, folded, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CYRILLIC_ONE: Final = "і"
_PARTS_OF_YEAR: Final = frozenset({"quarter_word", "half_word"})
_JOINS: Final = frozenset({"dash", "cut", "and", "to", "by"})
_MONTHS: Final = range(1, 13)
_GLUED = re.compile(  # `FY2023`, `2025Q3`
    r"(?<=[^\W\d_])(?=(?:19|20)\d\d(?!\d))|(?<=(?:19|20)\d\d)(?=[^\W\d_]\d(?!\w))"
)
# The dashes of typesetters, and the arrows between two times, as they are typed.
_TYPED: Final = str.maketrans(dict.fromkeys("‐‑‒−→⇒", "-") | {"\u2015": "—"})
# Signs that say something of a time which is not read; brackets and quotation marks say nothing.
_TELLING: Final = frozenset("?~≈≅±<>≤≥=%^")
_PIECE = (
    r"(?P<reversed>(?:19|20)\d\d\.\d\d\.\d\d(?!\d))"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d(?:\s\d\d:\d\d)?)"
    r"|(?P<day>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
    r"|(?P<short>\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)\d\d(?!\d))"
    r"|(?P<month_year>\d{1,2}[./](?:19|20)\d\d(?!\d))"
    r"|(?P<day_month>\d{1,2}\.(?:0[1-9]|1[0-2])\.?(?![\d.]))"
    r"|(?P<year_month>(?:19|20)\d\d\.(?:0[1-9]|1[0-2])(?![\d.]))"
    r"|(?P<years>(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d.]|-\d|\s?%|[\s-]{0,2}(?:MONTHS)(?!\w)))"
    r"|(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<number>\d{1,4})(?:-?(?:ENDINGS))?(?!\w)"
    r"|(?P<roman>[iі]{1,3}v?|[iі]v)(?!\w)"
    r"|(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)*)"
    r"|(?P<dash>[-–—]+|\.{2,}|…)"
    r"|(?P<cut>[,;/&+\n])"
    r"|(?P<other>\S)"
)


def marks_of(text: str) -> list[Mark]:
    """Give the marks of a cell in their order; words that are not known are marks `unknown`."""
    typed = folded(text.replace("\n", " ; ")).translate(_TYPED)
    told = _GLUED.sub(" ", _glued_end().sub(" ", typed))
    marks: list[Mark] = []
    place = 0
    phrase_pattern, meaning = known_phrases()
    while place < len(told):
        if told[place].isspace():
            place += 1
            continue
        mark, place = _next_mark(told, place, phrase_pattern, meaning)
        if mark is not None:
            marks.append(mark)
    return _with_lone_numerals(marks) if _CYRILLIC_ONE in told else marks


def _with_lone_numerals(marks: Sequence[Mark]) -> list[Mark]:
    """Take `І` for the numeral where it counts a part of a year, for `and` in all other places."""
    read = list(marks)
    for place in range(len(read) - 1, -1, -1):
        if read[place].words == _CYRILLIC_ONE and _counts(read, place):
            read[place] = Mark("number", (1,), _CYRILLIC_ONE)
    return read


def _counts(marks: Sequence[Mark], place: int) -> bool:
    """Tell a numeral: before `quarter`, or at the head of `І – ІІ quarter`, `І, ІІІ quarters`."""
    ahead = place + 1
    if ahead < len(marks) and marks[ahead].kind in _JOINS:
        if place and marks[place - 1].kind == "number":
            return False
        ahead += 1
        return ahead < len(marks) and marks[ahead].kind == "number" and _counts(marks, ahead)
    return ahead < len(marks) and marks[ahead].kind in _PARTS_OF_YEAR


def _next_mark(
    told: str, place: int, phrase: re.Pattern[str], meaning: Mapping[str, Mark]
) -> tuple[Mark | None, int]:
    if _begins_word(told, place):
        for numbered, kind in _numbered():
            if found := numbered.match(told, place):
                number = int(next(filter(None, found.groups()), 0))
                return Mark(kind, (number,), found[0]), found.end()
    if found := phrase.match(told, place):
        return _meant(found[0], meaning), found.end()
    if times := _times().match(told, place):
        return Mark("recurrence", (), f"{times[1]} times"), times.end()
    token = _token().match(told, place)
    return (None, place + 1) if token is None else (_of_token(token), token.end())


def _is_spaced(dash: re.Match[str]) -> bool:
    """Tell the dash of a range from the hyphen of one word: `Q3 - 2026`, but not `Q3-2026`."""
    before, behind = dash.string[: dash.start()][-1:], dash.string[dash.end() :][:1]
    return before.isspace() or behind.isspace()


def _begins_word(told: str, place: int) -> bool:
    return place == 0 or not told[place - 1].isalnum()


@cache
def _numbered() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give what finds `Q3`, `3Q`, `H1`, and months and years counted from the beginning: `M3-M9`."""
    counted = (
        rf"(?:{alternatives(phrases('timing', 'counted'))})\s?\d{{1,2}}"
        r"(?![\d.])(?!\s*(?:19|20)\d\d)"
    )
    quarter, half = letters_of("quarter"), letters_of("half")
    return (
        (re.compile(rf"[{quarter}]\s?([1-4])(?!\w)|([1-4])\s?[{quarter}](?!\w)"), "q"),
        (re.compile(rf"[{half}]\s?([12])(?!\w)|([12])\s?[{half}](?!\w)"), "h"),
        (re.compile(counted), "relative"),
    )


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,2}})\s+(?:{alternatives(phrases('timing', 'times'))})(?!\w)")


@cache
def _token() -> re.Pattern[str]:
    endings = alternatives(phrases("timing", "ordinal_endings"))
    return re.compile(_PIECE.replace("ENDINGS", endings).replace("MONTHS", names_of_months()))


@cache
def _glued_end() -> re.Pattern[str]:
    """Give where a word for `until` hangs on a month: `yanvargacha`."""
    return re.compile(
        rf"(?<=[^\W\d_]{{3}})(?=(?:{alternatives(phrases('timing', 'by_after'))})(?!\w))"
    )


def _meant(found: str, meaning: Mapping[str, Mark]) -> Mark:
    mark = meaning.get(found)
    if mark is None:  # found by a phrase that ends in a star
        mark = next(
            (
                known
                for stem, known in meaning.items()
                if stem.endswith("*") and compiled((stem,)).fullmatch(found)
            ),
            Mark("unknown", (), found),
        )
    return mark


def _of_token(token: re.Match[str]) -> Mark | None:
    kind = token.lastgroup or ""
    words = token[0]
    numbers = tuple(int(part) for part in re.findall(r"\d+", words))
    if kind in _CALENDAR:
        return Mark(*_CALENDAR[kind](numbers), words)
    if kind == "roman":
        return Mark("number", (_ROMAN.get(words.replace(_CYRILLIC_ONE, "i"), 0),), words)
    return _of_plain_token(token, numbers)


def _years_or_month(told: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Tell `2021-2025` and `2021-25`, which are years, from the month `2025-06`."""
    first, last = told
    if last > 99:
        return "years", told
    if last in _MONTHS and last <= first % 100:
        return "month", told
    return "years", (first, first // 100 * 100 + last)


_CALENDAR: Final[Mapping[str, Callable[[tuple[int, ...]], tuple[str, tuple[int, ...]]]]] = {
    "iso": lambda told: ("day", told[:3]),
    "reversed": lambda told: ("day", told),
    "day": lambda told: ("day", (told[2], told[1], told[0])),
    "short": lambda told: ("day", (2000 + told[2], told[1], told[0])),
    "month_year": lambda told: ("month", (told[1], told[0])),
    "day_month": lambda told: ("day_month", (told[1], told[0])),
    "year_month": lambda told: ("month", told),
    "years": _years_or_month,
}


def _of_plain_token(token: re.Match[str], numbers: tuple[int, ...]) -> Mark | None:
    kind, words = token.lastgroup or "", token[0]
    if kind in {"year", "number"}:
        return Mark(kind, numbers, words)
    if kind == "dash":
        return Mark(kind, (int(_is_spaced(token)),), words)
    if kind == "cut":
        return Mark(kind, (), words)
    if kind == "word" or words in _TELLING:
        return Mark("unknown", (), words)
    return None
