"""What is read of a matrix: its tables, their columns, and rows with every cell and every doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from servanda.reading.notices import Notice


class Field(StrEnum):
    """What a column holds."""

    CODE = "code"
    TITLE = "title"
    KIND = "kind"
    TIMING = "timing"
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    VERIFICATION = "verification"
    MONEY = "money"
    SOURCE = "source"
    FRAMEWORK = "framework"
    STATUS = "status"
    COMMENT = "comment"
    OTHER = "other"


class RowKind(StrEnum):
    """What a row of a matrix is; the order is that from the root to the leaves."""

    HEADING = "heading"
    PROBLEM = "problem"
    GOAL = "goal"
    OBJECTIVE = "objective"
    MEASURE = "measure"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True)
class Timing:
    """When: EDTF with its bounds as days, and how often; a part that is not told is None."""

    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    recurrence: str | None = None


@dataclass(frozen=True)
class Actor:
    """Who: a name as it stands in the cell, what part they have, and whether they must consent."""

    name: str
    role: str
    by_consent: bool = False


@dataclass(frozen=True)
class MoneyLine:
    """How much, in whole units; None where the cell says that nothing covers it."""

    amount: Decimal | None
    currency: str | None = None
    year: int | None = None
    source: str | None = None


Parsed = Timing | tuple[Actor, ...] | tuple[MoneyLine, ...] | str | None


@dataclass(slots=True)
class Cell:
    """A cell as it stands, and what was understood of it."""

    column: int
    raw: str
    parsed: Parsed = None
    is_spanned: bool = False  # it stands in a row above, and spans down to this one


@dataclass(frozen=True)
class Column:
    """A column: what it holds, and what its heading says of every cell below."""

    index: int
    heading: str
    field: Field
    kind: RowKind | None = None
    role: str | None = None
    unit: int = 1
    currency: str | None = None
    year: int | None = None
    source: str | None = None
    is_total: bool = False
    decimal: str | None = None  # the sign before decimals that its cells show
    edge: str | None = None  # "start" or "end" of a period told in two columns
    is_proposed_from_cells: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should look at: a sentence, and the address of the cell it is about."""

    notice: Notice
    cell: str | None = None

    @override
    def __str__(self) -> str:
        return f"{self.cell}: {self.notice}" if self.cell else str(self.notice)

    def told(self, translate: Callable[[str], str]) -> str:
        """Give the doubt in the language of a page; `translate` is that of its catalogue."""
        sentence = self.notice.told(translate)
        return f"{self.cell}: {sentence}" if self.cell else sentence


@dataclass(frozen=True)
class Branch:
    """A point above a row that stands in a cell of its own: the task whose cell spans the measures."""

    row: int
    column: int
    kind: RowKind
    code: str | None
    title: str


@dataclass(slots=True)
class Row:
    """A row: what it is, where it hangs, its cells, and what is doubtful in them."""

    number: int
    kind: RowKind = RowKind.NOTE
    level: int = 1
    code: str | None = None
    path: tuple[str, ...] = ()
    title: str = ""
    cells: list[Cell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    branches: tuple[Branch, ...] = ()
    goes_on: bool = False  # its title stands in a cell above, with another row


@dataclass
class Table:
    """One matrix of a file."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: Sequence[Column]
    rows: list[Row]
    doubts: list[Notice]


@dataclass
class MatrixReading:
    """Everything that was read of a file of a plan."""

    tables: list[Table]
    doubts: list[Notice]
