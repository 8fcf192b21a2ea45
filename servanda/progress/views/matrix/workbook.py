"""The matrix of a plan as a workbook that looks like the file it came from, with where it stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.models import Instrument
from servanda.progress.lists import STANDINGS
from servanda.progress.views.footnotes import told_date
from servanda.progress.views.matrix.asking import TREE, MatrixQuery
from servanda.progress.views.matrix.columns import OWN, FileCell, Told, money_told, sources_told
from servanda.progress.views.matrix.plan import PlanRow, PlanRows, label_of, markings_in
from servanda.progress.views.matrix.shown import Matrix
from servanda.progress.views.points import Tie
from servanda.registers.lists.rendering_csv import Cell
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE, Sheet, Strong, xlsx_pieces
from servanda.registers.views import RegisterRequest, register_page

_NUMBER: Final = re.compile(r"-?\d{1,13}(?:\.\d{1,6})?")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TYPED: Final = frozenset({"money", "baseline", "target"})
_WIDE: Final = frozenset({"title", "indicator", "comment", "verification"})
_WIDTHS: Final = (18, 44)


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: where it stands there, its heading, and what it holds."""

    index: int
    heading: str
    field: str


def _when(told: Told) -> str:
    timing = told.row.timing
    return (timing.due_words or told_date(timing.due) or timing.recurrence) if timing else ""


def _who(*, is_partner: bool) -> Callable[[Told], str]:
    def names(told: Told) -> str:
        return ", ".join(map(_tie, told.answering(is_partner=is_partner)))

    return names


_PRESENT: Final[Mapping[str, Callable[[Told], str]]] = {
    "code": lambda told: told.row.wording.code,
    "title": lambda told: told.row.wording.provision.label,
    "timing": _when,
    "responsible": _who(is_partner=False),
    "partners": _who(is_partner=True),
    "money": lambda told: "; ".join(money_told(told)),
    "source": lambda told: "; ".join(sources_told(told)),
}
"""What a row says by now, for the columns of a plan that is not from a file, or was amended since."""


class PlanSheet:
    """The rows of a plan as they stand in its file: in its columns, under its headings, in its order."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.columns = _columns(matrix) or list(_usual())
        self._firsts = self._first_of_each()

    @property
    def head(self) -> list[str]:
        """The headings: those of the file, then what the register adds."""
        return [*(one.heading for one in self.columns), _("Standing"), _("Last word")]

    @property
    def widths(self) -> list[int]:
        return [_WIDTHS[one.field in _WIDE] for one in self.columns] + [_WIDTHS[0], _WIDTHS[1]]

    def rows(self) -> Iterator[list[Cell]]:
        """Give the rows, those that say nothing but their words as headings."""
        for row in self.matrix.shown:
            told = self.matrix.told(row)
            if row.says_no_more and len(told.cells) < 2:
                words = told.cells[0].raw if told.cells and not _is_amended(row) else label_of(row)
                yield [Strong(words), *([None] * (len(self.columns) + 1))]
            else:
                yield [*self._cells(told), _standing(row), _last_word(told)]

    def _cells(self, told: Told) -> Iterator[Cell]:
        stand = {_place(cell): cell.raw for cell in told.cells}
        is_as_it_was = bool(told.cells) and not _is_amended(told.row)
        for column in self.columns:
            raw = stand.get((column.index, column.heading, column.field), "")
            if is_as_it_was or column.field not in _PRESENT:
                yield _typed(raw, column.field)
            else:
                yield _PRESENT[column.field](told) if column in self._firsts else None

    def _first_of_each(self) -> set[FileColumn]:
        """Return of the columns that hold the same the one that tells what a row says by now.

        Of columns of titles that is the last one: those before it hold what stands above.
        """
        firsts: dict[str, FileColumn] = {}
        for column in self.columns:
            if column.field == "title":
                firsts[column.field] = column
            firsts.setdefault(column.field, column)
        return set(firsts.values())


@require_safe
@register_page
def matrix_xlsx(request: RegisterRequest, uuid: UUID) -> HttpResponseBase:
    """Give the matrix of a plan as a workbook, narrowed as its address asks."""
    desk = request.desk
    found = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    query = replace(MatrixQuery.of(request.GET), layout=TREE, portion=1, is_whole=True)
    matrix = Matrix(PlanRows(desk, found), query, columns=[column.name for column in OWN])
    told = PlanSheet(matrix)
    marks = list(markings_in(matrix.shown))
    sheet = Sheet(
        found.label,
        told.head,
        markings=lambda: filter(None, [desk.register.handling, *marks]),
        widths=told.widths,
    )
    name = f"{desk.register.slug}-plan-{desk.today.isoformat()}.xlsx"
    return StreamingHttpResponse(
        xlsx_pieces(sheet, [list(zip(*told.rows(), strict=True))]),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _columns(matrix: Matrix) -> list[FileColumn]:
    """Return the columns of the file from left to right; of several tables each has its own."""
    places = {_place(cell): None for cells in matrix.cells.values() for cell in cells}
    columns = [FileColumn(*place) for place in places]
    return sorted(columns, key=lambda column: column.index)


def _usual() -> Iterator[FileColumn]:
    """Give the columns of a plan that is not from a file, or from one that the person may not see."""
    headings = {
        "code": _("Number"),
        "title": _("Text"),
        "timing": _("When"),
        "responsible": _("Responsible"),
        "partners": _("Partners"),
        "money": _("Money"),
        "source": _("Who pays"),
    }
    for index, (field, heading) in enumerate(headings.items(), start=1):
        yield FileColumn(index, heading, field)


def _place(cell: FileCell) -> tuple[int, str, str]:
    return cell.column, cell.heading, cell.field


def _is_amended(row: PlanRow) -> bool:
    """Tell whether a row was put otherwise since it was brought in."""
    wording = row.wording
    begun = wording.provision.added_in_id
    return wording.revision > 1 or (begun is not None and begun != wording.from_edition_id)


def _typed(raw: str, field: str) -> Cell:
    """Return a cell as what it is: a number in a column of numbers, a day in one of times, else a text."""
    words = raw.strip()
    if field in _TYPED and _NUMBER.fullmatch(words):
        return Decimal(words)
    if field == "timing" and _DAY.fullmatch(words):
        try:
            return date.fromisoformat(words)
        except ValueError:
            return raw
    return raw or None


def _standing(row: PlanRow) -> str:
    """Tell where a row stands; of one overdue what is said of it as well."""
    standings = [row.standing, row.headline] if row.standing else []
    return ", ".join(str(STANDINGS[one]) for one in dict.fromkeys(standings))


def _last_word(told: Told) -> str:
    return "\n".join(
        ", ".join(filter(None, [f"{one.assessor.text}: {one.label}", told_date(one.stated_on)]))
        for one in told.assessments
    )


def _tie(tie: Tie) -> str:
    return f"{tie.text} ({tie.role})" if tie.role else str(tie.text)
