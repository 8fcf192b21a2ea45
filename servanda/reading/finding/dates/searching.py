"""Walks a text from its beginning to its end and tells each date expression in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from servanda.reading.edtf import bounds
from servanda.reading.finding.dates.matching import Match
from servanda.reading.finding.dates.paragraph import Paragraph
from servanda.reading.finding.dates.periods import Grain, Period
from servanda.reading.finding.dates.roles import FoundDate, Role, Told, tell
from servanda.reading.finding.dates.scene import Scene, Tense
from servanda.reading.finding.dates.tokens import folded_whole, tokens_of
from servanda.reading.finding.dates.words import date_words
from servanda.reading.finding.dates.yearly import year_of

_PLAIN_ROLES: Final = frozenset((Role.POINT, Role.PERIOD))
_DEADLINES: Final = frozenset(("deadline", "before", "target"))
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def find_dates(text: str, *, published: str | None, language: str = "en") -> list[FoundDate]:
    """Find every date expression of a text, in order; the same one may be found more than once.

    `published` is the EDTF day from which relative dates are counted, or None; then they stay
    None. Raises EdtfError when `published` is no EDTF, ReadingError for an unknown language.
    """
    words = date_words(language)
    walk = _Walk(text, _day(published))
    folded = folded_whole(text)
    for start, end in _paragraphs(text):
        tokens = tokens_of(text, folded, start=start, end=end, known=words.known)
        walk.through(Paragraph(tokens, words))
    return walk.found


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


class _Walk:
    """The walk through a text, paragraph by paragraph; it knows what stands around each date."""

    def __init__(self, text: str, published: date | None) -> None:
        self.found: list[FoundDate] = []
        self._text = text
        self._scene = Scene(published, self)

    def through(self, paragraph: Paragraph) -> None:
        """Find the dates of the next paragraph."""
        end = 0
        self._paragraph = paragraph
        self._told_here: dict[Period, int] = {}  # in this paragraph, where each was told last
        self._last: tuple[int, Period] | None = None  # where the date before ended, and what it was
        for at in paragraph.beginnings():
            match = paragraph.longest(at) if at >= end else None
            if match is None or not paragraph.is_date(match):
                continue
            self._at, end = at, match.end
            for one in _parts_of(match):
                self._add(paragraph.alone(one))

    def tense(self) -> Tense:
        """Give the tense of the words around the date."""
        return self._paragraph.tense_around(self._match.start, self._match.end)

    def year_beside(self) -> int | None:
        """Give the year of the date that it is joined to."""
        return self._paragraph.year_joined_at(self._match.end)

    def told_in_sentence(self) -> Iterator[Period]:
        """Give the days to months told in the sentence before it, each once, the last one first."""
        if not self._told_here:
            return
        begin = self._paragraph.sentence_begin(self._at)
        for period, at in reversed(self._told_here.items()):
            if at < begin:
                return
            yield period

    def _add(self, match: Match) -> None:
        self._match = match
        told = self._told(match)
        beside = self._scene.beside
        one = self._as_written(match, told)
        if told.period and beside and _says_again(beside, told.period, match):
            first = self.found.pop()
            one = replace(one, text=self._text[first.start : one.end], start=first.start)
        self.found.append(one)
        if told.period is not None:
            self._remember(told.period, told.role)

    def _told(self, match: Match) -> Told:
        """Say what a match means in its place."""
        scene, last = self._scene, self._last
        is_joined = last and self._paragraph.are_beside(last[0], match.start)
        scene.beside = last[1] if last and is_joined else None
        scene.is_deadline = match.means in _DEADLINES
        return tell(match, scene)

    def _as_written(self, match: Match, told: Told) -> FoundDate:
        tokens, role = self._paragraph.tokens, told.role
        start, end = tokens.starts[match.start], tokens.end(match.end - 1)
        if role in _PLAIN_ROLES and self._paragraph.is_labelled(match.start):
            role = Role.DEADLINE
        is_joined = match.means == "target"
        return FoundDate(self._text[start:end], start, end, told.edtf, role, is_joined)

    def _remember(self, period: Period, role: Role) -> None:
        if role is not Role.DEADLINE or period.grain is Grain.DAY:
            self._scene.told.append(period)
        if period.grain <= Grain.MONTH:
            self._told_here.pop(period, None)
            self._told_here[period] = self._at
        self._last = self._match.end, period


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
