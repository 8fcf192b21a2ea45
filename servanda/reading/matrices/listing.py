"""Plans without a table: numbered paragraphs, each with a line of bodies and a line of time below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.cells.actors import looks_like_actors, read_actors
from servanda.reading.matrices.cells.timing import counts_from, is_understood, read_timing
from servanda.reading.matrices.checks import check
from servanda.reading.matrices.codes import Coded, cut_code, label_of
from servanda.reading.matrices.columns import guess_of
from servanda.reading.matrices.ladder import Ladder, Look, Step
from servanda.reading.matrices.model import Cell, Column, Doubt, Field, Row, RowKind, Table
from servanda.reading.matrices.opening import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.matrices.opening import Sheet, SheetRow

COLUMNS: Final = (
    Column(1, "", Field.TITLE),
    Column(2, "", Field.RESPONSIBLE, role="lead"),
    Column(3, "", Field.TIMING),
)
_BELOW: Final = {Field.RESPONSIBLE: 2, Field.PARTNERS: 2, Field.TIMING: 3}
_LABELLED = re.compile(r"(?:(?<!\s)\s+)?([^:]{2,40}):\s*(\S.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
_LONGEST_END: Final = 4
_STRUCTURE: Final = frozenset({RowKind.HEADING, RowKind.GOAL, RowKind.OBJECTIVE})
_LONGEST_HEADING: Final = 200
_ENDS: Final = (".", ";", ":", ",", "!", "?")


@dataclass
class _Listing:
    """Goes down the paragraphs: an item holds what stands below it until the next one."""

    rows: list[Row] = field(default_factory=list)
    ladder: Ladder = field(default_factory=Ladder)
    item: Row | None = None

    def take(self, source: SheetRow) -> None:
        """Take a paragraph; a cell of several lines is taken line by line."""
        first, *others = [line for line in source.cells[1].split("\n") if line.strip()]
        self._take_line(source, first)
        for line in others:
            self._belongs(source, line)

    def _take_line(self, source: SheetRow, words: str) -> None:
        coded = cut_code(words)
        label = label_of(words) or label_of(coded.rest)
        if label is not None and label.kind in _STRUCTURE:
            self._stand(source, coded, Look("label", kind=label.kind), label.kind, label.code)
        elif coded.code is not None and coded.rest:
            look = Look("plain", coded.shape, place=source.indents.get(1, 0))
            self._stand(source, coded, look, RowKind.MEASURE, None)
            self.item = self.rows[-1]
            self._cut_end(source)
        elif self.item is None or not self._belongs(source, words):
            self._take_other(source, words)

    def _cut_end(self, source: SheetRow) -> None:
        """Cut off the time and the bodies that stand as sentences at the end of the item itself."""
        if self.item is None:
            return
        sentences = _SENTENCE_END.split(self.item.title)
        for known in (is_understood, looks_like_actors):
            for begin in range(max(1, len(sentences) - _LONGEST_END), len(sentences)):
                end = " ".join(sentences[begin:])
                if known(end.rstrip(".")) and self._belongs(source, end):
                    sentences = sentences[:begin]
                    break
        self.item.title = " ".join(sentences)

    def _stand(
        self, source: SheetRow, coded: Coded, look: Look, kind: RowKind, number: str | None
    ) -> None:
        title = " ".join(coded.rest.split()) or words_of(source)
        code = coded.code or number
        self.ladder.stand(Step(look, code or title, source.number, kind, code, title))
        path = self.ladder.hanging()
        row = Row(source.number, kind, len(path), code, path, title)
        row.cells.append(Cell(1, source.cells[1], words_of(source)))
        self.rows.append(row)
        self.item = None

    def _belongs(self, source: SheetRow, words: str) -> bool:
        """Take a line of bodies or of time into the item above it."""
        known, told = _labelled(words)
        if known is None:
            if is_understood(words.rstrip(".")):
                known = Field.TIMING
            elif looks_like_actors(words):
                known = Field.RESPONSIBLE
            elif counts_from(words.rstrip(".")):
                known = Field.TIMING
        if known is None or self.item is None:
            return False
        column = _BELOW[known]
        if any(cell.column == column for cell in self.item.cells):
            return False
        place = address(source.number, 1)
        if known is Field.TIMING:
            read = read_timing(told.rstrip("."))
            self.item.cells.append(Cell(column, words, read.timing))
            self.item.doubts += [Doubt(doubt, place) for doubt in read.doubts]
        else:
            usual = "partner" if known is Field.PARTNERS else "lead"
            actors = read_actors(told, usual=usual)
            self.item.cells.append(Cell(column, words, actors.actors or None))
            self.item.doubts += [Doubt(doubt, place) for doubt in actors.doubts]
        return True

    def _take_other(self, source: SheetRow, words: str) -> None:
        """Take a heading, where the line is short and capital or stands before any item, else a note."""
        title = words_of(source)
        is_heading = len(title) < _LONGEST_HEADING and (title.isupper() or not self.rows)
        if is_heading and self.rows:
            self._stand(source, Coded(None, "", title), Look("wide"), RowKind.HEADING, None)
            return
        path = (*self.ladder.hanging(), title)
        kind = RowKind.HEADING if is_heading else RowKind.NOTE
        row = Row(source.number, kind, len(path), None, path, title)
        row.cells.append(Cell(1, words, title))
        self.rows.append(row)


def read_list(sheet: Sheet) -> Table:
    """Read a list as a table of three columns: what, who, when."""
    listing = _Listing()
    for source in sheet.rows:
        listing.take(source)
    _name_headings(listing.rows)
    for row in listing.rows:
        row.cells.sort(key=lambda cell: cell.column)
    preamble = [row.title for row in listing.rows if row.code is None and row.level == 1]
    doubts = [*sheet.doubts, *check(listing.rows, COLUMNS, preamble)]
    return Table(sheet.name, (), COLUMNS, listing.rows, doubts)


def _name_headings(rows: Sequence[Row]) -> None:
    """Take for headings the items that are no sentence, say not who or when, and have items below."""
    above = {row.path[:-1] for row in rows if row.kind is RowKind.MEASURE}
    for row in rows:
        is_name = len(row.title) < _LONGEST_HEADING and not row.title.endswith(_ENDS)
        if row.kind is RowKind.MEASURE and is_name and len(row.cells) == 1 and row.path in above:
            row.kind = RowKind.HEADING


def words_of(source: SheetRow) -> str:
    """Give the words of a paragraph in one line."""
    return " ".join(source.cells[1].split())


def _labelled(words: str) -> tuple[Field | None, str]:
    """Give what a line says that it holds: `Responsible: …`, `Срок: …`."""
    found = _LABELLED.fullmatch(words)
    guess = guess_of(found[1]) if found else None
    if found is None or guess is None or guess.field not in _BELOW:
        return None, words
    return guess.field, found[2]
