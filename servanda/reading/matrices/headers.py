"""The heading rows of a table: several, merged, with groups of columns, and a row of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.money import told_by_heading
from servanda.reading.matrices.cells.timing import period_of
from servanda.reading.matrices.columns import Guess, guess_of
from servanda.reading.matrices.words import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from servanda.reading.matrices.layout import Layout
    from servanda.reading.matrices.model import Field
    from servanda.reading.matrices.opening import SheetRow

_LOOKED_AT: Final = 120
_LEAST_FIELDS: Final = 2
_LONGEST_HEADING: Final = 150
_LONGEST_BELOW: Final = 80
_DEEPEST: Final = 5
_LONGEST_NUMBER: Final = 16
_NUMBER_OF_COLUMN = re.compile(r"\d{1,2}(?:\s*=.*)?|[A-ZА-Я]|[IVX]{1,4}")


@dataclass(frozen=True)
class Headers:
    """The rows of headings of one table, and the heading of each column."""

    rows: tuple[int, ...]
    headings: dict[int, str]


@dataclass(frozen=True)
class Candidate:
    """A row that may hold headings: how many columns it names, and their words."""

    number: int
    fields: int
    words: tuple[str, ...]
    share: float


def candidates_of(layout: Layout) -> list[Candidate]:
    """Give the rows that may hold headings, in their order."""
    found: list[Candidate] = []
    widest = 0
    for row in layout.rows[:_LOOKED_AT]:
        one = _candidate(row, layout.fields)
        # Two known words in a row like those above it are words of the text, not headings.
        if one is not None and (one.fields > _LEAST_FIELDS or len(row.cells) > widest):
            found.append(one)
        widest = max(widest, len(row.cells))
    return found


def further(layout: Layout, known: Collection[tuple[str, ...]]) -> list[int]:
    """Give the rows, below those looked at for headings, that repeat the headings known."""
    firsts = {words[0] for words in known}
    return [
        row.number
        for row in layout.rows[_LOOKED_AT:]
        if folded(next(iter(row.cells.values()))[:_LONGEST_HEADING]) in firsts
        and _words(row) in known
    ]


def best_of(candidates: Sequence[Candidate]) -> Candidate | None:
    """Give the row that names most columns; of several, the first."""
    return max(candidates, key=lambda one: (one.fields, -one.number), default=None)


def rivals_of(
    chosen: Candidate, candidates: Sequence[Candidate], within: Headers
) -> list[Candidate]:
    """Give the rows that could as well be the headings, and are other headings than those chosen."""
    return [
        one
        for one in candidates
        if one.number not in within.rows
        and one.words != chosen.words
        and one.fields >= max(3, chosen.fields - 1)
        and one.share > 0.7
    ]


def headers_at(layout: Layout, number: int) -> Headers:
    """Give the headings whose row this is: with the rows above and below that belong to them."""
    top, bottom = _merged_around(layout, number)
    rows = [row for row in layout.numbers if top <= row <= bottom]
    rows += list(_rows_below(layout, rows))
    named = list(rows)
    after = _next(layout, rows[-1])
    if after is not None and is_row_of_numbers(after, layout.width):
        rows.append(after.number)
    headings = {column: _heading(layout, named, column) for column in range(1, layout.width + 1)}
    return Headers(tuple(rows), {at: words for at, words in headings.items() if words})


def is_repeated(row: SheetRow, headers: Headers, layout: Layout) -> bool:
    """Tell headings that are printed again on the next page."""
    if is_row_of_numbers(row, layout.width) and len(row.cells) > 3:
        return True
    return any(_are_same(row, layout.by_number[number]) for number in headers.rows)


def _are_same(row: SheetRow, heading: SheetRow) -> bool:
    if row.cells.keys() != heading.cells.keys():
        return False
    first = min(row.cells)
    return len(row.cells[first]) == len(heading.cells[first]) and _words(row) == _words(heading)


def _candidate(row: SheetRow, told: Mapping[str, Field]) -> Candidate | None:
    headings = [words for words in row.cells.values() if len(words) <= _LONGEST_HEADING]
    guesses = [_as_told(words, told) or guess_of(words) for words in headings]
    known = [guess for guess in guesses if guess is not None]
    fields = {(guess.field, guess.kind) for guess in known}
    share = len(known) / len(row.cells) if row.cells else 0.0
    if len(fields) < _LEAST_FIELDS or share < 0.4:
        return None
    return Candidate(row.number, len(fields), _words(row), share)


def _as_told(heading: str, told: Mapping[str, Field]) -> Guess | None:
    named = told.get(folded(heading)) if told else None
    return Guess(named, len(heading)) if named is not None else None


def _words(row: SheetRow) -> tuple[str, ...]:
    return tuple(folded(words) for words in row.cells.values())


def _merged_around(layout: Layout, number: int) -> tuple[int, int]:
    """Give the first and last row that merged headings tie to a row of headings."""
    top = bottom = number
    for area in layout.sheet.merged:
        is_low = area.bottom - area.top < _DEEPEST
        if is_low and area.top <= number <= area.bottom and area.left <= layout.width:
            top, bottom = min(top, area.top), max(bottom, area.bottom)
    return top, bottom


def _rows_below(layout: Layout, rows: list[int]) -> Iterator[int]:
    """Give the rows that narrow groups of columns: years, sources, totals."""
    last = rows[-1]
    known = set(rows)
    while (row := _next(layout, last)) is not None and len(known) < _DEEPEST:
        if not _narrows(layout, sorted(known), row):
            return
        last = row.number
        known.add(last)
        yield last


def _next(layout: Layout, number: int) -> SheetRow | None:
    place = layout.numbers.index(number) + 1
    return layout.rows[place] if place < len(layout.rows) else None


def _narrows(layout: Layout, above: Sequence[int], row: SheetRow) -> bool:
    if len(row.cells) < 2 or any(len(words) > _LONGEST_BELOW for words in row.cells.values()):
        return False
    top = layout.by_number[above[-1]]
    for column in row.cells:
        is_in_group = layout.span_of(top.number, _group_start(layout, top, column)) > 1
        is_blank = column not in top.cells and column > min(top.cells)
        starts_group = (
            column in top.cells and column + 1 not in top.cells and column + 1 in row.cells
        )
        if not (is_in_group or is_blank or starts_group):
            return False
    told = sum(_is_narrow_heading(words) for words in row.cells.values())
    return told >= 0.5 * len(row.cells)


def _group_start(layout: Layout, row: SheetRow, column: int) -> int:
    """Give the column whose merged cell holds a column in this row."""
    for start in sorted(row.cells, reverse=True):
        if start <= column:
            return start if column < start + layout.span_of(row.number, start) else column
    return column


def _is_narrow_heading(words: str) -> bool:
    return (
        guess_of(words) is not None
        or period_of(words) is not None
        or told_by_heading(words).source is not None
        or told_by_heading(words).is_total
    )


def is_row_of_numbers(row: SheetRow, width: int) -> bool:
    """Tell the row under the headings that numbers the columns."""
    if len(row.cells) < max(3, 0.5 * width) or max(map(len, row.cells.values())) > _LONGEST_NUMBER:
        return False
    words = [row.cells[column].strip() for column in sorted(row.cells)]
    if not all(map(_NUMBER_OF_COLUMN.fullmatch, words)):
        return False
    numbers = [int(found) for word in words if (found := word.split("=")[0].strip()).isdigit()]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in pairwise(numbers))


def _heading(layout: Layout, rows: Sequence[int], column: int) -> str:
    """Join the words above a column, from the group to the column itself."""
    parts: list[str] = []
    for place, number in enumerate(rows):
        words = " ".join(layout.text(number, column).split())
        if not words and place < len(rows) - 1:
            words = _of_group(layout, number, column, rows[place + 1 :])
        if words and words not in parts:
            parts.append(words)
    return " / ".join(parts)


def _of_group(layout: Layout, number: int, column: int, below: Sequence[int]) -> str:
    """Give the words of the group to the left, where nothing is merged but a row below narrows it."""
    if not any(layout.by_number[row].cells.get(column) for row in below):
        return ""
    row = layout.by_number[number]
    before = [at for at in row.cells if at < column]
    return " ".join(row.cells[max(before)].split()) if before else ""
