"""When: what a cell of times says, in EDTF with its bounds, and how often.

Read as a row of marks; words that are not known are told, and nothing is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.edtf import bounds, is_edtf
from servanda.reading.matrices.cells.timing_walk import Walk
from servanda.reading.matrices.cells.timing_words import marks_of
from servanda.reading.matrices.model import Timing
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.matrices.cells.timing_lists import Mark
    from servanda.reading.notices import Notice

_LONGEST: Final = 400
_OF_EVERY_YEAR: Final = frozenset({"day", "month", "quarter", "half"})
_LEAP: Final = 2024
_LONGEST_TERM: Final = 80
_MOST_UNKNOWN: Final = 3


@dataclass(frozen=True)
class ReadTiming:
    """What a cell says of time; `timing` is None where nothing of it is understood."""

    timing: Timing | None
    doubts: tuple[Notice, ...] = ()


@lru_cache(maxsize=16384)
def read_timing(text: str) -> ReadTiming:
    """Read a cell of times; what is doubtful in it is told beside."""
    if len(text) > _LONGEST:
        return ReadTiming(None, (_not_understood(text),))
    marks = [mark for mark in marks_of(text) if mark.words != "." or mark.kind != "dash"]
    if not marks or all(mark.kind in {"dash", "cut"} for mark in marks):
        return ReadTiming(None)
    kinds = {mark.kind for mark in marks}
    recurrence = _recurrence(marks)
    if "vague" in kinds:
        return ReadTiming(Timing(recurrence=recurrence), (_vague(text),))
    walk = Walk(marks)
    walk.go()
    if not walk.stretches:
        return _without_period(text, recurrence, walk, kinds)
    return _with_periods(text, recurrence, walk, kinds)


def is_understood(text: str) -> bool:
    """Tell whether a cell tells a time and nothing else."""
    if len(text) > 80:
        return False
    read = read_timing(text)
    told = read.timing
    return told is not None and not read.doubts and bool(told.edtf or told.recurrence)


def counts_from(text: str) -> bool:
    """Tell a short line that gives a term from an event: `Within 30 days of signature`."""
    if len(text) > _LONGEST_TERM:
        return False
    marks = marks_of(text)
    kinds = [mark.kind for mark in marks]
    read = read_timing(text)
    return (
        "unit" in kinds
        and kinds[0] != "unknown"
        and kinds.count("unknown") <= _MOST_UNKNOWN
        and read.timing is not None
        and read.timing.recurrence is None
        and (read.timing.edtf is None or "relative" in kinds)
    )


def period_of(text: str) -> Timing | None:
    """Give the period that a heading names (`2023 year`, `II quarter 2024`), None where none."""
    if len(text) > 60:
        return None
    parts = text.split(" / ")
    for told in (parts[-1], " ".join(parts[-2:])):
        read = read_timing(told)
        if read.timing and read.timing.edtf and not read.doubts:
            return read.timing
    return None


def _recurrence(marks: Sequence[Mark]) -> str | None:
    told = [mark.words for mark in marks if mark.kind == "recurrence"]
    if len(told) > 1 and told[0].endswith("time"):  # "once a year" is told by the longer phrase
        told = told[1:]
    return ", ".join(dict.fromkeys(told)) or None


def _without_period(text: str, recurrence: str | None, walk: Walk, kinds: set[str]) -> ReadTiming:
    if "term" in kinds:
        return ReadTiming(Timing(recurrence=recurrence), (_vague(text),))
    if recurrence is not None:
        return _recurring(text, recurrence, walk)
    if {"relative", "unit"} & kinds:
        return ReadTiming(Timing(), (_relative(text),))
    if any(period.year is not None for period in walk.bare):
        return ReadTiming(None, (_unreal(text),))
    return (
        ReadTiming(Timing(), (_without_year(text),))
        if walk.bare
        else ReadTiming(None, (_not_understood(text),))
    )


def _recurring(text: str, recurrence: str, walk: Walk) -> ReadTiming:
    """Read what comes back: `annually`, `every year by 1 March`, `annually, first half`."""
    bare = set(walk.bare)
    if recurrence == "yearly" and len(bare) == 1 and not walk.unknown:
        (period,) = bare
        if period.grain in _OF_EVERY_YEAR and period.in_year(_LEAP).is_real:
            return ReadTiming(Timing(edtf=period.yearly_edtf, recurrence=recurrence))
    doubts = (_left_over(text, walk.unknown),) if walk.unknown or walk.bare else ()
    return ReadTiming(Timing(recurrence=recurrence), doubts)


def _with_periods(text: str, recurrence: str | None, walk: Walk, kinds: set[str]) -> ReadTiming:
    edtf = walk.edtf()
    if edtf is None:
        return ReadTiming(Timing(recurrence=recurrence), (_backwards(text),))
    if not is_edtf(edtf):
        return ReadTiming(Timing(recurrence=recurrence), (_not_understood(text),))
    span = bounds(edtf)
    timing = Timing(
        edtf=edtf,
        earliest=span.earliest.isoformat() if span.earliest else None,
        latest=span.latest.isoformat() if span.latest else None,
        recurrence=recurrence,
    )
    doubts = [_left_over(text, walk.unknown)] if walk.unknown else []
    if "relative" in kinds:
        doubts.append(_relative(text))
    doubts += [_long(words) for words in walk.long]
    if walk.is_repeated:
        doubts.append(_repeated(text))
    return ReadTiming(timing, tuple(doubts))


def _not_understood(text: str) -> Notice:
    return _("“%(told)s” is not understood as a time; its words are kept.", told=text[:80])


def _left_over(text: str, unknown: Sequence[str]) -> Notice:
    return _(
        "of “%(told)s” a part is not understood as a time: %(part)s.",
        told=text[:80],
        part=" ".join(unknown)[:80] or text[:80],
    )


def _vague(text: str) -> Notice:
    return _("“%(told)s” names no day: no date can be derived.", told=text[:80])


def _relative(text: str) -> Notice:
    return _("“%(told)s” is counted from a period or an event; its words are kept.", told=text[:80])


def _without_year(text: str) -> Notice:
    return _("“%(told)s” names no year.", told=text[:80])


def _long(words: str) -> Notice:
    return _("“%(told)s” was read as years; it is long for a period.", told=words[:80])


def _repeated(text: str) -> Notice:
    return _("“%(told)s” was read as the same part of each year.", told=text[:80])


def _unreal(text: str) -> Notice:
    return _("“%(told)s” names a day that the calendar does not have.", told=text[:80])


def _backwards(text: str) -> Notice:
    return _("the period “%(told)s” ends before it begins.", told=text[:80])
