"""What a reading set aside: dates that nobody used, and words that almost made an item."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from servanda.reading.explaining.candidates import Candidates, is_in, joined_places
from servanda.reading.finding.dates import Role
from servanda.reading.finding.names import find_names
from servanda.reading.finding.text import prepare_text
from servanda.reading.model import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.reading.explaining.parts import Part
    from servanda.reading.finding.dates import FoundDate
    from servanda.reading.finding.mentions import Mention
    from servanda.reading.model import Commitment, Reading

ASIDES: Final = (
    "no_day",
    "no_publication",
    "in_a_name",
    "beside",
    "not_kept",
    "unused",
    "setting",
    "quality",
    "seat",
    "in_longer_name",
    "negated",
    "doubtful",
    "wish",
    "heading",
    "as_noun",
    "named_before",
    "undated",
    "nothing_undertaken",
    "no_rule",
)
"""Why something was set aside."""

_WITHOUT_DAY: Final = frozenset({Role.DURATION, Role.RECURRING, Role.VAGUE})


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that made no item: of which kind they might have been, and why not (of ASIDES).

    `kind` is date, party, meeting or commitment; `entry` says in which word list the words
    stand, `value` what a date was read as.
    """

    kind: str
    code: str
    words: str
    start: int
    end: int
    entry: str = ""
    value: str = ""


def set_aside(reading: Reading, text: str, used: tuple[Part, ...]) -> tuple[Aside, ...]:
    """Give what was set aside, in the order of the text.

    `reading` holds every date expression of the text; `used` are the words on which its items
    stand.
    """
    prepared = prepare_text(
        text, language=reading.language, published=reading.published, dates=reading.dates
    )
    names = find_names(prepared)
    candidates = Candidates(prepared, reading, names)
    found = [
        *_dates(reading, used, names_at=_places(candidates, names)),
        *(Aside("party", *told) for told in candidates.parties()),
        *(Aside("meeting", *told) for told in candidates.meetings()),
        *(Aside("commitment", *told) for told in candidates.commitments()),
    ]
    return tuple(sorted(found, key=lambda aside: (aside.start, aside.end, aside.kind)))


def _places(candidates: Candidates, names: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """Give where named things stand in the text, in order."""
    spans = (candidates.text.span(name.first, name.last) for name in names)
    return sorted((span.start, span.end) for span in spans)


def _dates(
    reading: Reading, used: tuple[Part, ...], *, names_at: list[tuple[int, int]]
) -> Iterator[Aside]:
    told = {(part.start, part.end) for part in used if part.role.startswith("date")}
    items: list[Meeting | Commitment] = [*reading.meetings, *reading.commitments]
    told_in = _ToldIn(names_at, joined_places(items), joined_places(i for i in items if _has(i)))
    for date in reading.dates:
        if (date.start, date.end) not in told:
            code = _why_unused(date, told_in)
            value = date.edtf or ""
            yield Aside("date", code, date.text, date.start, date.end, value=value)


@dataclass(frozen=True, slots=True)
class _ToldIn:
    """Where a date may stand: in a name, in an item, in an item that has a date."""

    names: list[tuple[int, int]]
    items: list[tuple[int, int]]
    dated: list[tuple[int, int]]


def _has(item: Meeting | Commitment) -> bool:
    """Tell whether an item has a date."""
    return bool(item.date if isinstance(item, Meeting) else item.due)


def _why_unused(date: FoundDate, told_in: _ToldIn) -> str:
    if date.edtf is None:
        return "no_day" if date.role in _WITHOUT_DAY else "no_publication"
    place = bisect_right(told_in.names, date.start, key=lambda span: span[0]) - 1
    if place >= 0 and date.start < told_in.names[place][1]:
        return "in_a_name"
    if is_in(date.start, told_in.dated):
        return "beside"
    return "not_kept" if is_in(date.start, told_in.items) else "unused"
