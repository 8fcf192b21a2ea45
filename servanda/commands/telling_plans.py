"""What a plan holds, and what two states of it say otherwise, told in lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from servanda.instruments.rules import CellChange, Comparison, Meant, PlanRow, RowChange

MOST_TOLD = 100
"""So many lines of one kind are printed; the others are counted."""
LONGEST = 80
"""So much of the words of a row or of a cell is printed."""


def listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a title with the number of some lines, then as many of them as are printed."""
    if not lines:
        return
    yield f"{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        yield f"  … and {len(lines) - MOST_TOLD} more"


def row_named(row: PlanRow) -> str:
    """Return how a row is told: its place, its number, its words."""
    code = f"({row.code}) " if row.code else ""
    return f"{row.place} {code}“{_short(row.text)}”".strip()


def not_read(meant: Iterable[Meant]) -> Iterator[str]:
    """List the cells of which nothing but the words is kept."""
    told = list(meant)
    unread = [cell for one in told for cell in one.unread]
    lines = [f"{cell.address}: “{_short(cell.words)}” ({cell.column.field})" for cell in unread]
    yield from listed("cells not read, whose words are kept", lines)
    bare = [cell for one in told for cell in one.without_currency]
    lines = [f"{cell.address}: “{_short(cell.words)}”" for cell in bare]
    yield from listed("amounts kept as words, for want of a currency: name it by --currency", lines)


def comparison_lines(found: Comparison) -> Iterator[str]:
    """Tell what two states of a plan say otherwise: rows changed, new and gone, and doubtful ones."""
    pairing = found.pairing
    yield (
        f"rows: {found.same} as they were, {len(found.changed)} changed, {len(pairing.added)} new, "
        f"{len(pairing.gone)} no longer there, {len(pairing.doubtful)} doubtful"
    )
    renamed = dict.fromkeys(
        f"“{cell.former_heading}” → “{cell.heading}”"
        for change in found.changed
        for cell in change.cells
        if cell.former_heading
    )
    yield from listed("headings otherwise", list(renamed))
    yield from changed_lines(found, found.changed)
    yield from listed("new", [row_named(found.new[at]) for at in pairing.added])
    yield from listed("no longer there", [row_named(found.old[at]) for at in pairing.gone])
    yield from listed("doubtful", list(_doubtful_lines(found)))


def changed_lines(found: Comparison, changes: Iterable[RowChange]) -> Iterator[str]:
    """Tell some changed rows, each with its cells that say otherwise."""
    blocks = [list(_change_lines(found, change)) for change in changes]
    told = [block for block in blocks if len(block) > 1]
    if told:
        yield f"changed: {len(told)}"
    for block in told[:MOST_TOLD]:
        yield from (f"  {line}" for line in block)
    if len(told) > MOST_TOLD:
        yield f"  … and {len(told) - MOST_TOLD} more"


def comparison_json(found: Comparison) -> str:
    """Return what two states of a plan say otherwise as JSON."""
    pairing = found.pairing
    told = {
        "same": found.same,
        "changed": [_change_told(found, change) for change in found.changed],
        "new": [_row_told(found.new[at]) for at in pairing.added],
        "gone": [_row_told(found.old[at]) for at in pairing.gone],
        "doubtful": [
            {
                **_row_told(found.new[at]),
                "perhaps": [_row_told(found.old[former]) for former in formers],
            }
            for at, formers in pairing.doubtful.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _change_lines(found: Comparison, change: RowChange) -> Iterator[str]:
    row = found.new[change.new]
    yield row_named(row)
    yield from (f"  {_cell_line(cell)}" for cell in change.cells if cell.before != cell.after)
    if change.is_moved:
        before, after = found.old[change.old].under, row.under
        yield (
            f"  stands under {_above(found.new, after)}, before under {_above(found.old, before)}"
        )


def _cell_line(cell: CellChange) -> str:
    name = cell.heading or cell.field
    return f"{cell.place} {name}: {_words(cell.before)} → {_words(cell.after)}".strip()


def _doubtful_lines(found: Comparison) -> Iterator[str]:
    for at, formers in found.pairing.doubtful.items():
        perhaps = "; ".join(row_named(found.old[former]) for former in formers)
        yield f"{row_named(found.new[at])}: perhaps {perhaps}"


def _above(rows: Sequence[PlanRow], at: int | None) -> str:
    return "nothing" if at is None else row_named(rows[at])


def _words(words: str) -> str:
    return f"“{_short(words)}”" if words else "nothing"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _row_told(row: PlanRow) -> dict[str, str]:
    return {"cell": row.place, "code": row.code, "title": row.text}


def _change_told(found: Comparison, change: RowChange) -> dict[str, object]:
    return {
        **_row_told(found.new[change.new]),
        "was": _row_told(found.old[change.old]),
        "moved": change.is_moved,
        "cells": [
            {
                "cell": cell.place,
                "heading": cell.heading,
                "field": cell.field,
                "before": cell.before,
                "after": cell.after,
            }
            for cell in change.cells
        ],
    }
