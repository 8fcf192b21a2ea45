"""How often a series meets: the rhythm as data, the meeting expected next, those that did not come.

A rhythm is written as a recurrence of RFC 5545 (`FREQ=YEARLY;INTERVAL=2;BYMONTH=3`), so calendars read
it as well. It expects a meeting in a stretch of time as vague as it is itself: yearly in a year, every
six months in a half-year, yearly in March in a March.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Final, Protocol, TypeVar

from servanda.reading.edtf import bounds, month_name
from servanda.reading.matrices.words import compiled, folded, keys, phrases

YEAR: Final = 12
"""Months of a year."""
_GROUPINGS: Final = {6: 40, 3: 33}
"""The code of the first half and the first quarter of a year in EDTF."""
_WRITTEN = re.compile(
    r"FREQ=(?P<unit>YEARLY|MONTHLY);INTERVAL=(?P<number>[1-9][0-9]?)"
    r"(?:;BYMONTH=(?P<months>(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*))?"
)
_RECURRENCES: Final = ("timing", "recurrence")
_UNDERSTOOD: Final = {
    "yearly": 12,
    "half-yearly": 6,
    "quarterly": 3,
    "monthly": 1,
    "every 2 years": 24,
}
_SAYS_NOTHING: Final = frozenset({"continuous", "on demand"})
"""Words as “regular”, which tell that something comes again and not how often."""

PLANNED: Final = "planned"

Anyone = TypeVar("Anyone")


class Words(Protocol):
    """A catalogue of translations."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int) -> str: ...


@dataclass(frozen=True)
class Rhythm:
    """Every so many months; where `months` of the year are named, `every` is a number of whole years."""

    every: int
    months: tuple[int, ...] = ()

    @property
    def is_of_years(self) -> bool:
        """Tell whether it counts in years."""
        return self.every % YEAR == 0

    @property
    def number(self) -> int:
        """How many years or months pass from one meeting to the next."""
        return self.every // YEAR if self.is_of_years else self.every

    def written(self) -> str:
        """Return it as a recurrence of RFC 5545."""
        unit = "YEARLY" if self.is_of_years else "MONTHLY"
        told = f"FREQ={unit};INTERVAL={self.number}"
        return f"{told};BYMONTH={','.join(map(str, self.months))}" if self.months else told


@dataclass(frozen=True)
class Known:
    """The days on which a meeting may have been, may yet be, or was to be."""

    earliest: date
    latest: date
    is_unheard: bool = False
    """It was planned, and no source tells what became of it."""


@dataclass(frozen=True)
class Missed:
    """Meetings that were due one after the other (EDTF, from the first to the last), none of them known."""

    first: str
    last: str
    number: int

    @property
    def time(self) -> str:
        """The time from the first to the last (EDTF)."""
        first, last = self.first.partition("/")[0], self.last.rpartition("/")[2]
        return first if first == last else f"{first}/{last}"

    def covers(self, meeting: Known) -> bool:
        """Tell whether a meeting may have been meant for one of these times."""
        first, last = bounds(self.first).earliest, bounds(self.last).latest
        return bool(first and last and meeting.earliest <= last and meeting.latest >= first)


@dataclass(frozen=True)
class Outlook:
    """What a rhythm expects on a day: what did not come, and when the next is due (EDTF; empty: unknown)."""

    missed: tuple[Missed, ...] = ()
    expected: str = ""


NO_OUTLOOK: Final = Outlook()


@lru_cache(maxsize=1024)
def rhythm_of(written: str, words: str = "") -> Rhythm | None:
    """Return the rhythm as it is written, else what its words mean; None where neither tells one."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return understood(written) or understood(words)
    number = int(found["number"]) * (YEAR if found["unit"] == "YEARLY" else 1)
    months = tuple(sorted({int(one) for one in (found["months"] or "").split(",") if one}))
    if months and number % YEAR:
        return None
    return Rhythm(number, months)


def understood(words: str) -> Rhythm | None:
    """Return the one rhythm that words of any language tell; None where they tell none or several."""
    listed = {name: compiled(phrases(*_RECURRENCES, name)) for name in keys(*_RECURRENCES)}
    every = compiled([phrase for name in listed for phrase in phrases(*_RECURRENCES, name)])
    told = [match[0] for match in every.finditer(folded(words))]
    names = {
        name for text, (name, one) in product(told, listed.items()) if one.fullmatch(text)
    } - _SAYS_NOTHING
    return (
        Rhythm(_UNDERSTOOD[names.pop()])
        if len(names) == 1 and names <= _UNDERSTOOD.keys()
        else None
    )


def told_rhythm(rhythm: Rhythm, words: Words, language: str) -> str:
    """Tell a rhythm in the reader's language: every 2 years: March, November."""
    told = _told_number(rhythm, words) % {"number": rhythm.number}
    if not rhythm.months:
        return told
    months = ", ".join(month_name(one, language) for one in rhythm.months)
    return words.gettext("%(rhythm)s: %(months)s") % {"rhythm": told, "months": months}


