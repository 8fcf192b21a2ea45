"""A reading of matrices written out: JSON with every cell, or text as a tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from servanda.reading.matrices.checks import plain
from servanda.reading.matrices.model import Actor, MoneyLine, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from servanda.reading.matrices.model import MatrixReading, Parsed, Row, Table


def matrices_to_json(reading: MatrixReading) -> str:
    """Write a reading as JSON, a row of a table in each line."""
    return "".join(json_pieces(reading))


def json_pieces(reading: MatrixReading) -> Iterator[str]:
    """Give the JSON of a reading piece by piece, so that a large plan needs no second copy."""
    yield '{"tables": ['
    for place, table in enumerate(reading.tables):
        yield ", " if place else ""
        yield from _table(table)
    yield f'], "doubts": {_written([str(doubt) for doubt in reading.doubts])}}}\n'


def matrices_to_text(reading: MatrixReading) -> str:
    """Write a reading as a tree, each doubt below the row it is about."""
    lines = [line for table in reading.tables for line in _lines(table)]
    lines += [f"? {doubt}" for doubt in reading.doubts]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    columns = [
        {"index": column.index, "heading": column.heading, "field": column.field.value}
        for column in table.columns
    ]
    yield f'{{"sheet": {_written(table.sheet)}, "header_rows": {_written(list(table.header_rows))}, '
    yield f'"columns": {_written(columns)}, "rows": ['
    for place, row in enumerate(table.rows):
        yield ",\n" if place else "\n"
        yield _written(_row(row))
    yield f'], "doubts": {_written([str(doubt) for doubt in table.doubts])}}}'


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _row(row: Row) -> dict[str, object]:
    return {
        "row": row.number,
        "kind": row.kind.value,
        "level": row.level,
        "code": row.code,
        "path": list(row.path),
        "title": row.title,
        "cells": [
            {"column": cell.column, "raw": cell.raw, "parsed": _parsed(cell.parsed)}
            for cell in row.cells
        ],
        "doubts": [str(doubt) for doubt in row.doubts],
    }


def _parsed(parsed: Parsed) -> object:
    if isinstance(parsed, Timing):
        return {
            "edtf": parsed.edtf,
            "earliest": parsed.earliest,
            "latest": parsed.latest,
            "recurrence": parsed.recurrence,
        }
    if isinstance(parsed, tuple):
        return [_actor(one) if isinstance(one, Actor) else _money(one) for one in parsed]
    return parsed


def _actor(actor: Actor) -> dict[str, object]:
    return {"name": actor.name, "role": actor.role, "by_consent": actor.by_consent}


def _money(line: MoneyLine) -> dict[str, object]:
    return {
        "amount": _number(line.amount),
        "currency": line.currency,
        "year": line.year,
        "source": line.source,
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _lines(table: Table) -> Iterator[str]:
    yield f"# {table.sheet}"
    for column in table.columns:
        yield f"  {column.index}. {column.heading or '—'}: {column.field.value}"
    yield from (f"? {doubt}" for doubt in table.doubts)
    yield ""
    told: set[tuple[int, int]] = set()
    for row in table.rows:
        yield from _branches(row, told)
        indent = "  " * (row.level - 1)
        code = f"{row.code} " if row.code else ""
        yield f"{indent}{code}{row.title} [{row.kind.value}, {row.number}]"
        for cell in row.cells:
            if cell.parsed is not None and not isinstance(cell.parsed, str):
                yield f"{indent}    {_told(cell.parsed)}"
        yield from (f"{indent}  ? {doubt}" for doubt in row.doubts)
    yield ""


def _branches(row: Row, told: set[tuple[int, int]]) -> Iterator[str]:
    """Give the points above a row that stand in cells of their own, each once."""
    for place, branch in enumerate(row.branches):
        if (branch.row, branch.column) not in told:
            told.add((branch.row, branch.column))
            indent = "  " * (row.level - 1 - len(row.branches) + place)
            code = f"{branch.code} " if branch.code else ""
            yield f"{indent}{code}{branch.title} [{branch.kind.value}, {branch.row}]"


def _told(parsed: Timing | tuple[Actor, ...] | tuple[MoneyLine, ...]) -> str:
    if isinstance(parsed, Timing):
        return ", ".join(told for told in (parsed.edtf, parsed.recurrence) if told) or "—"
    return "; ".join(_named(one) if isinstance(one, Actor) else _summed(one) for one in parsed)


def _named(actor: Actor) -> str:
    return f"{actor.name} ({actor.role}{', by consent' if actor.by_consent else ''})"


def _summed(line: MoneyLine) -> str:
    parts = [
        plain(line.amount) if line.amount is not None else "—",
        line.currency,
        str(line.year) if line.year else None,
        line.source,
    ]
    return " ".join(part for part in parts if part)
