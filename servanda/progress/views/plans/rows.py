"""A plan that was read as the page shows it: its columns, its rows as a tree, every doubt at its cell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from servanda.instruments.importing import PlanOrder, Preview
from servanda.instruments.models import ProvisionKind
from servanda.instruments.rules import Meant, Point
from servanda.progress.forms.plans import FIELDS
from servanda.progress.views.text.rows import told_money
from servanda.reading.matrices.model import Column, Field, Table
from servanda.reading.matrices.words import folded

SAMPLES: Final = 2
DEEPEST: Final = 6
"""So deep rows are set in; what stands deeper stands there as well."""


@dataclass(frozen=True)
class ColumnLine:
    """A column: its heading, some of its cells, what it was taken for, what a person said it is."""

    heading: str
    samples: tuple[str, ...]
    field: str | Promise
    told: str


@dataclass(frozen=True)
class RowLine:
    """A row: what it is and says, what was read of it, and what is doubtful at which cell."""

    place: str
    level: int
    kind: str | Promise
    code: str
    text: str
    who: tuple[str, ...]
    when: tuple[str, ...]
    money: tuple[str, ...]
    doubts: tuple[str, ...] = field(default_factory=tuple)


def column_lines(preview: Preview, order: PlanOrder) -> list[ColumnLine]:
    """Return the columns of all tables, those of one heading once."""
    told = {folded(heading): kind.value for heading, kind in order.fields.items()}
    found: dict[str, ColumnLine] = {}
    for table in preview.reading.tables:
        for column in table.columns:
            key = folded(column.heading)
            if key not in found or not key:
                line = _column_line(
                    table, column, told.get(key, told.get(key.rpartition(" / ")[2]))
                )
                found[key or f"{table.sheet} {column.index}"] = line
    return list(found.values())


def _column_line(table: Table, column: Column, told: str | None) -> ColumnLine:
    samples = dict.fromkeys(" ".join(raw.split())[:60] for raw in _below(table, column))
    return ColumnLine(column.heading, tuple(samples)[:SAMPLES], FIELDS[column.field], told or "")


def _below(table: Table, column: Column) -> list[str]:
    """Return the cells of a column that stand below its headings."""
    last = max(table.header_rows, default=0)
    rows = [row for row in table.rows if row.number > last]
    return [c.raw for row in rows for c in row.cells if c.column == column.index][:50]


def table_doubts(preview: Preview) -> list[str]:
    """Return what is doubtful of whole tables, and of what stands above their headings."""
    told = [doubt.told(_) for table in preview.reading.tables for doubt in table.doubts]
    return list(dict.fromkeys(told))


def row_lines(preview: Preview) -> list[RowLine]:
    """Return the rows of a plan in their order, as deep as each stands in the tree."""
    doubts, depth = _doubts(preview), list[int]()
    lines = []
    for point, meant in zip(preview.points.points, preview.meant, strict=True):
        depth.append(0 if point.under is None else depth[point.under] + 1)
        lines.append(_row_line(point, meant, level=min(depth[-1], DEEPEST), doubts=doubts))
    return lines


def _doubts(preview: Preview) -> dict[tuple[str, int], list[str]]:
    """Return what is doubtful of each row, by its sheet and number."""
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for table in preview.reading.tables:
        for row in table.rows:
            found[table.sheet, row.number] += [doubt.told(_) for doubt in row.doubts]
    return found


def _row_line(
    point: Point, meant: Meant, *, level: int, doubts: dict[tuple[str, int], list[str]]
) -> RowLine:
    rows = dict.fromkeys((cell.sheet, cell.row) for cell in point.cells if not cell.is_spanned)
    told = [sentence for row in rows for sentence in doubts.pop(row, ())]
    return RowLine(
        place=point.cells[0].address if point.cells else "",
        level=level,
        kind=ProvisionKind(point.kind.value).label,
        code=point.code,
        text=point.text,
        who=tuple(named.name for named in meant.named),
        when=tuple(filter(None, [_when(point), meant.due.recurrence])),
        money=tuple(told_money(line) for line in meant.money),
        doubts=(*told, *_kept_as_words(meant, told)),
    )


def _when(point: Point) -> str:
    return "; ".join(dict.fromkeys(cell.words for cell in point.cells_of(Field.TIMING)))


def _kept_as_words(meant: Meant, told: Sequence[str]) -> Iterator[str]:
    """Tell of which cells nothing but the words is kept, where no doubt has told it."""
    for cell in meant.unread:
        if any(doubt.startswith(f"{cell.address}: ") for doubt in told):
            continue
        yield _("%(cell)s: “%(words)s” was not read; the words are kept.") % {
            "cell": cell.address,
            "words": cell.words[:80],
        }
    for cell in meant.without_currency:
        yield _("%(cell)s: “%(words)s” has no currency; the words are kept.") % {
            "cell": cell.address,
            "words": cell.words[:80],
        }


def counted_kinds(kinds: Mapping[str, int]) -> list[tuple[str | Promise, int]]:
    """Return how many rows there are of each kind, under its name."""
    return [(ProvisionKind(kind).label, number) for kind, number in kinds.items()]


def sheets_of(preview: Preview) -> Sequence[str]:
    """Return the sheets that hold a table."""
    return list(dict.fromkeys(table.sheet for table in preview.reading.tables))
