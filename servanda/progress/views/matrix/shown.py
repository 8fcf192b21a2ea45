"""The rows of a matrix as a page shows them: the first hundred and the way to the others, or all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.instruments.models import HeldText, Wording
from servanda.progress.views.matrix.asking import USUAL, MatrixQuery
from servanda.progress.views.matrix.columns import (
    CODE,
    LAST_WORD,
    OWN,
    FileCell,
    MatrixCell,
    MatrixColumn,
    Told,
    cell_of,
    cells_kept,
    columns_of_file,
)
from servanda.progress.views.matrix.plan import PlanRow, PlanRows, label_of
from servanda.progress.views.points import (
    HIDDEN,
    Assessment,
    assessment_of,
    entry_url,
    last_words_on,
    party_ties,
)
from servanda.registers.models import Desk
from servanda.sources.models import Document

PORTION = 100
"""So many rows stand on a page; the others are a step away."""
SHORT = 150
"""A plan of so many rows at most is shown as a whole."""
_DEEPEST = 6


@dataclass(frozen=True)
class MatrixRow:
    """A row on the page. One `is_above` stands there only because others stand under it."""

    name: str
    url: str
    code: str
    label: str
    level: int
    is_above: bool
    is_wide: bool
    cells: Sequence[MatrixCell]
    below: int
    below_url: str


@dataclass(frozen=True)
class Branch:
    """A part of the plan that can be shown by itself."""

    label: str
    number: int
    url: str
    is_shown: bool


class Matrix:
    """The part of a plan that a page shows: six queries at most, for any number of rows.

    Its columns are those that are asked for, or those that its layout has.
    """

    def __init__(self, plan: PlanRows, query: MatrixQuery, columns: Sequence[str] = ()) -> None:
        self.plan, self.query, self._names = plan, query, columns or query.columns
        self.listed = plan.placed(query)
        self.first, shown = self._portion()
        self.last = self.first + len(shown)
        lead = plan.above(shown[0]) if shown else []
        self.shown = [*lead, *shown]
        self.cells = cells_of(plan.desk, self.shown)
        chosen = self._chosen()
        self.shows_code = CODE in chosen
        self.columns = [column for column in chosen if column != CODE]
        self._matching = {row.key for row in plan.matching(query)}
        self.assessments = words_on(plan.desk, self.shown) if LAST_WORD in self.columns else {}
        self.rows = self._rows({row.key for row in lead})

    @property
    def total(self) -> int:
        """How many rows there are, with those that others stand under."""
        return len(self.listed)

    @property
    def matching(self) -> int:
        """How many rows are asked for."""
        return len(self._matching)

    @property
    def offered(self) -> list[tuple[MatrixColumn, bool]]:
        """The columns that may be chosen, each with whether it is shown."""
        chosen = {*self.columns, *([CODE] if self.shows_code else [])}
        return [(column, column in chosen) for column in self._offered()]

    @property
    def width(self) -> int:
        """How many columns the table has, that of the titles among them."""
        return len(self.columns) + 1

    @property
    def before_url(self) -> str:
        return self._portion_url(self.first // PORTION) if self.first else ""

    @property
    def after_url(self) -> str:
        return self._portion_url(self.last // PORTION + 1) if self.last < self.total else ""

    @property
    def whole_url(self) -> str:
        """Where all rows stand, to be printed; empty where they stand on this page."""
        is_all = not self.first and self.last >= self.total
        return "" if is_all else replace(self.query, portion=1, is_whole=True).address

    def branches(self) -> list[Branch]:
        """Return the parts of a plan that is too long for a page."""
        if len(self.plan.rows) <= SHORT:
            return []
        tops = [self.plan.rows[key] for key in self.plan.tree.below(None)]
        led = [(top, len(self.plan.tree.led_by(top.key))) for top in tops]
        return [
            Branch(label_of(top), number, self._branch_url(top), top.name == self.query.under)
            for top, number in led
            if number
        ]

    def _portion(self) -> tuple[int, list[PlanRow]]:
        if self.query.is_whole or len(self.listed) <= SHORT:
            return 0, self.listed
        first = (self.query.portion - 1) * PORTION
        first = first if first < len(self.listed) else 0
        return first, self.listed[first : first + PORTION]

    def _offered(self) -> list[MatrixColumn]:
        return [*OWN, *columns_of_file(self.cells.values())]

    def _chosen(self) -> list[MatrixColumn]:
        chosen = [column for column in self._offered() if column.name in self._names]
        return chosen or [column for column in OWN if column.name in USUAL]

    def _rows(self, lead: Iterable[int]) -> list[MatrixRow]:
        led, shows_file = set(lead), not set(self.columns) <= set(OWN)
        return [
            self._row(
                row,
                is_above=row.key in led or row.key not in self._matching,
                is_wide=row.says_no_more and not shows_file,
            )
            for row in self.shown
        ]

    def told(self, row: PlanRow) -> Told:
        """Return all that the cells of a row are made of."""
        cells, words = self.cells.get(row.wording.pk, ()), self.assessments.get(row.key, ())
        return Told(row, self.plan.ties, cells, words)

    def _row(self, row: PlanRow, *, is_above: bool, is_wide: bool) -> MatrixRow:
        told, provision = self.told(row), row.wording.provision
        below = len(self.plan.tree.below(row.key))
        return MatrixRow(
            name=row.name,
            url=entry_url(self.plan.desk, "provision", provision),
            code=row.wording.code if self.shows_code else "",
            label=provision.label,
            level=min(len(list(self.plan.tree.above(row.key))), _DEEPEST),
            is_above=is_above,
            is_wide=is_wide,
            cells=() if is_wide else [cell_of(column, told) for column in self.columns],
            below=below,
            below_url=self._branch_url(row) if below and row.name != self.query.under else "",
        )

    def _branch_url(self, row: PlanRow) -> str:
        return replace(self.query.beginning(), under=row.name).address

    def _portion_url(self, portion: int) -> str:
        return replace(self.query, portion=portion).address


def words_on(desk: Desk, rows: Sequence[PlanRow]) -> Mapping[int, list[Assessment]]:
    """Return the last word of each assessor on some rows, by their keys: two queries."""
    said = list(last_words_on(desk, [row.key for row in rows]))
    ties = party_ties(desk, [update.assessor_id for update in said])
    found: dict[int, list[Assessment]] = defaultdict(list)
    for update in said:
        found[update.provision_id].append(
            assessment_of(update, ties.get(update.assessor_id, HIDDEN))
        )
    return found


def cells_of(desk: Desk, rows: Sequence[PlanRow]) -> Mapping[int, Sequence[FileCell]]:
    """Return the cells of the file that some rows keep, by their wordings: three queries.

    They are words of a document: who may not see the document does not see them.
    """
    if not rows or not may_see_file(desk, rows[0].wording.provision.instrument_id):
        return {}
    kept = Wording.objects.filter(pk__in=[row.wording.pk for row in rows])
    return {key: cells_kept(cells) for key, cells in kept.values_list("pk", "cells") if cells}


def may_see_file(desk: Desk, instrument: int) -> bool:
    """Tell whether a person may see each document on which a text stands."""
    held = set(HeldText.objects.filter(instrument=instrument).values_list("document", flat=True))
    seen = Document.objects.visible_to(desk).filter(pk__in=held).values_list("pk", flat=True)
    return bool(held) and set(seen) == held
