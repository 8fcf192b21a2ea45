"""The lines of a found text, with the words that were looked for marked."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from servanda.search.rules.queries import Column, Query, Term
from servanda.search.rules.words import Word, sounds, stem, words_of

LENGTH: Final = 240
"""Characters of a snippet."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text that stand as they are; `is_marked` where they were looked for."""

    text: str
    is_marked: bool


def snippet(text: str, language: str, query: Query, *, length: int = LENGTH) -> list[Stretch]:
    """Cut some characters out of a text where most of what was looked for stands, and mark it."""
    words = list(words_of(text))
    places = _marked(words, language, query)
    begin, end = _window(text, words, places, length)
    cut = _stretches(text, places, begin, end)
    opening = [Stretch("… ", is_marked=False)] if begin else []
    closing = [Stretch(" …", is_marked=False)] if end < len(text) else []
    return [*opening, *cut, *closing]


def marked(text: str, language: str, query: Query) -> list[Stretch]:
    """Give a whole text, such as a title, with what was looked for marked."""
    places = _marked(list(words_of(text)), language, query)
    return _stretches(text, places, 0, len(text))


def _marked(words: Sequence[Word], language: str, query: Query) -> list[tuple[int, int]]:
    """Give the places of all terms of a query, in order, none inside another."""
    found: list[tuple[int, int]] = []
    terms = [term for clause in query.asked for term in clause.terms]
    for index in range(len(words)):
        sizes = [len(term.words) for term in terms if _stands(term, words, index, language)]
        if sizes:
            start, end = words[index].start, words[index + max(sizes) - 1].end
            if found and start <= found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
    return found


def _stands(term: Term, words: Sequence[Word], index: int, language: str) -> bool:
    if index + len(term.words) > len(words):
        return False
    here = words[index : index + len(term.words)]
    *before, last = zip(here, term.words, strict=True)
    return all(_is(word, asked, term.column, language) for word, asked in before) and (
        last[0].folded.startswith(last[1])
        if term.is_beginning
        else _is(*last, term.column, language)
    )


def _is(word: Word, asked: str, column: Column, language: str) -> bool:
    if column is Column.WORDS:
        return word.folded == asked
    if column is Column.STEMS:
        return stem(word.folded, language) == asked
    return word.is_capital and asked in sounds(word.folded)


def _window(
    text: str, words: Sequence[Word], places: Sequence[tuple[int, int]], length: int
) -> tuple[int, int]:
    """Choose the stretch of words in which most places lie, the first of several."""
    if len(text) <= length:
        return 0, len(text)
    starts = [start for start, _end in places]
    counted = [
        (bisect_left(starts, start + length * 3 // 4) - number, -number)
        for number, start in enumerate(starts)
    ]
    first = starts[-max(counted)[1]] if counted else 0
    begin = _word_start(words, max(0, first - length // 4))
    last = bisect_left(words, begin + length, key=lambda word: word.end)
    return begin, words[last - 1].end if 0 < last < len(words) else len(text)


def _word_start(words: Sequence[Word], place: int) -> int:
    if place == 0:
        return 0
    index = bisect_left(words, place, key=lambda word: word.start)
    return words[index].start if index < len(words) else place


def _stretches(text: str, places: Iterable[tuple[int, int]], begin: int, end: int) -> list[Stretch]:
    found, done = [], begin
    for start, stop in places:
        if start < begin or stop > end:
            continue
        found += [
            Stretch(text[done:start], is_marked=False),
            Stretch(text[start:stop], is_marked=True),
        ]
        done = stop
    found.append(Stretch(text[done:end], is_marked=False))
    return [stretch for stretch in found if stretch.text]
