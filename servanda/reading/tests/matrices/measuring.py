"""Measures how a rebuilt plan was read: rows, cells, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.model import Actor, MoneyLine, Timing
from servanda.reading.matrices.opening import address
from servanda.reading.tests.matrices.files import csv_of, docx_of, html_of, ods_of, xlsx_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from servanda.reading.matrices.model import Parsed, Table
    from servanda.reading.tests.matrices.files import Grid
    from servanda.reading.tests.matrices.rebuilt import Rebuilt

WRITERS: dict[str, Callable[[Grid], bytes]] = {
    "xlsx": xlsx_of,
    "docx": docx_of,
    "html": html_of,
    "ods": ods_of,
    "csv": csv_of,
}


@dataclass
class Measured:
    """How many of each were right, of how many; what was wrong in words."""

    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def count(self, what: str, told: object, expected: object, place: str) -> None:
        self.asked[what] = self.asked.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + (told == expected)
        if told != expected:
            self.wrong.append(f"{what} {place}: {told!r}, not {expected!r}")

    def share(self, *whats: str) -> float:
        asked = sum(self.asked.get(what, 0) for what in whats)
        return sum(self.right.get(what, 0) for what in whats) / asked if asked else 1.0


def written(plan: Rebuilt) -> tuple[bytes, str]:
    if plan.kind == "cp1251":
        return csv_of(plan.grid, separator=";", encoding="cp1251"), "plan.csv"
    return WRITERS[plan.kind](plan.grid), f"plan.{plan.kind}"


def measure(plan: Rebuilt, into: Measured) -> None:
    content, name = written(plan)
    (table,) = read_matrices(content, file_name=name).tables
    into.tables.append(table)
    rows = {row.number: row for row in table.rows}
    cells = {address(row.number, cell.column): cell for row in table.rows for cell in row.cells}
    for number, (values, kind, path) in enumerate(plan.rows, start=1):
        if not kind:
            continue
        row = rows.get(number)
        place = f"{plan.name}, row {number}"
        into.count("kind", row and row.kind.value, kind, place)
        into.count("path", row and "|".join(row.path), path, place)
        for column, value in enumerate(values, start=1):
            if value not in (None, ""):
                kept = cells.get(address(number, column))
                into.count("kept", kept and kept.raw, str(value), address(number, column))
    for what, expected in (("times", plan.times), ("actors", plan.actors), ("money", plan.money)):
        for place, value in expected.items():
            cell = cells.get(place)
            into.count(what, told(cell.parsed) if cell else None, value, f"{plan.name}, {place}")


def told(parsed: Parsed) -> object:
    if isinstance(parsed, Timing):
        return parsed.edtf or parsed.recurrence
    if isinstance(parsed, tuple):
        return [one.name if isinstance(one, Actor) else _amount(one) for one in parsed]
    return parsed


def _amount(line: MoneyLine) -> float | None:
    return float(line.amount) if line.amount is not None else None
