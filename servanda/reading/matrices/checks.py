"""What does not agree within a table: sums, periods, codes used twice, a plan begun before its approval."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from servanda.reading.edtf import bounds
from servanda.reading.matrices.cells.timing import read_timing
from servanda.reading.matrices.model import Cell, Column, Doubt, Field, Row, RowKind, Timing
from servanda.reading.matrices.opening import address
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from servanda.reading.notices import Notice

_TOLERANCE: Final = Decimal("0.01")
_MOST_REPORTED: Final = 50


def check(rows: Sequence[Row], columns: Sequence[Column], preamble: Sequence[str]) -> list[Notice]:
    """Add what does not agree to the rows concerned, and give what concerns the table as a whole."""
    by_index = {column.index: column for column in columns}
    _check_codes(rows)
    sums = _Sums(by_index)
    for row in rows:
        _check_edges(row, by_index)
        sums.check_across(row)
    sums.check_down(rows)
    return list(_plan_doubts(rows, preamble))


def _check_codes(rows: Sequence[Row]) -> None:
    """Tell each row whose number and place another row has as well."""
    coded = [
        row for row in rows if row.code and row.kind is not RowKind.PROBLEM and not row.goes_on
    ]
    times = Counter(row.path for row in coded)
    first: dict[tuple[str, ...], int] = {}
    for row in coded:
        if times[row.path] < 2:
            continue
        if row.path in first and first[row.path] != row.number:
            row.doubts.append(
                Doubt(
                    _(
                        "The number %(code)s is used twice in the same place: first in row %(row)s.",
                        code=row.code or "",
                        row=first[row.path],
                    )
                )
            )
        first.setdefault(row.path, row.number)


def _check_edges(row: Row, columns: Mapping[int, Column]) -> None:
    """Tell a row whose end, in a column of its own, lies before its start."""
    starts, ends = (_edges(row, columns, edge) for edge in ("start", "end"))
    if not starts or not ends:
        return
    start, (cell, end) = starts[0][1], ends[-1]
    if start.earliest and end.latest and start.earliest > end.latest:
        row.doubts.append(
            Doubt(
                _(
                    "the end, “%(end)s”, lies before the start, %(start)s.",
                    end=cell.raw[:40],
                    start=start.earliest,
                ),
                address(row.number, cell.column),
            )
        )


def _edges(row: Row, columns: Mapping[int, Column], edge: str) -> list[tuple[Cell, Timing]]:
    return [
        (cell, cell.parsed)
        for cell in row.cells
        if isinstance(cell.parsed, Timing)
        and (column := columns.get(cell.column)) is not None
        and column.edge == edge
    ]


@dataclass
class _Sums:
    """Adds amounts, across a row and down a column, and compares them with the sums told."""

    columns: Mapping[int, Column]

    def check_across(self, row: Row) -> None:
        """Compare the total of a row with its amounts per year, or per source where no year is told."""
        totals = [
            at
            for at, column in self.columns.items()
            if column.is_total and column.field is Field.MONEY
        ]
        for total in totals:
            parts = [
                at
                for at, column in self.columns.items()
                if column.field is Field.MONEY
                and not column.is_total
                and _is_part(column, self.columns[total])
            ]
            told = amount_in(row, total)
            amounts = [amount for at in parts if (amount := amount_in(row, at)) is not None]
            if told is not None and amounts and abs(sum(amounts) - told) > _TOLERANCE:
                self._doubt(row, total, told, sum(amounts, Decimal(0)))

    def check_down(self, rows: Sequence[Row]) -> None:
        """Compare each row of sums with the amounts that it may add up, and tell the nearest sum."""
        for index, column in self.columns.items():
            if column.field is not Field.MONEY:
                continue
            above: list[tuple[Row, Decimal]] = []
            since = 0
            for row in rows:
                amount = amount_in(row, index)
                if amount is None:
                    continue
                if row.kind is not RowKind.TOTAL:
                    above.append((row, amount))
                    continue
                sums = _sums_for(row, above, since)
                if sums and all(abs(one - amount) > _TOLERANCE for one in sums):
                    self._doubt(row, index, amount, min(sums, key=lambda one: abs(one - amount)))
                since = len(above)

    def _doubt(self, row: Row, column: int, told: Decimal, added: Decimal) -> None:
        row.doubts.append(
            Doubt(
                _(
                    "the sum told is %(told)s, but the amounts add up to %(added)s.",
                    told=plain(told),
                    added=plain(added),
                ),
                address(row.number, column),
            )
        )


def _sums_for(row: Row, above: Sequence[tuple[Row, Decimal]], since: int) -> list[Decimal]:
    """Give the sums that a row may tell: since the last one, of its heading, of all, of a level."""
    if not above:
        return []
    parent = row.path[:-1]
    sets = [
        [amount for _row, amount in above[since:]],
        [amount for one, amount in above if one.path[: len(parent)] == parent],
        [amount for _row, amount in above],
        *(
            [amount for one, amount in above if one.level == level]
            for level in {one.level for one, _amount in above}
        ),
    ]
    return [sum(amounts, Decimal(0)) for amounts in sets if amounts]


def _is_part(column: Column, total: Column) -> bool:
    """Tell what a total adds up: the columns of its group, all of them where it stands in none."""
    return " / " not in total.heading or _group(column) == _group(total)


def _group(column: Column) -> str:
    return column.heading.partition(" / ")[0]


def amount_in(row: Row, column: int) -> Decimal | None:
    """Give the amount in a cell of a row; None where it is blank, or tells several."""
    for cell in row.cells:
        if cell.column == column and isinstance(cell.parsed, tuple) and len(cell.parsed) == 1:
            amount = getattr(cell.parsed[0], "amount", None)
            return amount if isinstance(amount, Decimal) else None
    return None


def plain(amount: Decimal) -> str:
    """Write an amount without an exponent and without zeros at its end."""
    return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"


def _plan_doubts(rows: Sequence[Row], preamble: Sequence[str]) -> Iterator[Notice]:
    """Compare the years that the title names with the times of the rows and the day of approval."""
    told = [span for words in preamble if (span := _years_of(words)) is not None]
    approved = [day for words in preamble if (day := _day_of(words)) is not None]
    if not told:
        return
    first, last = min(span[0] for span in told), max(span[1] for span in told)
    late = [day for day in approved if first < day <= last]
    if late:
        yield _(
            "The plan is of %(day)s, after its first year, %(year)s, had begun.",
            day=late[0].isoformat(),
            year=first.year,
        )
    starts = [day for row in rows for day in _earliest(row)]
    if starts and min(starts) > date(first.year, 12, 31) and last.year > first.year:
        yield _(
            "No row begins in %(year)s, the first year of the plan; the earliest begins on %(day)s.",
            year=first.year,
            day=min(starts).isoformat(),
        )
    _tell_outside(rows, first, last)


def _tell_outside(rows: Sequence[Row], first: date, last: date) -> None:
    told = 0
    for row in rows:
        for cell in row.cells:
            timing = cell.parsed
            if not isinstance(timing, Timing) or told >= _MOST_REPORTED:
                continue
            is_early = timing.latest is not None and timing.latest < first.isoformat()
            is_late = timing.earliest is not None and timing.earliest > last.isoformat()
            if is_early or is_late:
                told += 1
                row.doubts.append(
                    Doubt(
                        _(
                            "“%(told)s” lies outside the years of the plan, %(first)s to %(last)s.",
                            told=cell.raw[:40],
                            first=first.year,
                            last=last.year,
                        ),
                        address(row.number, cell.column),
                    )
                )


def _earliest(row: Row) -> Iterator[date]:
    for cell in row.cells:
        if isinstance(cell.parsed, Timing):
            told = cell.parsed.earliest or cell.parsed.latest
            if told:
                yield date.fromisoformat(told)


def _years_of(words: str) -> tuple[date, date] | None:
    """Give the years that a title spans: `… 2021-2025`, `for 2024 and 2025`."""
    read = read_timing(words[:300]).timing
    if read is None or read.edtf is None:
        return None
    parts = read.edtf.strip("{}").replace("/", ",").split(",")
    years = [part for part in parts if len(part) == 4 and part.isdigit()]
    if len(years) < 2:
        return None
    span = bounds(f"{min(years)}/{max(years)}")
    return (span.earliest, span.latest) if span.earliest and span.latest else None


def _day_of(words: str) -> date | None:
    read = read_timing(words[:300]).timing
    if read is None or not read.earliest or read.earliest != read.latest:
        return None
    return date.fromisoformat(read.earliest)
