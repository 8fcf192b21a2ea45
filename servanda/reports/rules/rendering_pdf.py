"""The brief as PDF, set by typst on A4 with page numbers, tagged for screen readers (PDF/UA-1).

The words reach typst as JSON beside the source `brief.typ`, never as source, so nothing in them
can be read as markup.
"""

import json
from pathlib import Path
from typing import Literal

import typst

from servanda.history.rules import JsonValue
from servanda.reports.rules.paper import (
    Block,
    Cell,
    Facts,
    Line,
    NoteLine,
    OwnBox,
    Paper,
    Table,
    one_line,
)

SOURCE = Path(__file__).with_name("brief.typ")


def pdf_of(paper: Paper) -> bytes:
    """Return the paper as a PDF file.

    PDF/UA allows no letter without a glyph: where no font on this machine has one, the file is
    made without that promise rather than not at all.
    """
    told = json.dumps(_paper(paper), ensure_ascii=False)
    try:
        return _compiled(told, standard="ua-1")
    except typst.TypstError:
        return _compiled(told, standard=None)


def _compiled(told: str, *, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        SOURCE.read_bytes(), format="pdf", sys_inputs={"paper": told}, pdf_standards=standard
    )


def _paper(paper: Paper) -> dict[str, JsonValue]:
    return {
        "language": paper.language,
        "title": paper.title,
        "kind": paper.kind,
        "subtitle": paper.subtitle,
        "marking": paper.marking,
        "closing": [told for told in (paper.closing, paper.checkpoint) if told],
        "notes_heading": paper.notes_heading,
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in paper.sections
        ],
        "notes": [_note(note) for note in paper.notes],
    }


def _block(block: Block) -> dict[str, JsonValue]:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": block.caption,
            "widths": list(block.widths),
            "columns": list(block.columns),
            "rows": [[_cell(cell) for cell in row] for row in block.rows],
        }
    if isinstance(block, Facts):
        pairs: list[JsonValue] = [
            {"name": pair.column, "lines": _cell(pair)} for pair in block.pairs
        ]
        return {"kind": "facts", "pairs": pairs}
    if isinstance(block, OwnBox):
        return {"kind": "own", "heading": block.heading, "lines": [_line(x) for x in block.lines]}
    return {"kind": "paragraph", "lines": [_line(line) for line in block.lines]}


def _cell(cell: Cell) -> JsonValue:
    return [_line(line) for line in cell.lines]


def _line(line: Line) -> JsonValue:
    label = line.label
    if label:
        label += "." if label.isdigit() else ":"
    return {
        "text": one_line(line.text),
        "notes": list(line.notes),
        "standing": line.standing,
        "tone": line.tone,
        "label": label,
    }


def _note(note: NoteLine) -> JsonValue:
    is_address = note.url.startswith(("http://", "https://"))
    return {
        "number": note.number,
        "quote": note.quoted,
        "reference": note.reference,
        "url": note.url if is_address else "",
    }
