"""Towns that no list knows but the text tells: "in Oakburg on 3 May", "OAKBURG, 3 May".

Where "in" leads to one of them again, it is a place and no part of a name: "the secretariat of
the Commission on Ports in Oakburg".
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from servanda.reading.finding.mentions import Mention, by_word
from servanda.reading.finding.scenes import is_days, town_of_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from servanda.reading.finding.text import Text

_LONGEST = 3  # words of a town
_NEAR = 12  # words around a day in which another town may be told


def find_told_towns(text: Text, known: Iterable[Mention]) -> list[Mention]:
    """Give the mentions, behind "in", of the towns that a text tells."""
    named = by_word(known)
    towns = {*_before_days(text, named), *_of_datelines(text)}
    runs = (_run_from(text, index) for index in range(1, len(text.words)) if towns)
    return [
        Mention(first, last, "place", "cities", town, f"place {town}", "full", "town of the text")
        for first, last in runs
        if first < last and first not in named and (town := _said(text, first, last)) in towns
    ]


def _before_days(text: Text, named: Mapping[int, Mention]) -> Iterator[str]:
    """Give "Oakburg" of "in Oakburg on 3 May"; "in Politics in May" need be no town."""
    for date in text.dates:
        end = text.word_at(date.start)
        is_in_last_word = end == len(text.words)  # a year of a number: "011-2014"
        if is_in_last_word or _has_town(text, named, end):
            continue
        near = range(end - 1, max(0, end - _LONGEST - 1), -1)
        first = end - sum(1 for _ in takewhile(lambda i: _is_town_word(text, i), near))
        if first < end and text.stands(first - 1, "in") and is_days(date.edtf):
            yield _said(text, first, end)


def _has_town(text: Text, named: Mapping[int, Mention], day: int) -> bool:
    """Tell whether a town of the lists is where it was: "Women in Business on 3 May in Lima"."""
    sentence = text.sentence_of(text.words[day].start)
    near = range(max(sentence.first, day - _NEAR), min(sentence.last, day + _NEAR))
    towns = (i for i in near if text.stands(i - 1, "in") and i in named)
    return any(named[i].form == "seat" or named[i].kind == "cities" for i in towns)


def _of_datelines(text: Text) -> Iterator[str]:
    towns = (town_of_dateline(text, line) for line in text.sentences)
    return (" ".join(word.capitalize() for word in town.split()) for town in towns if town)


def _run_from(text: Text, index: int) -> tuple[int, int]:
    """Give the capital words that begin at a word behind "in"; none elsewhere."""
    last = index
    while text.stands(index - 1, "in") and last - index < _LONGEST and _is_town_word(text, last):
        last += 1
    return index, last


def _is_town_word(text: Text, index: int) -> bool:
    if index >= len(text.words):
        return False
    word = text.words[index]
    return word.is_capital and not word.is_sign and text.date_at(word.start) is None


def _said(text: Text, first: int, last: int) -> str:
    return " ".join(text.words[index].plain for index in range(first, last))
