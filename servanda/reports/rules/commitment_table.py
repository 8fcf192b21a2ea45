"""The table of commitments in a report: what and where, who and until when, what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.reports.rules.brief import OpenPoint
from servanda.reports.rules.composing_past import delay_lines
from servanda.reports.rules.composing_points import (
    agreed_lines,
    assessed,
    headline_lines,
    who_answers,
)
from servanda.reports.rules.paper import Cell, Figure, Line, Table
from servanda.reports.rules.voice import Voice

WIDTHS = (9, 6, 10)


@dataclass(frozen=True)
class TableOf:
    """A table of commitments on a day; `is_placed`: each is said with what it stands in."""

    caption: str
    on: date
    is_placed: bool = True


def commitment_table(points: Iterable[OpenPoint], voice: Voice, asked: TableOf) -> Table:
    """Return a table of commitments, numbered, each with its sources and those of every assessor."""
    _ = voice.words.gettext
    columns = (_("Commitment"), _("Who and until when"), _("What became of it"))
    rows = tuple(
        tuple(map(Cell, columns, _row(point, number, voice, asked)))
        for number, point in enumerate(points, start=1)
    )
    return Table(asked.caption, WIDTHS, columns, rows)


def counted(part: Sequence[OpenPoint], whole: Sequence[OpenPoint], on: date) -> Figure:
    """Return the arithmetic of a number of commitments among others on a day."""
    return Figure(len(part), len(whole), on, tuple(one.target for one in part))


def _row(
    point: OpenPoint, number: int, voice: Voice, asked: TableOf
) -> tuple[tuple[Line, ...], ...]:
    first, *rest = voice.cited(point.text, point.sources, point.target)
    numbered = Line(first.text, first.notes, target=first.target, label=str(number))
    placed = (point.where, *(line.text for line in agreed_lines(point, voice)))
    where = tuple(Line(text, tone="soft") for text in placed) if asked.is_placed else ()
    due = (Line(line.text, line.notes, tone="soft") for line in voice.dated("", point.due).lines)
    return (
        (numbered, *rest, *where),
        (*who_answers(point, voice), *due),
        (*headline_lines(point, voice, on=asked.on), *_said(point, voice)),
    )


def _said(point: OpenPoint, voice: Voice) -> Iterator[Line]:
    """Give what each assessor says, its words for it, and why it calls the commitment late."""
    for one in point.standings:
        yield assessed(one, voice)
        if one.narrative:
            yield Line(one.narrative, voice.numbering.of(one.sources), tone="soft")
        yield from delay_lines(one, voice)
