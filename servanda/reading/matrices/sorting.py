"""Sorts the rows of a table into kinds, and hangs each where it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from servanda.reading.matrices.codes import cut_code, label_of, shape_of
from servanda.reading.matrices.facts import Facts, Gauge, Habits
from servanda.reading.matrices.ladder import Ladder, Look, Step
from servanda.reading.matrices.leaves import explains_an_abbreviation, is_footnote, is_total
from servanda.reading.matrices.model import Branch, Doubt, Field, Row, RowKind
from servanda.reading.notices import notice as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from servanda.reading.matrices.opening import SheetRow

_STRUCTURE: Final = frozenset(
    {RowKind.HEADING, RowKind.GOAL, RowKind.OBJECTIVE, RowKind.MEASURE, RowKind.ACTIVITY}
)
_FEW_COLUMNS: Final = 4
_ABOVE_LEAVES: Final = (RowKind.OBJECTIVE, RowKind.GOAL, RowKind.HEADING)


@dataclass
class Sorted:
    """A row sorted, and how it looks where its kind follows from what the other rows are."""

    row: Row
    look: Look | None = None
    has_data: bool = False


@dataclass
class Sorter:
    """Goes down the rows of a table; what a row is may follow from the rows above it."""

    gauge: Gauge
    habits: Habits
    ladder: Ladder = field(default_factory=Ladder)
    is_after_problem: bool = False
    is_in_abbreviations: bool = False
    bare_label: RowKind | None = None
    last_told: int = 0

    def sort(self, facts: Sequence[Facts]) -> list[Row]:
        """Give the rows sorted, in their order."""
        told = [one.number for one in facts if one.has_data]
        told = told or [one.number for one in facts if one.coded.code is not None]
        self.last_told = max(told, default=0)
        done = [self._sorted(one) for one in facts]
        self._name_plain_kinds(done)
        return [one.row for one in done]

    def _sorted(self, one: Facts) -> Sorted:
        leaf = self._leaf_kind(one)
        if leaf is not None:
            return self._leaf(one, leaf)
        self.is_after_problem = self.is_in_abbreviations = False
        if one.column is None or (one.is_spanned_title and one.column not in self.gauge.levels):
            return self._continuing(one)
        if one.is_wide and not self._is_plain_although_wide(one):
            return self._heading(one)
        return self._plain(one)

    def _leaf_kind(self, one: Facts) -> RowKind | None:
        """Give the kind of a row below which nothing hangs: total, note, problem."""
        first = min(one.row.cells)
        told = (one.row.cells[first], one.words)
        if any(is_total(words, has_deed=one.says_who_or_when) for words in told):
            return RowKind.TOTAL
        kind = one.label.kind if one.label else None
        if kind is RowKind.INDICATOR and not (one.says_who_or_when or one.has_money):
            return kind
        if not one.is_wide:
            return None
        if kind is RowKind.PROBLEM or (
            self.is_after_problem and kind is None and not _begins_anew(one)
        ):
            self.is_after_problem = True
            return RowKind.PROBLEM
        return RowKind.NOTE if self._is_note(one, kind) else None

    def _is_note(self, one: Facts, kind: RowKind | None) -> bool:
        """Tell a footnote, prose, and the words below a heading that said no more than its name."""
        if kind is RowKind.NOTE or is_footnote(one.words):
            return True
        if kind is not None or one.coded.code is not None:
            return False
        if one.is_prose or self.bare_label is not None:
            return True
        is_at_foot = self.is_in_abbreviations or one.number > self.last_told
        return is_at_foot and explains_an_abbreviation(one.words)

    def _leaf(self, one: Facts, kind: RowKind) -> Sorted:
        above = self.ladder.headings_only() if kind is RowKind.TOTAL else self.ladder.hanging()
        if kind is RowKind.TOTAL and one.number == self.gauge.layout.numbers[-1]:
            above = ()
        self.bare_label = None
        is_label = one.label is not None and one.label.kind is RowKind.NOTE
        self.is_in_abbreviations = kind is RowKind.NOTE and (is_label or self.is_in_abbreviations)
        title = one.title or " ".join(next(iter(one.row.cells.values())).split())
        return Sorted(self._row(one, kind, above, title=title))

    def _continuing(self, one: Facts) -> Sorted:
        """Sort a row whose title stands in a cell above: an indicator, or more of the same."""
        above = self._spanned_path(one)
        columns = self.gauge.columns
        told = [
            at for at in one.row.cells if at in columns and columns[at].field is Field.INDICATOR
        ]
        title = " ".join(one.row.cells[told[0] if told else min(one.row.cells)].split())
        if told:
            return Sorted(self._row(one, RowKind.INDICATOR, above, title=title))
        if not self.ladder.steps:
            return Sorted(self._row(one, RowKind.NOTE, above, title=title))
        step = self.ladder.steps[-1]
        row = Row(one.number, step.kind, len(above), step.code, above, step.title, goes_on=True)
        row.doubts.append(
            Doubt(_("The row has no title of its own; it goes on with the row above."))
        )
        return Sorted(row, step.look, one.has_data)

    def _spanned_path(self, one: Facts) -> tuple[str, ...]:
        """Give the path down to the deepest cell above that spans this row, else to the row above."""
        spanned = self.gauge.layout.spanned.get(one.number, {})
        levels = [at for at in self.gauge.levels if at in spanned]
        if len(self.gauge.levels) < 2 or not levels:
            return self.ladder.hanging()
        return self.ladder.down_to(Look("column", place=levels[-1]))

    def _heading(self, one: Facts) -> Sorted:
        kind = one.label.kind if one.label and one.label.kind in _STRUCTURE else None
        if kind is not None and one.label is not None:
            look = Look("label", _shape(one), kind)
            self.bare_label = None if one.label.says_more or one.label.code else kind
        else:
            weight = (0 if one.is_capital else 2) + (0 if one.is_bold else 1)
            look = Look("wide", one.coded.shape, place=weight)
            self.bare_label = None
        return Sorted(self._standing(one, look, kind or RowKind.HEADING))

    def _is_plain_although_wide(self, one: Facts) -> bool:
        """Tell a row without cells of data that is numbered as those with data are."""
        levels = self.gauge.levels
        if one.is_across or one.column not in levels or one.label is not None:
            return False
        if len(levels) > 1:
            is_known = self.habits.shapes_at[one.column, one.coded.shape] > 0
            return one.column != levels[0] or (is_known and bool(one.coded.shape))
        if one.coded.shape:
            return self.habits.shapes[one.coded.shape] > 0
        is_light = not one.is_bold and not one.is_capital
        return is_light and self.habits.shapes[""] > 0 and len(self.gauge.columns) < _FEW_COLUMNS

    def _plain(self, one: Facts) -> Sorted:
        self.bare_label = None
        branches = tuple(self._branches(one))
        told = self.gauge.told_kind(one.row)
        label = (
            one.label.kind
            if one.label and one.label.kind in _STRUCTURE and one.label.code
            else None
        )
        kind = told or label
        if len(self.gauge.levels) > 1 and one.column is not None:
            look = Look("column", place=one.column)
            own = self.gauge.columns[one.column].kind or RowKind.MEASURE
            is_last = one.column == self.gauge.levels[-1]
            kind = kind or (RowKind.MEASURE if is_last and own is RowKind.HEADING else own)
            sorted_row = Sorted(self._standing(one, look, kind))
        elif kind is not None:
            sorted_row = Sorted(self._standing(one, Look("plain", _shape(one), kind), kind))
        else:
            look = self._plain_look(one)
            sorted_row = Sorted(self._standing(one, look, RowKind.MEASURE), look, one.has_data)
        sorted_row.row.branches = branches
        return sorted_row

    def _plain_look(self, one: Facts) -> Look:
        if self.habits.tell_by_shape:
            return Look("plain", one.coded.shape)
        if len(self.habits.indents) > 1:
            return Look("plain", place=one.indent)
        return Look("plain", place=0 if one.is_bold and len(self.habits.bold) > 1 else 1)

    def _branches(self, one: Facts) -> Iterator[Branch]:
        """Give what stands above the row in cells of its own to the left, and stand on each."""
        spanned = self.gauge.layout.spanned.get(one.number, {})
        for column in self.gauge.levels:
            if one.column is None or column >= one.column:
                return
            anchor = one.number if column in one.row.cells else spanned.get(column)
            if anchor is None:
                continue
            words = self.gauge.layout.by_number[anchor].cells[column]
            coded = cut_code(words)
            code = coded.code or self._code_beside(anchor, column)
            title = " ".join(coded.rest.split()) or " ".join(words.split())
            kind = self.gauge.columns[column].kind or RowKind.OBJECTIVE
            look = Look("column", place=column)
            if not self.ladder.stands(look, anchor):
                label = label_of(words)
                code = code or (label.code if label else None)
                self.ladder.stand(Step(look, code or title, anchor, kind, code, title))
            yield Branch(anchor, column, kind, code, title)

    def _code_beside(self, number: int, column: int) -> str | None:
        """Give the number in the column of numbers that belongs to the first level."""
        if column != self.gauge.levels[0]:
            return None
        cells = self.gauge.layout.by_number[number].cells
        told = [
            " ".join(cells[at].split()).rstrip(".")
            for at in self.gauge.codes
            if at in cells and at < column and at not in self.gauge.row_numbers
        ]
        return told[-1] if told else None

    def _standing(self, one: Facts, look: Look, kind: RowKind) -> Row:
        code = one.coded.code or (one.label.code if one.label else None)
        self.ladder.stand(Step(look, code or one.title, one.number, kind, code, one.title))
        row = self._row(one, kind, self.ladder.hanging()[:-1], title=one.title)
        row.code = code
        row.path = self.ladder.hanging()
        row.level = len(row.path)
        return row

    def _row(self, one: Facts, kind: RowKind, above: tuple[str, ...], *, title: str) -> Row:
        code = one.coded.code if one.column is not None else None
        path = (*above, code or title)
        return Row(one.number, kind, len(path), code, path, title)

    def _name_plain_kinds(self, done: Sequence[Sorted]) -> None:
        """Name the kinds of rows that only their place on the ladder tells: leaves, and those above."""
        rungs = [look for look in self.ladder.rungs if look.family == "plain" and look.kind is None]
        named = [self.gauge.columns[at].kind for at in self.gauge.titles]
        leaf = next((kind for kind in named if kind is not None), None) or RowKind.MEASURE
        if leaf not in {RowKind.MEASURE, RowKind.ACTIVITY}:
            leaf = leaf if len(rungs) < 2 else RowKind.MEASURE
        for one in done:
            if one.look is None or one.look not in rungs:
                continue
            height = len(rungs) - 1 - rungs.index(one.look)
            one.row.kind = leaf if height == 0 else _above(leaf, height, has_data=one.has_data)


def _above(leaf: RowKind, height: int, *, has_data: bool) -> RowKind:
    if height == 1 and has_data and leaf is RowKind.ACTIVITY:
        return RowKind.MEASURE
    return _ABOVE_LEAVES[min(height, len(_ABOVE_LEAVES)) - 1]


def _shape(one: Facts) -> str:
    """Give what the number of a labelled row looks like, so that `Output 1.1` hangs under `Outcome 1`."""
    code = one.coded.code or (one.label.code if one.label else None)
    return shape_of(code) if code else ""


def _begins_anew(one: Facts) -> bool:
    """Tell a heading after a list of problems from one more problem."""
    shape = one.coded.shape
    deep = shape.startswith("d") and int(shape[1:]) > 1
    return deep or shape == "r" or one.is_bold or (one.is_capital and len(one.words) > 4)


def sorted_rows(gauge: Gauge, body: Sequence[SheetRow], ladder: Ladder) -> list[Row]:
    """Sort the rows of the body of a table; the ladder knows the headings of the table before."""
    facts = [gauge.facts(row) for row in body]
    return Sorter(gauge, Habits.of(facts, gauge.levels), ladder).sort(facts)