def known(*, status: str, earliest: date | None, latest: date | None, on: date) -> Known | None:
    """Return a meeting as the rhythm knows it on a day; None for one of no date."""
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        return None
    return Known(first, last, is_unheard=status == PLANNED and last < on)


def outlook(
    rhythm: Rhythm, meetings: Iterable[Known], *, counted_from: date | None, on: date
) -> Outlook:
    """Return what a rhythm expects on a day, beside the meetings of which a source tells.

    It counts from a day, else from the first of them; without either it expects nothing.
    """
    heard = [one for one in meetings if not one.is_unheard]
    told = sorted((_slot(rhythm, one.earliest), _slot(rhythm, one.latest)) for one in heard)
    if counted_from is None and not told:
        return NO_OUTLOOK
    begins = _slot(rhythm, counted_from) if counted_from else told[0][1] + 1
    missed: list[int] = []
    for due in _due(rhythm, told, begins=begins, is_counted=counted_from is not None):
        last = bounds(_edtf(rhythm, due)).latest
        if last is None or last >= on:
            return Outlook(tuple(_together(rhythm, missed)), _edtf(rhythm, due) if last else "")
        missed.append(due)
    return Outlook(tuple(_together(rhythm, missed)))


def next_host(turns: Sequence[Anyone], hosts: Sequence[Anyone]) -> Anyone | None:
    """Return whose turn it is: who follows the last host that has a turn, else the first."""
    last = next((host for host in reversed(hosts) if host in turns), None)
    if not turns:
        return None
    return turns[0] if last is None else turns[(turns.index(last) + 1) % len(turns)]


def next_number(numbers: Iterable[int | None]) -> int | None:
    """Return the number of the next meeting; None where meetings bear no numbers."""
    borne = [number for number in numbers if number is not None]
    return max(borne) + 1 if borne else None


def _told_number(rhythm: Rhythm, words: Words) -> str:
    number = rhythm.number
    if rhythm.is_of_years:
        told = words.ngettext("every %(number)s year", "every %(number)s years", number)
        return words.gettext("yearly") if number == 1 else told
    told = words.ngettext("every %(number)s month", "every %(number)s months", number)
    return words.gettext("monthly") if number == 1 else told


def _due(
    rhythm: Rhythm, told: list[tuple[int, int]], *, begins: int, is_counted: bool
) -> Iterator[int]:
    """Yield each slot in which a meeting is due and none is told, for ever."""
    due = begins if is_counted else _after(rhythm, begins - 1)
    last, place = begins - 1, 0
    while True:
        reach = last
        while place < len(told) and told[place][0] <= due:
            reach = max(reach, told[place][1])
            place += 1
        if reach > last:
            last = reach
        else:
            yield due
            last = due
        due = _after(rhythm, last)


def _after(rhythm: Rhythm, slot: int) -> int:
    """Return the slot in which the meeting after one of a slot is due."""
    if rhythm.months:
        per_year = len(rhythm.months)
        is_last = slot % per_year == per_year - 1
        return slot + 1 + (rhythm.number - 1) * per_year * is_last
    if rhythm.is_of_years:
        return slot + rhythm.number
    return slot + (1 if YEAR % rhythm.every == 0 else rhythm.every)


def _slot(rhythm: Rhythm, day: date) -> int:
    """Return the number of the stretch of time in which a day lies, as the rhythm parts time."""
    if rhythm.months:
        months = [
            year * YEAR + month
            for year in (day.year - 1, day.year, day.year + 1)
            for month in rhythm.months
        ]
        here = day.year * YEAR + day.month
        nearest = min(range(len(months)), key=lambda place: abs(months[place] - here))
        return (day.year - 1) * len(rhythm.months) + nearest
    if rhythm.is_of_years:
        return day.year
    size = rhythm.every if YEAR % rhythm.every == 0 else 1
    return (day.year * YEAR + day.month - 1) // size


def _edtf(rhythm: Rhythm, slot: int) -> str:
    """Return the stretch of time with a number, as vague as the rhythm."""
    if rhythm.months:
        year, place = divmod(slot, len(rhythm.months))
        return f"{year:04}-{rhythm.months[place]:02}"
    if rhythm.is_of_years:
        return f"{slot:04}"
    size = rhythm.every if YEAR % rhythm.every == 0 else 1
    year, place = divmod(slot, YEAR // size)
    if size in _GROUPINGS:
        return f"{year:04}-{_GROUPINGS[size] + place}"
    first = f"{year:04}-{place * size + 1:02}"
    return first if size == 1 else f"{first}/{year:04}-{place * size + size:02}"


def _together(rhythm: Rhythm, missed: list[int]) -> Iterator[Missed]:
    """Put together what was due one after the other."""
    first = 0
    for place, slot in enumerate(missed, start=1):
        if place == len(missed) or missed[place] != _after(rhythm, slot):
            yield Missed(_edtf(rhythm, missed[first]), _edtf(rhythm, slot), place - first)
            first = place
