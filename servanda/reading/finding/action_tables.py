"""Action lists in the form of a table: a line of headings, then a row for each action.

Cells stand apart by bars or tabs in a line, or each in a line of its own, as a Word file gives
them. Example: "Action | Responsible | Deadline", "Repair the pier | Norland | 3 May 2031".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.reading.finding.dates import Role, due_of
from servanda.reading.model import Commitment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.reading.finding.subjects import SubjectFinder
    from servanda.reading.finding.text import Text

_LABELS = ("action", "responsible", "deadline")
_BORDER = re.compile(r"[|\t]")
_RULED = frozenset("-:=+ ")
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a table by their labels, and how many cells a row has."""

    columns: dict[str, int]
    width: int


def find_action_tables(text: Text, subjects: SubjectFinder) -> list[Commitment]:
    """Read every row of every table whose headings name an action and who or when."""
    lines = [line for line in _lines(text.content) if line.in_text(text.content).strip()]
    finder = _Finder(text, subjects)
    rows: list[Commitment] = []
    index = 0
    while index < len(lines):
        found = list(finder.barred(lines, index)) or list(finder.stacked(lines, index))
        rows.extend(row for _, row in found)
        index = max([index + 1, *(after for after, _ in found)])
    return rows


def _lines(content: str) -> Iterator[Span]:
    start = 0
    while start < len(content):
        end = content.find("\n", start)
        end = len(content) if end < 0 else end
        yield Span(start, end)
        start = end + 1


@dataclass(frozen=True, slots=True)
class _Finder:
    text: Text
    subjects: SubjectFinder

    def barred(self, lines: Sequence[Span], index: int) -> Iterator[tuple[int, Commitment]]:
        """Give the rows of a table whose cells stand in one line, and the line after each."""
        table = self._headed(self._cells(lines[index]))
        if table is None:
            return
        for after in range(index + 1, min(index + 1 + _MOST_ROWS, len(lines))):
            line = lines[after]
            if set(line.in_text(self.text.content)) <= _RULED | {"|"}:
                continue
            cells = self._cells(line)
            if len(cells) != table.width:
                return
            row = self._row(table, cells)
            if row:
                yield after + 1, row

    def stacked(self, lines: Sequence[Span], index: int) -> Iterator[tuple[int, Commitment]]:
        """Give the rows of a table each of whose cells is a line of its own."""
        width = 0
        while width < len(lines) - index and self._label(lines[index + width]):
            width += 1
        table = self._headed(lines[index : index + width])
        if table is None:
            return
        last = min(len(lines), index + width * (_MOST_ROWS + 1))
        for begin in range(index + width, last - width + 1, width):
            row = self._row(table, lines[begin : begin + width])
            if row is None or not (row.by or row.due):
                return
            yield begin + width, row

    def _cells(self, line: Span) -> list[Span]:
        """Cut a line at its bars; the bars around a row of a table are no cells."""
        said = line.in_text(self.text.content)
        edges = [match.start() for match in _BORDER.finditer(said)]
        starts = [0, *(edge + 1 for edge in edges)]
        cells = [
            Span(line.start + a, line.start + b)
            for a, b in zip(starts, [*edges, len(said)], strict=True)
        ]
        if said.strip().startswith("|"):
            cells = cells[1:]
        return cells[:-1] if said.strip().endswith("|") else cells

    def _label(self, cell: Span) -> str | None:
        said = " ".join(cell.in_text(self.text.content).split()).rstrip(":").casefold()
        for label in _LABELS:
            names = self.text.lists.words("commitments", "actions", label)
            if said and said in {name.casefold() for name in names}:
                return label
        numbers = self.text.lists.words("commitments", "actions", "number")
        return "number" if said in numbers else None

    def _headed(self, cells: Sequence[Span]) -> _Table | None:
        """Read the headings of a table; None unless they name an action and who or when."""
        columns = {label: place for place, cell in enumerate(cells) if (label := self._label(cell))}
        if "action" not in columns or not columns.keys() & {"responsible", "deadline"}:
            return None
        return _Table(columns, len(cells))

    def _row(self, table: _Table, cells: Sequence[Span]) -> Commitment | None:
        action = self._trimmed(cells[table.columns["action"]])
        if action is None or self._label(action):
            return None
        start = action.start
        end = max(cell.end for cell in map(self._trimmed, cells) if cell)
        by: tuple[str, ...] = ()
        if "responsible" in table.columns:
            by = self._named(cells[table.columns["responsible"]])
        due = None
        if "deadline" in table.columns:
            cell = cells[table.columns["deadline"]]
            dates = self.text.dates_in(cell.start, cell.end)
            due = due_of(
                replace(d, role=Role.DEADLINE) if d.role is Role.POINT else d for d in dates
            )
        said = self.text.content[start:end]
        return Commitment(
            text=" ".join(action.in_text(self.text.content).split()),
            by=by,
            status="agreed",
            due=due,
            strength="agreed",
            verb=self.text.content[start : action.end].split()[0],
            quote=said,
            start=start,
            end=end,
            rule="row of an action list",
        )

    def _named(self, cell: Span) -> tuple[str, ...]:
        first, last = self.text.word_at(cell.start), self.text.word_at(cell.end)
        found = (name for actor in self.subjects.in_words(first, last) for name in actor.names)
        return tuple(dict.fromkeys(name for name in found if name))

    def _trimmed(self, cell: Span) -> Span | None:
        said = cell.in_text(self.text.content)
        if not said.strip():
            return None
        start = cell.start + len(said) - len(said.lstrip())
        return Span(start, start + len(said.strip()))
