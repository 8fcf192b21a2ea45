"""The words of a time in a cell as marks: a year, a quarter, a month, `by`, `yearly` …."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.reading.languages import vocabulary
from servanda.reading.matrices.words import codes, compiled, folded, keys, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "іv": 4}
_DATES: Final = ("en", "ru", "fr", "es", "tk")
_PLAIN: Final = (
    "by", "from", "to", "and", "begin", "middle", "end", "partial", "vague", "relative", "unit",
    "ignored", "by_after", "term",
)  # fmt: skip
# What a mark in two lists is read as: the first of these.
_NUMBERED_QUARTER = re.compile(r"q\s?([1-4])(?!\w)|([1-4])\s?q(?!\w)|t([1-4])(?!\w)")
# Months and years counted from the beginning of the plan: `M3-M9`, `Year 1`.
_COUNTED = re.compile(
    r"(?:m|month|year|y|год|рік|мес|месяц|місяць|mois|mes|año|année)\s?\d{1,2}(?![\d.])(?!\s*(?:19|20)\d\d)"
)
_NUMBERED_HALF = re.compile(r"h\s?([12])(?!\w)|([12])\s?h(?!\w)|s([12])(?!\w)")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=(?:19|20)\d\d(?!\d))")  # `FY2023`
_ENDED = re.compile(r"(?<=[^\W\d_]{3})(?=(?:[gkq]acha|[гкқ]ача)(?!\w))")  # `yanvargacha`
_NUMBERED: Final = ((_NUMBERED_QUARTER, "q"), (_NUMBERED_HALF, "h"), (_COUNTED, "relative"))
_TOKEN = re.compile(
    r"(?P<reversed>(?:19|20)\d\d\.\d\d\.\d\d(?!\d))"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d(?:\s\d\d:\d\d)?)"
    r"|(?P<day>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
    r"|(?P<short>\d{1,2}\.\d{1,2}\.\d\d(?!\d))"
    r"|(?P<month_year>\d{1,2}[./](?:19|20)\d\d(?!\d))"
    r"|(?P<years>(?:19|20)\d\d\s?[-–—/]\s?(?:\d{4}|\d\d)(?![\d.]))"
    r"|(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<number>\d{1,4})(?P<ordinal>-?(?:st|nd|rd|th|го|й|му|ом|ый|ое|е|er|e|ère|ème|º|ª|°|o|а|я|ий|ого))?(?!\w)"
    r"|(?P<roman>[iі]{1,3}v?|[iі]v)(?!\w)"
    r"|(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)*)"
    r"|(?P<dash>[-–—]+|\.{2,}|…)"
    r"|(?P<cut>[,;/&+\n])"
    r"|(?P<other>\S)"
)
_TIMES = re.compile(r"(\d{1,2})\s+(?:times|раз|раза|разів|рази|fois|veces)(?!\w)")


@dataclass(frozen=True)
class Mark:
    """One mark: what it is, its numbers, and the words it stands for."""

    kind: str
    values: tuple[int, ...] = ()
    words: str = ""


def marks_of(text: str) -> list[Mark]:
    """Give the marks of a cell in their order; words that are not known are marks `unknown`."""
    told = _GLUED.sub(" ", _ENDED.sub(" ", folded(text.replace("\n", " ; "))))
    marks: list[Mark] = []
    place = 0
    phrase_pattern, meaning = _known()
    while place < len(told):
        if told[place].isspace():
            place += 1
            continue
        mark, place = _next_mark(told, place, phrase_pattern, meaning)
        if mark is not None:
            marks.append(mark)
    return marks


def _next_mark(
    told: str, place: int, phrase: re.Pattern[str], meaning: Mapping[str, Mark]
) -> tuple[Mark | None, int]:
    if _begins_word(told, place):
        for numbered, kind in _NUMBERED:
            if found := numbered.match(told, place):
                number = int(next(filter(None, found.groups()), 0))
                return Mark(kind, (number,), found[0]), found.end()
    if found := phrase.match(told, place):
        return _meant(found[0], meaning), found.end()
    if times := _TIMES.match(told, place):
        return Mark("recurrence", (), f"{times[1]} times"), times.end()
    token = _TOKEN.match(told, place)
    return (None, place + 1) if token is None else (_of_token(token), token.end())


def _begins_word(told: str, place: int) -> bool:
    return place == 0 or not told[place - 1].isalnum()


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
    if token["number"]:
        kind = "number"
    words = token[0]
    numbers = tuple(int(part) for part in re.findall(r"\d+", words))
    if kind in _CALENDAR:
        return Mark(*_CALENDAR[kind](numbers), words)
    if kind == "roman":
        return Mark("number", (_ROMAN.get(words, 0),), words)
    return _of_plain_token(kind, numbers, words)


def _years(numbers: tuple[int, ...]) -> tuple[int, int]:
    """Give both years of `2021-2025`, and of `2021-25`."""
    first, last = numbers
    return first, last if last > 99 else first // 100 * 100 + last


_CALENDAR: Final[Mapping[str, Callable[[tuple[int, ...]], tuple[str, tuple[int, ...]]]]] = {
    "iso": lambda told: ("day", told[:3]),
    "reversed": lambda told: ("day", told),
    "day": lambda told: ("day", (told[2], told[1], told[0])),
    "short": lambda told: ("day", (2000 + told[2], told[1], told[0])),
    "month_year": lambda told: ("month", (told[1], told[0])),
    "years": lambda told: ("years", _years(told)),
}


def _of_plain_token(kind: str, numbers: tuple[int, ...], words: str) -> Mark | None:
    if kind in {"year", "number"}:
        return Mark(kind, numbers, words)
    if kind in {"dash", "cut"}:
        return Mark(kind, (), words)
    if kind == "word":
        return Mark("unknown", (), words)
    return None


@cache
def _known() -> tuple[re.Pattern[str], dict[str, Mark]]:
    meaning: dict[str, Mark] = {}
    for phrase, mark in _listed():
        meaning.setdefault(phrase, mark)
    return compiled(meaning), meaning


def _listed() -> Iterator[tuple[str, Mark]]:
    for name in keys("timing", "recurrence"):
        for phrase in phrases("timing", "recurrence", name):
            yield phrase, Mark("recurrence", (), name)
    for number, names in _months().items():
        yield from ((name, Mark("month_name", (number,), name)) for name in names)
    for kind in ("quarter", "half", "year"):
        yield from (
            (phrase, Mark(f"{kind}_word", (), phrase)) for phrase in phrases("timing", kind)
        )
    for number, names in _ordinals().items():
        yield from ((name, Mark("number", (number,), name)) for name in names)
    for kind in _PLAIN:
        yield from ((phrase, Mark(kind, (), phrase)) for phrase in phrases("timing", kind))


def _months() -> dict[int, list[str]]:
    """Give the names of the months: those that dates know, and those that plans add."""
    found: dict[int, list[str]] = {number: [] for number in range(1, 13)}
    for code in _DATES:
        for number, names in _words(code, "MONTHNAME"):
            found[number] += names
    for code in codes():
        timing = vocabulary(code, "matrices").get("timing")
        months = timing.get("months", {}) if isinstance(timing, dict) else {}
        for number, names in months.items():
            found[int(number)] += [folded(str(name)) for name in names]
    return found


def _ordinals() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {number: [] for number in range(1, 5)}
    for code in _DATES:
        for number, names in _words(code, "ORDINAL"):
            found[number] += [name for name in names if name.isalpha()]
    found[1] += ["перший", "першого", "першому", "перше"]
    found[2] += ["другий", "другого", "другому", "друге"]
    found[3] += ["третій", "третього", "третьому"]
    found[4] += ["четвертий", "четвертого", "четвертому"]
    return found


def _words(code: str, name: str) -> Iterator[tuple[int, list[str]]]:
    words = vocabulary(code, "dates").get("words")
    table = words.get(name, {}) if isinstance(words, dict) else {}
    for number, names in table.items():
        told = str(number)
        if told.isdigit() and int(told) in range(1, 13):
            listed = names if isinstance(names, list) else [names]
            yield int(told), [folded(str(one)).rstrip(".") for one in listed]
