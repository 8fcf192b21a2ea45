"""Word files (.docx): paragraphs and tables in reading order, as if every change were accepted."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table, _Cell
from lxml.etree import _Element

from servanda.reading.errors import DamagedDocument, DocumentError
from servanda.reading.formats.archives import refuse_entities
from servanda.reading.formats.notices import comments_notice, tracked_notice
from servanda.reading.formats.opened import Aside, OpenedDocument, one_line, tidied
from servanda.reading.formats.word_numbers import WordNumbers
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_DELETED = (qn("w:del"), qn("w:moveFrom"))
_WRAPPERS = tuple(
    qn(name)
    for name in (
        "w:ins",
        "w:moveTo",
        "w:sdt",
        "w:sdtContent",
        "w:smartTag",
        "w:customXml",
        "w:fldSimple",
    )
)
_NOTES = {"/footnotes": "w:footnote", "/endnotes": "w:endnote"}
_EDGES: tuple[tuple[str, Literal["top", "foot"]], ...] = (("/header", "top"), ("/footer", "foot"))


def open_docx(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of a Word file: body, tables cell by cell, notes at the end.

    Each paragraph of a cell is a block of its own; a merged cell is read once. Automatic numbers
    are written out. What was deleted under tracked changes is left out and what was inserted is
    read. Heads and feet of pages are kept apart. DamagedDocument where it is not of Word.
    """
    with damaged(file_name):
        document = docx.Document(io.BytesIO(content))
        refuse_entities(document.element)
        warnings = tuple(warnings_of(document, file_name))
        accept_changes(document.element.body)
        blocks = [*blocks_of(document, WordNumbers.of(document)), *_notes(document)]
        title = one_line(document.core_properties.title)
        asides = tuple(_asides(document))
    return OpenedDocument(
        text=tidied("\n\n".join(blocks)),
        pages=(),
        media_type=MEDIA_TYPE,
        title=title,
        warnings=warnings,
        asides=asides,
    )


@contextmanager
def damaged(file_name: str) -> Iterator[None]:
    """Raise DamagedDocument where what is done inside meets a file that is not of Word."""
    try:
        yield
    except DocumentError:
        raise
    except Exception as damage:
        raise DamagedDocument(
            _(
                "%(file)s is damaged and cannot be opened as a Word file: "
                "save it again as .docx and upload it again.",
                file=file_name,
            )
        ) from damage


def warnings_of(document: Document, file_name: str) -> Iterator[Notice]:
    """Say what of a file is read otherwise than a person may think."""
    body = document.element.body
    if next(body.iter(*_DELETED, qn("w:ins")), None) is not None:
        yield tracked_notice(file_name)
    if next(body.iter(qn("w:txbxContent")), None) is not None:
        yield _(
            "%(file)s has text boxes: their text was left out, paste it if needed.",
            file=file_name,
        )
    if next(_parts(document, "/comments"), None) is not None:
        yield comments_notice(file_name)


def accept_changes(body: _Element) -> None:
    """Take out what was deleted and unwrap what hides paragraphs, rows, cells or runs."""
    for deleted in list(body.iter(*_DELETED)):
        parent = deleted.getparent()
        if parent is not None:
            parent.remove(deleted)
    for wrapper in list(body.iter(*_WRAPPERS)):
        parent = wrapper.getparent()
        if parent is not None:
            place = parent.index(wrapper)
            parent[place : place + 1] = list(wrapper)


def blocks_of(container: Document | _Cell, numbers: WordNumbers) -> Iterator[str]:
    """Give the paragraphs of a body or a cell, each with the number that Word draws before it."""
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block, numbers)
            continue
        label = numbers.label(block)
        if block.text.strip():
            yield f"{label} {block.text}" if label else block.text


def _rows(table: Table, numbers: WordNumbers) -> Iterator[str]:
    for row in table.rows:
        # `row.cells` would give a merged cell several times, as often as the file likes.
        for cell in row._tr.tc_lst:
            if cell.vMerge != "continue":
                yield from blocks_of(_Cell(cell, table), numbers)


def _notes(document: Document) -> Iterator[str]:
    for ending, name in _NOTES.items():
        for root in _parts(document, ending):
            yield from (_words(note) for note in root.iter(qn(name)))


def _asides(document: Document) -> Iterator[Aside]:
    for ending, place in _EDGES:
        told = {
            words: None
            for root in _parts(document, ending)
            for paragraph in root.iter(qn("w:p"))
            if (words := one_line(_words(paragraph)))
        }
        yield from (Aside(page=None, place=place, text=words) for words in told)


def _parts(document: Document, ending: str) -> Iterator[_Element]:
    for relationship in document.part.rels.values():
        if relationship.reltype.endswith(ending) and not relationship.is_external:
            yield parse_xml(relationship.target_part.blob)


def _words(holder: _Element) -> str:
    return "".join(text.text or "" for text in holder.iter(qn("w:t"))).strip()
