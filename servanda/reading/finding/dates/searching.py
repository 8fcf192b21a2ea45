"""Walks a text from its beginning to its end and tells each date expression in it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates.matching import Match, Matching
from servanda.reading.finding.dates.periods import Grain, Period
from servanda.reading.finding.dates.resolving import year_of
from servanda.reading.finding.dates.roles import FoundDate, Role, Told, tell
from servanda.reading.finding.dates.scene import Scene, Tense
from servanda.reading.finding.dates.tokens import Tokens, folded_whole, tokens_of
from servanda.reading.finding.dates.words import DateWords, date_words
from servanda.reading.finding.dates.yearly import IN_A_YEAR

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_VERB: Final = 6  # letters of a verb known by its ending
_REACH: Final = 40  # words to either side in which the tense of a date is looked for
_CLOSING: Final = frozenset(".!?;")
_CURRENCIES: Final = frozenset("$€£₽¥")
_AFTER_CODES: Final = frozenset("/_%")
_BEFORE_CODES: Final = frozenset("/_#№")
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
    folded = folded_whole(text)
    for start, end in _paragraphs(text):
        tokens = tokens_of(text, folded, start=start, end=end, known=words.grammar.known_words)
        found.extend(_Paragraph(text, tokens, words, scene=scene).dates())
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

    def __init__(self, text: str, tokens: Tokens, words: DateWords, *, scene: Scene) -> None:
        self._text = text
        self._words = words
        self._scene = scene
        self._tokens = tokens
        self._matching = Matching(words.grammar, self._tokens)
        self._sentences = _sentence_starts(self._tokens)
        self._last: tuple[int, Period] | None = None  # where the date before ended, and what it was

    def dates(self) -> list[FoundDate]:
        """Find the dates of the paragraph."""
        found: list[FoundDate] = []
        end = sentence = 0
        for at in self._matching.beginnings("FOUND"):
            match = self._matching.longest("FOUND", at) if at >= end else None
            if match is None or not self._is_date(match):
                continue
            if self._sentence(at) != sentence:
                sentence = self._sentence(at)
                self._scene.told_in_sentence.clear()
            for one in _parts_of(match):
                self._add(self._date_alone(one), found)
            end = match.end
        self._scene.told_in_sentence.clear()
        return found

    def _add(self, match: Match, found: list[FoundDate]) -> None:
        at, scene = match.start, self._scene
        scene.tense = self._tense(at, match.end)
        scene.beside = self._last[1] if self._last and self._joins(self._last[0], at) else None
        scene.year_beside = self._year_of_next(match.end)
        scene.is_deadline = match.means in ("deadline", "before", "target")
        told = tell(match, scene)
        start, end = self._tokens.start(at), self._tokens.end(match.end - 1)
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
            return match._replace(end=self._matching.beginning_of("EVENT", match.start, match.end))
        when = match.inner("WHEN")
        owns = match.end < len(self._tokens) and self._matching.word("OWNING", match.end)
        if when is None or not (match.means == "bare" or owns):
            return match
        return Match("point", when.start, when.end, (("WHEN", when),))

    def _year_of_next(self, end: int) -> int | None:
        """Give the year of the date that one is joined to, as in `5 May and 9 June 2020`."""
        joined = self._matching.word("JOINING", end) if end < len(self._tokens) else None
        following = self._matching.longest("FOUND", end + 1) if joined else None
        when = following.inner("WHEN") if following else None
        inner = when.only() if when else None
        return year_of(inner) if inner and inner.means in IN_A_YEAR else None

    def _joins(self, end: int, at: int) -> bool:
        """Whether nothing but a comma or a bracket stands between two dates."""
        between = self._tokens.folded[end:at]
        return len(between) <= 1 and all(sign in {",", "("} for sign in between)

    def _sentence(self, at: int) -> int:
        """Give the number of the sentence that a token stands in."""
        return bisect_right(self._sentences, at) - 1

    def _tense(self, at: int, end: int) -> Tense:
        first = self._sentences[self._sentence(at)]
        following = self._sentences[self._sentence(at) + 1 : self._sentence(at) + 2]
        last = following[0] if following else len(self._tokens)
        before = range(at - 1, max(first - 1, at - _REACH), -1)
        after = range(end, min(last, end + _REACH))
        telling = self._words.grammar.classes.get("TENSE", {})
        for place in (*before, *after):
            if self._tokens.folded[place] not in telling:
                if self._is_future(place):
                    return Tense.FUTURE
                continue
            word = self._matching.word("TENSE", place)
            if word is not None:
                return Tense(word)
        return Tense.UNTOLD

    def _is_future(self, place: int) -> bool:
        """Whether a word of no list is a verb in the future by its ending: "signera", "firmarán"."""
        word = self._tokens.folded[place]
        endings = self._words.future_endings
        return bool(endings) and len(word) >= _VERB and word.endswith(endings)

    def _labelled(self, at: int) -> bool:
        """Whether a label such as `Deadline:` stands right before."""
        folded = self._tokens.folded
        if at < 1 or folded[at - 1] != ":":
            return False
        return any(
            tuple(folded[max(0, at - 1 - len(label)) : at - 1]) == label
            for label in self._words.deadline_labels
        )

    def _is_date(self, match: Match) -> bool:
        """Whether a number that looks like a year is one: no sum, count or part of a code."""
        folded, last = self._tokens.folded, match.end - 1
        if not folded[last].isdecimal() or len(folded[last]) != _YEAR_DIGITS:
            return True
        following = folded[match.end] if match.end < len(folded) else ""
        is_coded = following in _AFTER_CODES and self._tokens.is_glued(match.end)
        counts = following in self._words.counted
        if is_coded or (counts and not self._tokens.text(match.end).istitle()):  # "Participants:"
            return False
        before = folded[last - 1] if last else ""
        if before in _CURRENCIES:
            return False
        alone = last == match.start and self._tokens.is_glued(last)
        return not (alone and before in _BEFORE_CODES)


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


def _sentence_starts(tokens: Tokens) -> list[int]:
    """Give the tokens with which sentences begin."""
    starts = [0]
    for at, sign in enumerate(tokens.folded[:-1]):
        if sign not in _CLOSING or tokens.is_glued(at + 1) or not tokens.text(at + 1)[0].isupper():
            continue
        before = tokens.text(at - 1) if at else ""
        cut_short = sign == "." and len(before) <= _ABBREVIATION and before[:1].isupper()
        if not cut_short:
            starts.append(at + 1)
    return starts
