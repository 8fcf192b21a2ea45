"""Taking words out of a text so that all else stays in its place: plain rules."""

import re
from collections.abc import Iterator
from re import Pattern
from typing import TypeAlias

BLACK = "█"
SHORTEST = 2
"""Letters; one alone would take out most of a text."""
AROUND = 60

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def pattern_of(words: str) -> Pattern[str] | None:
    """Return what finds words as they are written, however they are spaced; None for too few."""
    parts = [re.escape(part) for part in words.split()]
    if len("".join(words.split())) < SHORTEST:
        return None
    return re.compile(r"\s+".join(parts))


def places_of(text: str, pattern: Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text."""
    return ((found.start(), found.end()) for found in pattern.finditer(text))


def parts_at_the_edge(text: str, pattern: Pattern[str], start: int, end: int) -> list[str]:
    """Return the parts of words that stand inside a stretch of a text which begins or ends amid them."""
    found = (
        text[max(start, first) : min(end, last)]
        for first, last in places_of(text, pattern)
        if first < start < last or first < end < last
    )
    return [part for part in found if part.strip()]


def with_parts(pattern: Pattern[str], parts: list[str]) -> Pattern[str]:
    """Return what finds the words, and some parts of them."""
    told = [r"\s+".join(map(re.escape, part.split())) for part in parts]
    return re.compile("|".join([pattern.pattern, *sorted(told, key=len, reverse=True)]))


def blackened(text: str, pattern: Pattern[str]) -> str:
    """Return a text of the same length with a black sign for each sign of the words."""
    return pattern.sub(lambda found: re.sub(r"\S", BLACK, found.group()), text)


def blackened_in(value: Json, pattern: Pattern[str]) -> Json:
    """Return a value as it was kept, with the words taken out of all its texts."""
    if isinstance(value, str):
        return blackened(value, pattern)
    if isinstance(value, list):
        return [blackened_in(one, pattern) for one in value]
    if isinstance(value, dict):
        return {name: blackened_in(one, pattern) for name, one in value.items()}
    return value


def around(text: str, place: tuple[int, int]) -> tuple[str, str, str]:
    """Return what stands before words, the words, and what stands after them, each on one line."""
    start, end = place
    pieces = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
    before, words, after = (re.sub(r"\s+", " ", piece) for piece in pieces)
    return before, words, after
