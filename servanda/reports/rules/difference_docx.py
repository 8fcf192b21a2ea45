"""The difference of two editions as a Word file: what went struck out, what came underlined."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.text.paragraph import Paragraph as WordParagraph

from servanda.instruments.rules import Mark, Piece, ToldChange, ToldField
from servanda.reports.rules.docx_parts import (
    ACCENT,
    LATE,
    SOFT,
    WordDocument,
    put_look,
    put_marking,
)
from servanda.reports.rules.paper import one_line

WORDS_IN_HEADING = 16


@dataclass(frozen=True)
class DifferencePaper:
    """What stands around the changes: title, the two editions, why, the words for both columns."""

    title: str
    editions: str
    reason: str
    language: str
    marking: str
    nothing: str


def difference_docx(paper: DifferencePaper, changes: Iterable[ToldChange]) -> bytes:
    """Return a difference as a Word file, each provision under a heading of its own."""
    document: WordDocument = Document()
    put_look(document, language=paper.language)
    put_marking(document, paper.marking)
    document.add_heading(one_line(paper.title), level=1)
    document.add_paragraph(one_line(paper.editions), style="Subtitle")
    if paper.reason:
        document.add_paragraph(one_line(paper.reason))
    is_empty = True
    for change in changes:
        is_empty = False
        _add_change(document, change)
    if is_empty:
        document.add_paragraph(one_line(paper.nothing))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _add_change(document: WordDocument, change: ToldChange) -> None:
    words = change.text.split()
    rest = ["…"] if len(words) > WORDS_IN_HEADING else []
    heading = " ".join([change.code, *words[:WORDS_IN_HEADING], *rest])
    document.add_heading(one_line(heading), level=3)
    ways = document.add_paragraph().add_run(one_line(", ".join(change.ways)))
    ways.font.color.rgb = ACCENT
    for field in change.fields:
        _add_field(document.add_paragraph(), field)


def _add_field(paragraph: WordParagraph, field: ToldField) -> None:
    label = paragraph.add_run(f"{one_line(field.label)}: ")
    label.font.color.rgb = SOFT
    for place, piece in enumerate(field.pieces):
        if place and piece.mark is Mark.NEW and field.pieces[place - 1].mark is Mark.GONE:
            _say(paragraph, Piece(Mark.SAME, " "))
        _say(paragraph, piece)


def _say(paragraph: WordParagraph, piece: Piece) -> None:
    run = paragraph.add_run(piece.text.replace("\n", " "))
    if piece.mark is Mark.GONE:
        run.font.strike, run.font.color.rgb = True, LATE
    if piece.mark is Mark.NEW:
        run.font.underline = run.bold = True
