"""Walks a text from its beginning to its end and tells each date expression in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates.forms import Match, Reading
from servanda.reading.finding.dates.periods import Grain, Period
from servanda.reading.finding.dates.resolving import year_of
from servanda.reading.finding.dates.roles import FoundDate, Role, Told, tell
from servanda.reading.finding.dates.scene import Scene, Tense
from servanda.reading.finding.dates.tokens import Token, tokens_of
from servanda.reading.finding.dates.words import DateWords, date_words
from servanda.reading.finding.dates.yearly import IN_A_YEAR

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_REACH: Final = 40  # words to either side in which the tense of a date is looked for
_CLOSING: Final = frozenset(".!?;")
_CURRENCIES: Final = frozenset("$€£₽¥")
_YEAR_DIGITS: Final = 4
_ABBREVIATION: Final = 4  # a word this short before a full stop may be cut short


def find_dates(text: str, *, published: str | None, language: str = "en") -> list[FoundDate]:
    """Find every date expression of a text, in order; the same one may be found more than once.

    `published` is the EDTF day from which relative dates are counted, or None; then they stay
    None. Raises EdtfError when `published` is no EDTF, ReadingError for an unknown language.
    """
    words = date_words(language)
    scene = Scene(_day(published))
    found: list[FoundDate] = []
    for start, end in _paragraphs(text):
        found.extend(_Paragraph(text, words, scene, start=start, end=end).dates())
    return found


def distinct_dates(found: Iterable[FoundDate]) -> list[FoundDate]:
    """Keep each distinct date expression once, at its first place."""
    kept: dict[tuple[str, str | None], FoundDate] = {}
    for one in found:
        kept.setdefault((" ".join(one.text.casefold().split()), one.edtf), one)
    return list(kept.values())


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    span = bounds(published)
    return span.latest if span.earliest == span.latest else None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_END.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


class _Paragraph:
    """One paragraph being read; the scene goes on from paragraph to paragraph."""

    def __init__(self, text: str, words: DateWords, scene: Scene, *, start: int, end: int) -> None:
        self._text = text
        self._words = words
        self._scene = scene
        self._tokens = tokens_of(text, start=start, end=end, known=words.grammar.known_words)
        self._reading: Reading = words.grammar.reading(self._tokens)
        self._sentences = _sentence_numbers(self._tokens)
        self._last: tuple[int, Period] | None = None  # where the date before ended, and what it was

    def dates(self) -> list[FoundDate]:
        """Find the dates of the paragraph."""
        found: list[FoundDate] = []
        at = sentence = 0
        while at < len(self._tokens):
            match = self._reading.longest("FOUND", at)
            if match is None or not self._is_date(match):
                at += 1
                continue
            if self._sentences[at] != sentence:
                sentence = self._sentences[at]
                self._scene.told_in_sentence.clear()
            for one in _parts_of(match):
                self._add(self._date_alone(one), found)
            at = match.end
        self._scene.told_in_sentence.clear()
        return found

    def _add(self, match: Match, found: list[FoundDate]) -> None:
        at, scene = match.start, self._scene
        scene.tense = self._tense(at, match.end)
        scene.beside = self._last[1] if self._last and self._joins(self._last[0], at) else None
        scene.year_beside = self._year_of_next(match.end)
        scene.is_deadline = match.means in ("deadline", "before", "target")
        told = tell(match, scene)
        start, end = self._tokens[at].start, self._tokens[match.end - 1].end
        role = told.role
        if role in (Role.POINT, Role.PERIOD) and self._labelled(at):
            role = Role.DEADLINE
        is_joined = match.means == "target"
        one = FoundDate(self._text[start:end], start, end, told.edtf, role, is_joined)
        if told.period and scene.beside and _says_again(scene.beside, told.period, match):
            first = found.pop()
            one = replace(one, text=self._text[first.start : end], start=first.start)
        found.append(one)
        if told.period is not None:
            self._remember(told, match.end)

    def _remember(self, told: Told, end: int) -> None:
        if told.period is None:
            return
        if told.role is not Role.DEADLINE or told.period.grain is Grain.DAY:
            self._scene.told.append(told.period)
        self._scene.told_in_sentence.append(told.period)
        self._last = end, told.period

    def _date_alone(self, match: Match) -> Match:
        """Leave out the words around a date that do not belong to it.

        `dates from 1984`; `by yesterday's decision`, where `by` belongs to the decision; and
        `within a week of receipt`.
        """
        if match.means == "until_event":
            return replace(match, end=self._reading.beginning_of("EVENT", match.start, match.end))
        when = match.inner("WHEN")
        owns = match.end < len(self._tokens) and self._reading.word("OWNING", match.end)
        if when is None or not (match.means == "bare" or owns):
            return match
        return Match("point", when.start, when.end, (("WHEN", when),))

    def _year_of_next(self, end: int) -> int | None:
        """Give the year of the date that one is joined to, as in `5 May and 9 June 2020`."""
        joined = self._reading.word("JOINING", end) if end < len(self._tokens) else None
        following = self._reading.longest("FOUND", end + 1) if joined else None
        when = following.inner("WHEN") if following else None
        inner = when.only() if when else None
        return year_of(inner) if inner and inner.means in IN_A_YEAR else None

    def _joins(self, end: int, at: int) -> bool:
        """Whether nothing but a comma or a bracket stands between two dates."""
        between = self._tokens[end:at]
        return len(between) <= 1 and all(token.text in {",", "("} for token in between)

    def _tense(self, at: int, end: int) -> Tense:
        sentence = self._sentences[at]
        before = range(at - 1, max(-1, at - _REACH), -1)
        after = range(end, min(len(self._tokens), end + _REACH))
        for place in (*before, *after):
            if self._sentences[place] != sentence:
                continue
            word = self._reading.word("TENSE", place)
            if word is not None:
                return Tense(word)
        return Tense.UNTOLD

    def _labelled(self, at: int) -> bool:
        """Whether a label such as `Deadline:` stands right before."""
        if at < 1 or self._tokens[at - 1].text != ":":
            return False
        return any(
            tuple(token.folded for token in self._tokens[max(0, at - 1 - len(label)) : at - 1])
            == label
            for label in self._words.deadline_labels
        )

    def _is_date(self, match: Match) -> bool:
        """Whether a number that looks like a year is one: no sum, count or part of a code."""
        last = self._tokens[match.end - 1]
        if not last.folded.isdecimal() or len(last.folded) != _YEAR_DIGITS:
            return True
        following = self._tokens[match.end] if match.end < len(self._tokens) else None
        if following and (
            following.folded in self._words.counted or (following.glued and following.text in "/_%")
        ):
            return False
        before = self._tokens[match.end - 2] if match.end > 1 else None
        if before is None or before.text in _CURRENCIES:
            return before is None
        return not (match.end - 1 == match.start and last.glued and before.text in "/_#№")


def _parts_of(match: Match) -> list[Match]:
    """Give a match as itself, as nothing, or target by target (`by 2022 and 2025`)."""
    if match.means == "nothing":
        return []
    if match.means != "targets":
        return [match]
    first, *others = match.inners("TARGET")
    return [
        Match("deadline", match.start, first.end, (("WHEN", first),)),
        *(Match("target", one.start, one.end, (("WHEN", one),)) for one in others),
    ]


def _says_again(first: Period, second: Period, match: Match) -> bool:
    """Whether a date only says more exactly what the one beside it says.

    As in `Friday, 28 March` and in `the following month, on 30 July`, but not in `2024, May 2024`.
    """
    when = match.inner("WHEN")
    if match.means != "point" or (when and when.inner("AWAY")):
        return False
    if first == second:
        return True
    coarser = first.grain > second.grain and first.grain in (Grain.WEEK, Grain.MONTH)
    return coarser and first.holds(second) and year_of(match) is None


def _sentence_numbers(tokens: list[Token]) -> list[int]:
    numbers: list[int] = []
    number = 0
    for index, token in enumerate(tokens):
        numbers.append(number)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text not in _CLOSING or following is None or following.glued:
            continue
        cut_short = token.text == "." and index > 0 and len(tokens[index - 1].text) <= _ABBREVIATION
        if following.text[0].isupper() and not (cut_short and tokens[index - 1].text[0].isupper()):
            number += 1
    return numbers
