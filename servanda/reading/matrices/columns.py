"""What each column holds: proposed from its heading, else from its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.actors import looks_like_actors
from servanda.reading.matrices.cells.money import looks_like_money, told_by_heading
from servanda.reading.matrices.cells.roles import roles_named
from servanda.reading.matrices.cells.timing import is_understood, period_of
from servanda.reading.matrices.codes import lone_code
from servanda.reading.matrices.model import Column, Field, RowKind
from servanda.reading.matrices.words import alternatives, compiled, folded, pattern, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LONGEST_HEADING: Final = 200
_SHORT_HEADING: Final = 80
_LEAST_SHARE: Final = 0.25
_WHOLE: Final = (Field.CODE, Field.KIND)
_BY_WORDS: Final = tuple(known for known in Field if known not in {Field.CODE, Field.KIND})
_KINDS: Final = (
    RowKind.PROBLEM,
    RowKind.GOAL,
    RowKind.OBJECTIVE,
    RowKind.MEASURE,
    RowKind.ACTIVITY,
    RowKind.HEADING,
)
# Fields that a heading over several columns gives to each of them.
_OF_GROUPS: Final = frozenset(
    {Field.MONEY, Field.TARGET, Field.INDICATOR, Field.TIMING, Field.RESPONSIBLE, Field.BASELINE}
)
# Groups that hold columns of several fields, and the fields whose own heading outweighs them.
_LOOSE_GROUPS: Final = frozenset({Field.RESPONSIBLE, Field.TIMING})
_OWN: Final = frozenset({Field.RESPONSIBLE, Field.PARTNERS, Field.TIMING, Field.VERIFICATION})
_BRACKETED = re.compile(r"\([^()]*\)")
_LEVELS: Final = (RowKind.GOAL, RowKind.OBJECTIVE, RowKind.MEASURE, RowKind.ACTIVITY)
_PUNCTUATION = re.compile(r"[\s.,:;/()\[\]*]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_A_NAME_AND_A_TEXT: Final = 2
_SAMPLE: Final = 60
_MOST_SHARE: Final = 0.6
_MARKS: Final = frozenset("xх+✓✔v●•*■√☑")


@dataclass(frozen=True)
class Guess:
    """What a heading says: the field, the length of the words that say so, and kinds of rows."""

    field: Field
    weight: int
    kind: RowKind | None = None


@lru_cache(maxsize=4096)
def guess_of(heading: str) -> Guess | None:
    """Give what a column of this heading holds, None where no word of the heading is known."""
    told = folded(heading)
    if not told or len(told) > _LONGEST_HEADING:
        return None
    bare = _PUNCTUATION.sub(" ", told).strip()
    for field in _WHOLE:
        if told in _whole(field) or bare in _whole(field):
            return Guess(field, len(told))
    if not _any_heading().search(told):
        return None
    weights = {field: _longest(told, field.value) for field in _BY_WORDS}
    kind, kind_weight = _kind_in(told)
    if kind_weight > weights[Field.TITLE]:
        weights[Field.TITLE] = kind_weight
    best = max(weights, key=lambda field: weights[field])
    if weights[best] < 2 or not (_begins(told, best) or _tells_enough(told, weights[best])):
        return None
    return _settled(told, Guess(best, weights[best], kind if best is Field.TITLE else None))


def _settled(told: str, guess: Guess) -> Guess:
    """Give the field that is meant where a heading names another beside it."""
    if guess.field is Field.OTHER:
        return _beside_no_field(told) or guess
    if guess.field is Field.SOURCE and _says_amount_beside(told):
        return Guess(Field.MONEY, _longest(told, Field.MONEY.value))
    return guess


def _beside_no_field(told: str) -> Guess | None:
    """Give the field that a heading names beside words of none: `Indicator, unit of measure`."""
    guess = guess_of(_no_field().sub(" ", told))
    return guess if guess is not None and guess.field not in _WHOLE else None


@cache
def _no_field() -> re.Pattern[str]:
    """Give what finds words of no field, with what they are of: `unit of measure of the indicator`."""
    words = "|".join(map(re.escape, phrases("actors", "and")))
    parted = rf"[,;:/()\[\]–—]|\s-\s|(?<!\w)(?:{words})(?!\w)"
    return re.compile(rf"{pattern('headings', 'other').pattern}(?:(?!{parted}).)*")


def column_of_heading(index: int, heading: str) -> Column:
    """Give a column by its heading; `other` where the heading says nothing known."""
    group, _bar, own = heading.rpartition(" / ")
    guess = _of_group(group, own) if group else guess_of(heading)
    if guess is None:
        return Column(index, heading, Field.OTHER)
    return with_context(Column(index, heading, guess.field, kind=guess.kind))


def _of_group(group: str, own: str) -> Guess | None:
    """Give what a column of a group holds: the group says it of money and values, else the column."""
    above, below = guess_of(group), guess_of(own)
    if above is None or (below is not None and above.field not in _OF_GROUPS):
        return below or guess_of(f"{group} {own}")
    if above.field is Field.MONEY and below is not None and below.field is Field.SOURCE:
        return above if told_by_heading(own).source is not None else below
    is_own = below is not None and above.field in _LOOSE_GROUPS and below.field in _OWN
    return (below or above) if is_own or above.field is Field.INDICATOR else above


def column_from_cells(column: Column, cells: Sequence[str]) -> Column:
    """Give what a column of an unknown heading holds, by most of its cells."""
    sample = [cell for cell in cells if cell][:_SAMPLE]
    if not sample or column.field is not Field.OTHER or _is_known_other(column):
        return column
    if period_of(column.heading) is not None and _share(sample, _is_mark) >= _MOST_SHARE:
        return replace(column, field=Field.TIMING, is_proposed_from_cells=True)
    tests: tuple[tuple[Field, Callable[[str], bool]], ...] = (
        (Field.TIMING, is_understood),
        (Field.CODE, lambda cell: column.index == 1 and lone_code(cell) is not None),
        (Field.MONEY, looks_like_money),
        (Field.RESPONSIBLE, looks_like_actors),
    )
    for field, is_such in tests:
        if _share(sample, is_such) >= _MOST_SHARE and not _is_bare_number(field, sample):
            return with_context(replace(column, field=field, is_proposed_from_cells=True))
    return column


def with_title(columns: list[Column], cells: Mapping[int, Sequence[str]]) -> list[Column]:
    """Make sure that a column tells what each row is about: else that with the longest words."""
    if any(column.field is Field.TITLE for column in columns):
        return columns
    lengths = {
        place: _mean_length(cells.get(column.index, ()))
        for place, column in enumerate(columns)
        if column.field in {Field.OTHER, Field.COMMENT} and not _is_known_other(column)
    }
    if (
        len(columns) == _A_NAME_AND_A_TEXT
        and lengths
        and not any(column.heading for column in columns)
    ):
        lengths = {min(lengths): 1.0}
    if not lengths:
        lengths = {
            place: _mean_length(cells.get(column.index, ()))
            for place, column in enumerate(columns)
            if column.field in {Field.INDICATOR, Field.FRAMEWORK}
        }
    if lengths:
        place = max(lengths, key=lambda at: lengths[at])
        kind = RowKind.INDICATOR if columns[place].field is Field.INDICATOR else None
        columns[place] = replace(
            columns[place], field=Field.TITLE, kind=kind, is_proposed_from_cells=True
        )
    return columns


def _is_known_other(column: Column) -> bool:
    """Tell a column whose heading says what it holds, and that it is no field: `Unit of measure`."""
    guess = guess_of(column.heading)
    return guess is not None and guess.field is Field.OTHER


def with_context(column: Column) -> Column:
    """Add what the heading says of every cell: role, unit, currency, year, source, edge."""
    told = folded(column.heading)
    if column.field in {Field.RESPONSIBLE, Field.PARTNERS}:
        usual = "partner" if column.field is Field.PARTNERS else "lead"
        named = roles_named(told.rpartition(" / ")[2]) or roles_named(told) or [usual]
        return replace(column, role=named[0])
    if column.field is Field.MONEY:
        context = told_by_heading(column.heading)
        return replace(
            column,
            unit=context.unit,
            currency=context.currency,
            year=context.year,
            source=context.source,
            is_total=context.is_total,
        )
    if column.field is Field.TIMING:
        return replace(column, edge=_edge(told))
    year = _YEAR.search(told)
    return replace(column, year=int(year[0])) if year and column.field is Field.TARGET else column


def _edge(told: str) -> str | None:
    begins = any(word in told.split() for word in _edges("start"))
    ends = any(word in told.split() for word in _edges("end"))
    if begins == ends:
        return None
    return "start" if begins else "end"


@cache
def _edges(edge: str) -> frozenset[str]:
    told = phrases("timing", "begin" if edge == "start" else "end")
    return frozenset({*told, *phrases("edges", edge)})


@cache
def _whole(field: Field) -> frozenset[str]:
    return frozenset(
        told
        for phrase in phrases("headings", field.value)
        for told in (phrase, _PUNCTUATION.sub(" ", phrase).strip())
    )


@cache
def _any_heading() -> re.Pattern[str]:
    """Give what finds any word of a heading, so that most cells of the body are told at once."""
    return compiled(
        [
            *(phrase for field in _BY_WORDS for phrase in phrases("headings", field.value)),
            *(phrase for kind in _KINDS for phrase in phrases("kinds", kind.value)),
        ]
    )


def _begins(told: str, field: Field) -> bool:
    """Tell whether a heading, not too long, begins with a word of a field."""
    return len(told) <= _SHORT_HEADING and pattern("headings", field.value).match(told) is not None


def _tells_enough(told: str, weight: int) -> bool:
    return weight >= _LEAST_SHARE * min(len(told), 40)


def _longest(told: str, field: str) -> int:
    return max((len(found[0]) for found in pattern("headings", field).finditer(told)), default=0)


def _kind_in(told: str) -> tuple[RowKind | None, int]:
    """Give the kind of rows that a heading names: of `tasks/measures` the lower, which are the rows."""
    found = [
        (match.start(), -len(match[0]), kind)
        for kind in _KINDS
        for match in pattern("kinds", kind.value).finditer(told)
    ]
    if not found:
        return None, 0
    _place, length, first = min(found, key=lambda one: (one[0], one[1]))
    joined = [kind for place, _length, kind in found if _joined().search(told[:place])]
    lower = [kind for kind in joined if kind in _LEVELS and first in _LEVELS]
    kind = max([first, *lower], key=_KINDS.index) if lower else first
    return kind, -length


@cache
def _joined() -> re.Pattern[str]:
    """Give what finds at the end of words that they are joined with the next: `tasks and`, `tasks/`."""
    return re.compile(rf"(?:/|(?<!\w)(?:{alternatives(phrases('actors', 'and'))}))\s*$")


def _says_amount_beside(told: str) -> bool:
    without = pattern("headings", Field.SOURCE.value).sub(" ", _BRACKETED.sub(" ", told))
    return pattern("headings", Field.MONEY.value).search(without) is not None


def _share(sample: Sequence[str], is_such: Callable[[str], bool]) -> float:
    return sum(is_such(cell) for cell in sample) / len(sample)


def _is_bare_number(field: Field, sample: Sequence[str]) -> bool:
    """Tell numbers that might be anything from codes that count the rows, and from money."""
    if field is Field.CODE:
        plain = [cell.strip() for cell in sample if cell.strip().isdigit()]
        return len(plain) == len(sample) and len(set(plain)) < 0.5 * len(plain)
    return False


def _is_mark(cell: str) -> bool:
    told = folded(cell)
    return told in _MARKS or told in phrases("forms", "yes")


def _mean_length(cells: Sequence[str]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(len, filled)) / max(len(filled), 1) if filled else 0.0
