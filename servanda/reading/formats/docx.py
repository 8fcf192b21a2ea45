"""Word files (.docx): paragraphs and tables in reading order, as if every change were accepted."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table, _Cell
from lxml.etree import _Element

from servanda.reading.errors import (
    DamagedDocument,
    DocumentTooLarge,
    PasswordProtected,
    UnknownFormat,
)
from servanda.reading.formats.kinds import password_sentence
from servanda.reading.formats.opened import OpenedDocument, one_line, tidied

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_LIMIT_INFLATED = 256 * 1024 * 1024
_LIMIT_INFLATED_XML = 64 * 1024 * 1024
# Text of Word shrinks to about a tenth; what shrinks 250 times was made to burst.
_LIMIT_RATIO = 250
_SMALL_ENOUGH = 4 * 1024 * 1024

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
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def open_docx(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text of a Word file: body, tables cell by cell, footnotes at the end.

    Each paragraph of a cell is a block of its own; a merged cell is read once. What was
    deleted under tracked changes is left out and what was inserted is read. DocumentError
    where the archive is encrypted, damaged, bursting or not of Word.
    """
    _check_archive(content, file_name)
    try:
        document = docx.Document(io.BytesIO(content))
        warnings = _warnings(document, file_name)
        _accept_changes(document.element.body)
        blocks = [*_blocks(document), *_footnotes(document)]
        title = one_line(document.core_properties.title)
    except Exception as damage:
        raise DamagedDocument(
            f"{file_name} is damaged and cannot be opened as a Word file: "
            "save it again as .docx and upload it again."
        ) from damage
    return OpenedDocument(
        text=tidied("\n\n".join(blocks)),
        pages=(),
        media_type=MEDIA_TYPE,
        title=title,
        warnings=warnings,
    )


def _check_archive(content: bytes, file_name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as damage:
        raise DamagedDocument(
            f"{file_name} is a damaged archive: get the file again and upload it again."
        ) from damage
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected(password_sentence(file_name))
    if not any(member.filename.startswith("word/") for member in members):
        raise UnknownFormat(
            f"{file_name} is an archive but not a Word file: "
            "save the document as .docx or .pdf and upload that."
        )
    if _is_bursting(members, packed=len(content)):
        raise DocumentTooLarge(
            f"{file_name} grows far too large when it is unpacked: "
            "save its text as a new .docx and upload that."
        )


def _is_bursting(members: list[zipfile.ZipInfo], *, packed: int) -> bool:
    """Tell by the sizes the archive declares; the archive reader stops at these sizes."""
    inflated = sum(member.file_size for member in members)
    inflated_xml = sum(
        member.file_size for member in members if member.filename.endswith((".xml", ".rels"))
    )
    return (
        inflated > _LIMIT_INFLATED
        or inflated_xml > _LIMIT_INFLATED_XML
        or (inflated > _SMALL_ENOUGH and inflated > _LIMIT_RATIO * packed)
    )


def _warnings(document: Document, file_name: str) -> tuple[str, ...]:
    body = document.element.body
    sentences = []
    if next(body.iter(*_DELETED, qn("w:ins")), None) is not None:
        sentences.append(
            f"{file_name} has tracked changes: it was read as if all of them were accepted."
        )
    if next(body.iter(qn("w:txbxContent")), None) is not None:
        sentences.append(
            f"{file_name} has text boxes: their text was left out, paste it if needed."
        )
    return tuple(sentences)


def _accept_changes(body: _Element) -> None:
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


def _blocks(container: Document | _Cell) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        elif block.text.strip():
            yield block.text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        # `row.cells` would give a merged cell several times, as often as the file likes.
        for cell in row._tr.tc_lst:
            if cell.vMerge != "continue":
                yield from _blocks(_Cell(cell, table))


def _footnotes(document: Document) -> Iterator[str]:
    for relationship in document.part.rels.values():
        if relationship.reltype == _FOOTNOTES and not relationship.is_external:
            notes: _Element = parse_xml(relationship.target_part.blob)
            for note in notes.iter(qn("w:footnote")):
                words = (text.text or "" for text in note.iter(qn("w:t")))
                yield "".join(words).strip()
