"""The brief as plain text for a terminal: eighty columns, sources at the end."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from servanda.reports.rules.paper import (
    Cell,
    Facts,
    Line,
    NoteLine,
    OwnBox,
    Paper,
    Paragraph,
    Section,
    Table,
    one_line,
)

WIDTH = 80
INDENT = "   "
DEEPER = "     "
LONG_ROW = 5
"""Rows of as many columns are set apart by an empty line."""


def text_of(paper: Paper) -> str:
    """Return the paper as text; no line is longer than WIDTH unless one word is."""
    lines = [paper.marking.center(WIDTH).rstrip(), ""]
    lines += _wrapped(paper.kind.upper())
    lines += _wrapped(paper.title)
    lines += _wrapped(paper.subtitle)
    for section in paper.sections:
        lines += ["", *_wrapped(section.heading.upper()), "-" * WIDTH]
        lines += _section(section)
    if paper.notes:
        lines += ["", paper.notes_heading.upper(), "-" * WIDTH]
        for note in paper.notes:
            lines += _note(note)
    for told in filter(None, (paper.closing, paper.checkpoint)):
        lines += ["", *_wrapped(told)]
    lines += ["", paper.marking.center(WIDTH).rstrip()]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    for place, block in enumerate(section.blocks):
        if place:
            yield ""
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Facts):
            yield from _facts(block.pairs)
        elif isinstance(block, Paragraph):
            for line in block.lines:
                yield from _wrapped(_said(line))
        else:
            yield from _own_box(block)


def _table(table: Table) -> Iterator[str]:
    """Yield each row as a paragraph: its head, and below it what the other columns say."""
    for number, row in enumerate(table.rows):
        if number and len(row) >= LONG_ROW:
            yield ""
        head, *others = row
        for place, line in enumerate(head.lines):
            yield from _wrapped(_said(line), INDENT if place else "", INDENT)
        for cell in others:
            yield from _cell(cell)


def _cell(cell: Cell) -> Iterator[str]:
    """Yield a cell on one line where it is short, else its lines below one another."""
    if not cell.lines:
        return
    marks = [_said(line) for line in cell.lines]
    short = f"{cell.column}: " + "; ".join(marks)
    if len(INDENT + short) <= WIDTH or len(marks) == 1:
        yield from _wrapped(short, INDENT, DEEPER)
        return
    yield from _wrapped(f"{cell.column}: {marks[0]}", INDENT, DEEPER)
    for mark in marks[1:]:
        yield from _wrapped(mark, DEEPER, DEEPER + "  ")


def _facts(pairs: Iterable[Cell]) -> Iterator[str]:
    for pair in pairs:
        yield from _wrapped(f"{pair.column}: " + "; ".join(map(_said, pair.lines)), "", INDENT)


def _own_box(box: OwnBox) -> Iterator[str]:
    yield f"| {box.heading}"
    for line in box.lines:
        yield from _wrapped(_said(line), "| ", "|   ")


def _note(note: NoteLine) -> Iterator[str]:
    number = f"[{note.number}]"
    said = f"{note.quoted} — " if note.quote else ""
    yield from _wrapped(f"{number} {said}{note.reference}", "", DEEPER)
    if note.url:
        yield f"{DEEPER}{note.url}"


def _said(line: Line) -> str:
    text = line.text.upper() if line.standing else line.text
    if line.label.isdigit():
        text = f"{line.label}. {text}"
    elif line.label:
        text = f"{line.label}: {text}"
    if line.tone == "own":
        text = f"> {text}"
    numbers = ",".join(map(str, line.notes))
    return f"{text} [{numbers}]" if numbers else text


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(
        one_line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
