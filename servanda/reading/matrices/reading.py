"""Reads a file of a plan: its sheets opened, headings found, columns named, rows hung, cells understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from servanda.reading.errors import UnknownSheet
from servanda.reading.matrices.checks import check
from servanda.reading.matrices.codes import label_of
from servanda.reading.matrices.collecting import collecting_later
from servanda.reading.matrices.column_doubts import column_doubts
from servanda.reading.matrices.facts import Gauge
from servanda.reading.matrices.headers import (
    Candidate,
    Headers,
    best_of,
    candidates_of,
    further,
    headers_at,
    is_repeated,
    is_row_of_numbers,
    rivals_of,
)
from servanda.reading.matrices.ladder import Ladder
from servanda.reading.matrices.layout import Layout
from servanda.reading.matrices.listing import read_list
from servanda.reading.matrices.mapping import columns_of
from servanda.reading.matrices.model import (
    Column,
    Doubt,
    Field,
    MatrixReading,
    Row,
    RowKind,
    Table,
)
from servanda.reading.matrices.opening import Sheet, SheetRow, address, open_sheets
from servanda.reading.matrices.sorting import sorted_rows
from servanda.reading.matrices.understanding import Understanding
from servanda.reading.matrices.words import folded, pattern
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from servanda.reading.notices import Notice

_MOST_FORMULAS: Final = 1_000
_MOST_NAMED: Final = 12
_NUMBERED: Final = frozenset({RowKind.GOAL, RowKind.OBJECTIVE, RowKind.HEADING})
_WITHOUT_MEANING: Final = frozenset({Field.TITLE, Field.OTHER, Field.COMMENT})


def read_matrices(
    content: bytes,
    *,
    file_name: str,
    sheet: str | None = None,
    fields: Mapping[str, Field] | None = None,
) -> MatrixReading:
    """Read every table of a file, or that of the sheet named; every cell stays as it stands.

    `fields` says of headings which field their columns are, whatever their words say.

    What is wrong with the file raises a `DocumentError` whose message is one notice; what is
    doubtful in it is told beside the row or the table concerned, and nothing is guessed silently.
    """
    tables: list[Table] = []
    told = {folded(heading): field for heading, field in (fields or {}).items()}
    with collecting_later():
        sheets = open_sheets(content, file_name=file_name)
        if sheet is not None:
            sheets = [_named(sheets, sheet, file_name)]
        for one in sheets:
            tables += _tables(Layout(one, told), tables[-1] if tables else None)
    return MatrixReading(tables, [])


def _named(sheets: Sequence[Sheet], name: str, file_name: str) -> Sheet:
    for one in sheets:
        if folded(one.name) == folded(name):
            return one
    raise UnknownSheet(
        _(
            "%(file)s has no sheet “%(sheet)s”: choose one of these: %(sheets)s.",
            file=file_name,
            sheet=name,
            sheets=", ".join(one.name for one in sheets[:_MOST_NAMED]),
        )
    )


def _tables(layout: Layout, before: Table | None) -> Iterator[Table]:
    """Give the tables of a sheet: one, or several one below the other, each with its headings."""
    if layout.sheet.is_list or layout.width == 1:
        yield read_list(layout.sheet)
        return
    candidates = candidates_of(layout)
    best = best_of(candidates)
    if best is None:
        yield _without_headings(layout, before)
        return
    headers = headers_at(layout, best.number)
    rivals = rivals_of(best, candidates, headers)
    distinct = list({rival.words: rival for rival in reversed(rivals)}.values())
    doubts = [_rival_doubt(best, rival) for rival in distinct]
    known = {best.words, *(rival.words for rival in rivals)} if rivals else set()
    starts = [one.number for one in candidates if one is best or one.words in known]
    starts += further(layout, known) if known else []
    ladder = Ladder()
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else None
        part = _part(layout, start, ladder, first=None if place == 0 else start, end=end)
        ladder = ladder.of_headings()
        yield replace(part, doubts=[*part.doubts, *doubts] if place == 0 else part.doubts)


def _rival_doubt(best: Candidate, rival: Candidate) -> Notice:
    return _(
        "Rows %(row)s and %(other)s could both be headings; each was taken for those of the rows "
        "below it.",
        row=min(best.number, rival.number),
        other=max(best.number, rival.number),
    )


def _part(
    layout: Layout, start: int, ladder: Ladder, *, first: int | None, end: int | None
) -> Table:
    """Read the rows from one row of headings to the next."""
    headers = headers_at(layout, start)
    rows = [
        row
        for row in layout.rows
        if (first is None or row.number >= first) and (end is None or row.number < end)
    ]
    above = [row for row in rows if row.number < headers.rows[0]]
    body: list[SheetRow] = []
    repeated: list[int] = []
    for row in rows:
        if row.number <= headers.rows[-1]:
            continue
        if is_repeated(row, headers, layout):
            repeated.append(row.number)
        else:
            body.append(row)
    columns = columns_of(headers, body, layout.fields)
    shown = replace(headers, rows=(*headers.rows, *repeated))
    return _read(_Frame(layout, shown, columns, ladder), above=above, body=body)


def _without_headings(layout: Layout, before: Table | None) -> Table:
    """Read a table without headings: as the one before goes on, else by what its cells are."""
    headers = Headers((), {})
    width = layout.width
    if before is not None and before.columns and len(before.columns) == width:
        table = _read(
            _Frame(layout, headers, list(before.columns), Ladder()), above=[], body=layout.rows
        )
        table.doubts.append(
            _("The table has no headings; its columns were taken from the table before.")
        )
        return table
    body = layout.rows
    if is_row_of_numbers(body[0], width):
        headers, body = Headers((body[0].number,), {}), body[1:]
    headings = dict.fromkeys(range(1, width + 1), "")
    columns = columns_of(Headers((), headings), body, layout.fields)
    table = _read(_Frame(layout, headers, columns, Ladder()), above=[], body=body)
    table.doubts.append(_("No row of headings was found; the columns follow from their cells."))
    if all(column.field in _WITHOUT_MEANING for column in columns):
        for row in table.rows:
            row.kind = row.kind if row.code or row.kind is not RowKind.MEASURE else RowKind.NOTE
    return table


@dataclass(frozen=True)
class _Frame:
    """What is known of a table before its rows are read."""

    layout: Layout
    headers: Headers
    columns: list[Column]
    ladder: Ladder


def _read(frame: _Frame, *, above: Sequence[SheetRow], body: Sequence[SheetRow]) -> Table:
    layout, columns = frame.layout, frame.columns
    above, body = _parted(above, body)
    rows = [_of_preamble(row) for row in above]
    gauge = Gauge(layout, columns)
    sorted_body = sorted_rows(gauge, body, frame.ladder) if columns else []
    understanding = Understanding(columns)
    for row, source in zip(sorted_body, body, strict=True):
        spanned = layout.spanned.get(source.number, {})
        understanding.add_cells(
            row, source, {at: layout.by_number[top] for at, top in spanned.items()}
        )
    preamble = [cell.raw for row in rows for cell in row.cells]
    doubts = [*layout.sheet.doubts, *check(sorted_body, columns, [*preamble, layout.sheet.name])]
    rows += sorted_body
    _tell_formulas(layout.sheet, rows, doubts)
    doubts += column_doubts(columns)
    return Table(layout.sheet.name, frame.headers.rows, columns, rows, doubts)


def _parted(
    above: Sequence[SheetRow], body: Sequence[SheetRow]
) -> tuple[Sequence[SheetRow], Sequence[SheetRow]]:
    """Take into the body what stands above the headings and is part of the tree: `Goal 1: …`."""
    for place, row in enumerate(above):
        label = label_of(row.cells[min(row.cells)])
        if label is not None and label.code is not None and label.kind in _NUMBERED:
            return above[:place], [*above[place:], *body]
    return above, body


def _of_preamble(row: SheetRow) -> Row:
    """Read a row above the headings: the title of the plan, or a note on it."""
    read = Row(row.number)
    title = " ".join(next(iter(row.cells.values())).split())
    label = label_of(title)
    is_title = pattern("kinds", RowKind.HEADING.value).search(folded(title[:200])) is not None
    if label is not None and label.kind in _NUMBERED:
        read.kind = label.kind
    else:
        read.kind = RowKind.HEADING if is_title else RowKind.NOTE
    read.title, read.path = title, (title,)
    Understanding(()).add_cells(read, row, {})
    return read


def _tell_formulas(sheet: Sheet, rows: Sequence[Row], doubts: list[Notice]) -> None:
    """Say of cells that are computed that the value they showed last was taken, or that none is there."""
    if not sheet.formulas:
        return
    named = {row.number: row for row in rows}
    for number, column in sheet.formulas[:_MOST_FORMULAS]:
        if number in named:
            row = named[number]
            raw = next((cell.raw for cell in row.cells if cell.column == column), "=")
            row.doubts.append(Doubt(_formula_doubt(raw), address(number, column)))
    places = set(sheet.formulas)
    without = sum(
        cell.raw.startswith("=") and (row.number, cell.column) in places
        for row in rows
        for cell in row.cells
    )
    if without < len(sheet.formulas):
        doubts.append(
            _(
                "Formulas in the sheet: %(count)s; the values that they showed last were taken.",
                count=len(sheet.formulas) - without,
            )
        )
    if without:
        doubts.append(
            _("Formulas in the sheet whose value the file does not keep: %(count)s.", count=without)
        )


def _formula_doubt(raw: str) -> Notice:
    if raw.startswith("="):
        return _("the formula was never computed, so it has no value; its words are kept.")
    return _("the value is computed by a formula; what it showed last was taken.")
