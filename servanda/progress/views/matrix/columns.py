"""The columns of a matrix: what a plan says, where it stands, and the cells of the file it came from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.history.rules import JsonValue
from servanda.instruments.models import ResponsibilityRole, Timing
from servanda.instruments.rules import Answers, MoneyTold
from servanda.progress.views.matrix.plan import PlanRow
from servanda.progress.views.points import Assessment, Tie
from servanda.progress.views.text.rows import named, told_money

OF_FILE: Final = "cell-"
"""What the name of a column of the file begins with."""
_INDICATOR: Final = "indicator"
_SOURCE: Final = "source"


@dataclass(frozen=True)
class MatrixColumn:
    """A column that may be shown, by the name that addresses know it by."""

    name: str
    title: str | Promise

    @property
    def is_of_file(self) -> bool:
        return self.name.startswith(OF_FILE)


@dataclass(frozen=True)
class FileCell:
    """A cell of the file a plan came from: the column it stands in, what that holds, its words."""

    column: int
    heading: str
    field: str
    raw: str


@dataclass(frozen=True)
class MatrixCell:
    """A cell as the page shows it: of its parts those that the column has, the others empty."""

    column: MatrixColumn
    lines: Sequence[str] = ()
    ties: Sequence[Tie] = ()
    timing: Timing | None = None
    standing: PlanRow | None = None
    assessments: Sequence[Assessment] = ()


@dataclass(frozen=True)
class Told:
    """All that the cells of a row are made of."""

    row: PlanRow
    ties: Mapping[int, Tie]
    cells: Sequence[FileCell] = ()
    assessments: Sequence[Assessment] = ()

    def raw(self, of: str) -> list[str]:
        """Return the words of its cells that hold a field."""
        return [cell.raw for cell in self.cells if cell.field == of]

    def answering(self, *, is_partner: bool) -> list[Tie]:
        """Return who answers for it, or who helps."""
        return [
            named(_plainly(one), self.ties)
            for one in self.row.answering
            if (one.role == ResponsibilityRole.PARTNER) == is_partner
        ]


def _plainly(one: Answers) -> Answers:
    """Let a partner stand among partners without the word for it."""
    return (
        replace(one, role=ResponsibilityRole.LEAD)
        if one.role == ResponsibilityRole.PARTNER
        else one
    )


def money_told(told: Told) -> list[str]:
    """Tell each amount; the words of the source where there is none, the payer in a column of its own."""
    return [
        told_money(
            one if _is_words_alone(one) else replace(one, words="", source="", currency=_of(one))
        )
        for one in told.row.money
        if one.amount is not None or one.is_covered is not None or one.words != one.source
    ]


def _is_words_alone(one: MoneyTold) -> bool:
    return one.amount is None and one.is_covered is None


def _of(one: MoneyTold) -> str:
    """Return the currency of an amount."""
    return one.currency if one.amount is not None else ""


def sources_told(told: Told) -> list[str]:
    sources = [one.source for one in told.row.money if one.source]
    return list(dict.fromkeys(sources or told.raw(_SOURCE)))


_PARTS: Final[Mapping[str, Callable[[MatrixColumn, Told], MatrixCell]]] = {
    "timing": lambda column, told: MatrixCell(column, timing=told.row.timing),
    "responsible": lambda column, told: MatrixCell(column, ties=told.answering(is_partner=False)),
    "partners": lambda column, told: MatrixCell(column, ties=told.answering(is_partner=True)),
    "indicator": lambda column, told: MatrixCell(column, told.raw(_INDICATOR)),
    "money": lambda column, told: MatrixCell(column, money_told(told)),
    "source": lambda column, told: MatrixCell(column, sources_told(told)),
    "standing": lambda column, told: MatrixCell(
        column, standing=told.row if told.row.standing else None
    ),
    "last_word": lambda column, told: MatrixCell(column, assessments=told.assessments),
}
CODE: Final = MatrixColumn("code", _("Number"))
"""Stands before the title of a row, in one cell with it."""
LAST_WORD: Final = MatrixColumn("last_word", _("Last word"))
OWN: Final = (
    CODE,
    MatrixColumn("timing", _("When")),
    MatrixColumn("responsible", _("Responsible")),
    MatrixColumn("partners", _("Partners")),
    MatrixColumn("indicator", _("Indicator")),
    MatrixColumn("money", _("Money")),
    MatrixColumn("source", _("Who pays")),
    MatrixColumn("standing", _("Standing")),
    LAST_WORD,
)
"""The columns of every plan; its title stands before them."""


def columns_of_file(cells: Iterable[Sequence[FileCell]]) -> list[MatrixColumn]:
    """Return the columns of the file as far as some rows have cells in them, in their order."""
    headings: dict[int, dict[str, None]] = defaultdict(dict)
    for row in cells:
        for cell in row:
            headings[cell.column][cell.heading] = None
    return [
        MatrixColumn(f"{OF_FILE}{column}", " | ".join(filter(None, named)) or str(column))
        for column, named in sorted(headings.items())
    ]


def cell_of(column: MatrixColumn, told: Told) -> MatrixCell:
    """Return what a row says in a column."""
    part = _PARTS.get(column.name)
    if part is not None:
        return part(column, told)
    return MatrixCell(
        column, [one.raw for one in told.cells if f"{OF_FILE}{one.column}" == column.name]
    )


def cells_kept(kept: Mapping[str, JsonValue]) -> list[FileCell]:
    """Read the cells that a wording keeps of the file it came from."""
    listed = kept.get("cells")
    found = []
    for one in listed if isinstance(listed, list) else []:
        column = one.get("column") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(column, int):
            words = [str(one.get(name) or "") for name in ("heading", "field", "raw")]
            found.append(FileCell(column, *words))
    return found
