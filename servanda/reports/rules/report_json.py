"""A report as JSON: its sections with every line, the sources by number, the arithmetic of each figure."""

import json

from servanda.history.rules import JsonValue
from servanda.reports.rules.composing_report import Compiled, Report
from servanda.reports.rules.grounds import Target
from servanda.reports.rules.json_shape import citations_of
from servanda.reports.rules.paper import (
    Block,
    Cell,
    Facts,
    Figure,
    Line,
    NoteLine,
    OwnBox,
    Section,
    Table,
)
from servanda.reports.rules.report_template import said_in
from servanda.reports.rules.word_count import words_in

JsonObject = dict[str, JsonValue]


def report_json(report: Report) -> str:
    """Return a report as JSON text; the same report gives the same bytes."""
    return json.dumps(report_shape(report), ensure_ascii=False, indent=1) + "\n"


def report_shape(report: Report) -> JsonObject:
    """Return a report as nested dictionaries and lists."""
    paper, stock = report.paper, report.stock
    return {
        "template": report.template.code,
        "template_version": report.template.version,
        "register": stock.brief.register.slug,
        "is_fictional": stock.brief.register.is_fictional,
        "on": stock.brief.on.isoformat(),
        "since": stock.since.isoformat(),
        "language": paper.language,
        "title": paper.title,
        "kind": paper.kind,
        "subtitle": paper.subtitle,
        "marking": paper.marking,
        "sections": [_section(one, paper.language) for one in report.sections],
        "sources": [_note(note) for note in paper.notes],
        "closing": paper.closing,
        "checkpoint": paper.checkpoint or None,
    }


def _section(one: Compiled, language: str) -> JsonObject:
    section = one.section
    return {
        "key": section.key,
        "heading": said_in(section.heading, language),
        "guidance": said_in(section.guidance, language) or None,
        "questions": [said_in(question, language) for question in section.questions],
        "most_words": section.words or None,
        "words": words_in(one.parts),
        "parts": [_part(part) for part in one.parts],
    }


def _part(part: Section) -> JsonObject:
    return {
        "key": part.key,
        "heading": part.heading,
        "blocks": [_block(block) for block in part.blocks],
    }


def _block(block: Block) -> JsonObject:
    if isinstance(block, Table):
        rows: list[JsonValue] = [[_cell(cell) for cell in row] for row in block.rows]
        columns: list[JsonValue] = list(block.columns)
        return {"form": block.form, "caption": block.caption, "columns": columns, "rows": rows}
    if isinstance(block, Facts):
        pairs: list[JsonValue] = [
            {"name": pair.column, "lines": _cell(pair)} for pair in block.pairs
        ]
        return {"form": block.form, "pairs": pairs}
    lines: list[JsonValue] = [_line(line) for line in block.lines]
    if isinstance(block, OwnBox):
        return {"form": block.form, "heading": block.heading, "lines": lines}
    return {"form": block.form, "lines": lines}


def _cell(cell: Cell) -> list[JsonValue]:
    return [_line(line) for line in cell.lines]


def _line(line: Line) -> JsonObject:
    """Return a line with what is known of it; what it does not have is left out."""
    told: JsonObject = {"text": line.text}
    if line.label:
        told["label"] = line.label
    if line.standing:
        told["standing"] = line.standing
    if line.notes:
        told["sources"] = list(line.notes)
    if line.target is not None:
        told["entry"] = _entry(line.target)
    if line.figure is not None:
        told["figure"] = _figure(line.figure)
    return told


def _entry(target: Target) -> JsonObject:
    return {"kind": target.kind, "uuid": str(target.uuid)}


def _figure(figure: Figure) -> JsonObject:
    return {
        "numerator": figure.part,
        "denominator": figure.whole,
        "on": figure.on.isoformat(),
        "counted": [_entry(target) for target in figure.of],
    }


def _note(note: NoteLine) -> JsonValue:
    (told,) = citations_of((note.footnote.source,))
    return {"number": note.number, "citation": told}
