"""The brief as a Word file: real headings, tables whose headers repeat, sources as numbered notes."""

from docx import Document
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from servanda.reports.rules.docx_parts import (
    LATE,
    OWN,
    SOFT,
    WordDocument,
    add_address,
    add_bookmark,
    add_reference,
    draw_side_line,
    keep_row_together,
    put_look,
    put_marking,
    repeat_header,
    rule_table,
    saved,
)
from servanda.reports.rules.paper import (
    Block,
    Cell,
    Facts,
    Line,
    NoteLine,
    OwnBox,
    Paper,
    Paragraph,
    Table,
    one_line,
)

TEXT_WIDTH_MM = 174


def docx_of(paper: Paper) -> bytes:
    """Return the paper as a Word file on A4."""
    document: WordDocument = Document()
    put_look(document, language=paper.language)
    document.core_properties.title = f"{paper.kind}: {paper.title}"
    document.core_properties.author = "Servanda"
    document.core_properties.language = paper.language
    put_marking(document, paper.marking)
    document.add_paragraph(one_line(paper.kind), style="Subtitle")
    document.add_heading(one_line(paper.title), level=1)
    document.add_paragraph(one_line(paper.subtitle))
    for section in paper.sections:
        document.add_heading(one_line(section.heading), level=section.level)
        for block in section.blocks:
            _add_block(document, block)
    if paper.notes:
        document.add_heading(one_line(paper.notes_heading), level=2)
        for note in paper.notes:
            _add_note(document, note)
    for told in filter(None, (paper.closing, paper.checkpoint)):
        _soften(document.add_paragraph(), one_line(told))
    return saved(document)


def _add_block(document: WordDocument, block: Block) -> None:
    if isinstance(block, Table):
        _add_table(document, block)
    elif isinstance(block, Facts):
        _add_facts(document, block)
    elif isinstance(block, Paragraph):
        for line in block.lines:
            _say(document.add_paragraph(), line)
    else:
        _add_own_box(document, block)


def _add_table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.columns))
    rule_table(made, widths=_widths(table.widths), caption=one_line(table.caption))
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(one_line(column)).bold = True
    repeat_header(made.rows[0])
    for row in table.rows:
        _add_row(made, row)
    document.add_paragraph().paragraph_format.space_after = 0


def _add_row(made: WordTable, row: tuple[Cell, ...]) -> None:
    added: WordRow = made.add_row()  # type: ignore[no-untyped-call]
    keep_row_together(added)
    for word_cell, cell in zip(added.cells, row, strict=True):
        _fill(word_cell, cell)


def _fill(word_cell: WordCell, cell: Cell) -> None:
    for place, line in enumerate(cell.lines):
        paragraph = word_cell.add_paragraph() if place else word_cell.paragraphs[0]
        _say(paragraph, line)


def _add_facts(document: WordDocument, facts: Facts) -> None:
    for pair in facts.pairs:
        paragraph = document.add_paragraph()
        _soften(paragraph, f"{one_line(pair.column)}: ")
        for place, line in enumerate(pair.lines):
            if place:
                paragraph.add_run("; ")
            _say(paragraph, line)


def _add_own_box(document: WordDocument, box: OwnBox) -> None:
    heading = document.add_heading(one_line(box.heading), level=3)
    draw_side_line(heading)
    for line in box.lines:
        _say(document.add_paragraph(), line)


def _say(paragraph: WordParagraph, line: Line) -> None:
    """Write a line: its label, its words in their tone, the numbers of its sources as links."""
    if line.label:
        paragraph.add_run(f"{line.label}{'.' if line.label.isdigit() else ':'} ").bold = True
    mark = "▲ " if line.standing == "overdue" else ""
    run = paragraph.add_run(mark + one_line(line.text))
    if line.standing:
        run.bold = True
    if line.standing == "overdue":
        run.font.color.rgb = LATE
    if line.tone == "soft":
        run.font.color.rgb = SOFT
    if line.tone == "own":
        run.font.color.rgb = OWN
        draw_side_line(paragraph)
    for place, number in enumerate(line.notes):
        if place:
            paragraph.add_run(", ").font.superscript = True
        add_reference(paragraph, number)


def _add_note(document: WordDocument, note: NoteLine) -> None:
    paragraph = document.add_paragraph(style="Sources")
    add_bookmark(paragraph, note.number)
    if note.quote:
        paragraph.add_run(f"{note.quoted} — ")
    _soften(paragraph, note.reference)
    if note.url.startswith(("http://", "https://")):
        paragraph.add_run(" ")
        add_address(paragraph, note.url)


def _soften(paragraph: WordParagraph, text: str) -> None:
    paragraph.add_run(text).font.color.rgb = SOFT


def _widths(shares: tuple[int, ...]) -> list[float]:
    """Return the widths of columns in millimetres."""
    return [TEXT_WIDTH_MM * share / sum(shares) for share in shares]
