"""The phrases of time that the languages list, each with the mark that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from servanda.reading.languages import vocabulary
from servanda.reading.matrices.words import alternatives, codes, compiled, folded, keys, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATES: Final = ("en", "ru", "fr", "es", "tk")
# What a mark in two lists is read as: the first of these.
_PLAIN: Final = (
    "between", "by", "from", "to", "and", "begin", "middle", "end", "partial", "vague", "relative",
    "unit", "ignored", "by_after", "from_after", "term",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One mark: what it is, its numbers, and the words it stands for."""

    kind: str
    values: tuple[int, ...] = ()
    words: str = ""


@cache
def known_phrases() -> tuple[re.Pattern[str], dict[str, Mark]]:
    """Give what finds any phrase of time, and the mark of each."""
    meaning: dict[str, Mark] = {}
    for phrase, mark in _listed():
        meaning.setdefault(phrase, mark)
    return compiled(meaning), meaning


@cache
def letters_of(kind: str) -> str:
    """Give the letters that stand for a quarter or a half, to be put into a pattern: `q`, `t`."""
    return "".join(re.escape(phrase) for phrase in phrases("timing", kind) if len(phrase) == 1)


@cache
def names_of_months() -> str:
    """Give the names of the months, to be put into a pattern."""
    return alternatives(name for names in _months().values() for name in names)


def _listed() -> Iterator[tuple[str, Mark]]:
    for name in keys("timing", "recurrence"):
        for phrase in phrases("timing", "recurrence", name):
            yield phrase, Mark("recurrence", (), name)
    for kind, found in (
        ("month_name", _months()),
        ("season", _numbered("seasons")),
        ("number", _ordinals()),
    ):
        for number, names in found.items():
            yield from ((name, Mark(kind, (number,), name)) for name in names)
    for kind in ("quarter", "half", "year"):
        yield from (
            (phrase, Mark(f"{kind}_word", (), phrase)) for phrase in phrases("timing", kind)
        )
    for kind in _PLAIN:
        yield from ((phrase, Mark(kind, (), phrase)) for phrase in phrases("timing", kind))


def _months() -> dict[int, list[str]]:
    """Give the names of the months: those that dates know, and those that plans add."""
    found = _of_dates("MONTHNAME")
    for number, names in _numbered("months").items():
        found.setdefault(number, []).extend(names)
    return found


def _ordinals() -> dict[int, list[str]]:
    found = {
        number: [name for name in names if name.isalpha()]
        for number, names in _of_dates("ORDINAL").items()
        if number <= 4
    }
    for number, names in _numbered("ordinals").items():
        found.setdefault(number, []).extend(names)
    return found


def _numbered(name: str) -> dict[int, list[str]]:
    """Give the words that plans use for a number, of all languages together."""
    found: dict[int, list[str]] = {}
    for code in codes():
        timing = vocabulary(code, "matrices").get("timing")
        table = timing.get(name, {}) if isinstance(timing, dict) else {}
        for number, names in table.items():
            found.setdefault(int(number), []).extend(folded(str(one)) for one in names)
    return found


def _of_dates(name: str) -> dict[int, list[str]]:
    """Give the words that dates know for the numbers up to twelve."""
    found: dict[int, list[str]] = {}
    for code in _DATES:
        words = vocabulary(code, "dates").get("words")
        table = words.get(name, {}) if isinstance(words, dict) else {}
        for number, names in table.items():
            told = str(number)
            if told.isdigit() and int(told) in range(1, 13):
                listed = names if isinstance(names, list) else [names]
                found.setdefault(int(told), []).extend(
                    folded(str(one)).rstrip(".") for one in listed
                )
    return found
