"""What kind of file it is: by its content first, then by its name."""

import re
from enum import Enum
from pathlib import PurePath

from servanda.reading.errors import DamagedDocument, PasswordProtected, UnknownFormat
from servanda.reading.formats.archives import member_names, member_start
from servanda.reading.formats.notices import password_notice
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ARCHIVE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_HTML_START = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")


class Kind(Enum):
    """The formats that are read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    OLD_WORD = "doc"
    ODT = "odt"
    XLSX = "xlsx"
    LETTER = "eml"
    PDF = "pdf"


_KINDS_BY_SUFFIX = {
    "": Kind.PLAIN,
    ".txt": Kind.PLAIN,
    ".text": Kind.PLAIN,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".eml": Kind.LETTER,
}


def kind_of(content: bytes, *, file_name: str) -> Kind:
    """Give the kind of a file.

    PasswordProtected, DamagedDocument (the name promises what the content is not),
    DocumentTooLarge (an archive made to burst) or UnknownFormat where it is not one of the
    kinds that are read.
    """
    start = _without_mark(content[:4096])
    suffix = PurePath(file_name).suffix.lower()
    if start.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in start[:1024]):
        return Kind.PDF
    if start.startswith(_ARCHIVE):
        return _kind_of_archive(content, file_name)
    if start.startswith(_OLE):
        return _kind_of_compound(content, file_name=file_name, suffix=suffix)
    if _HTML_START.match(start):
        return Kind.HTML
    _refuse_foreign(content, file_name=file_name)
    return _kind_by_name(file_name=file_name, suffix=suffix)


def _kind_of_archive(content: bytes, file_name: str) -> Kind:
    names = member_names(content, file_name)
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if member_start(content, "mimetype", length=100).strip() == _OPEN_TEXT:
        return Kind.ODT
    raise UnknownFormat(
        _(
            "%(file)s is an archive but not a file of Word, Excel or OpenDocument text: "
            "unpack it, or save the document as .docx, .odt, .xlsx or .pdf, and upload that.",
            file=file_name,
        )
    )


def _kind_of_compound(content: bytes, *, file_name: str, suffix: str) -> Kind:
    """Tell a compound file: Word keeps both its old format and its encrypted files in one."""
    is_old_word = _OLD_WORD_STREAM in content
    if _ENCRYPTED_STREAM in content or (suffix in {".docx", ".xlsx"} and not is_old_word):
        raise PasswordProtected(password_notice(file_name))
    if is_old_word:
        return Kind.OLD_WORD
    raise UnknownFormat(
        _(
            "%(file)s is a file of old Microsoft Office: "
            "open it there, save it as .docx or .xlsx and upload that.",
            file=file_name,
        )
    )


def _kind_by_name(*, file_name: str, suffix: str) -> Kind:
    misnamed = _misnamed_notice(file_name, suffix)
    if misnamed is not None:
        raise DamagedDocument(misnamed)
    if suffix not in _KINDS_BY_SUFFIX:
        raise UnknownFormat(
            _(
                "%(file)s is of a format that is not read: save it as .txt, .md, .html, .docx, "
                ".odt, .xlsx, .eml or .pdf and upload that.",
                file=file_name,
            )
        )
    return _KINDS_BY_SUFFIX[suffix]


def _misnamed_notice(file_name: str, suffix: str) -> Notice | None:
    """Say that the content is not what the name promises; None for a name that promises nothing."""
    return {
        ".pdf": _(
            "%(file)s is not a PDF file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is.",
            file=file_name,
        ),
        ".docx": _(
            "%(file)s is not a Word file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is.",
            file=file_name,
        ),
        ".doc": _(
            "%(file)s is not an old Word file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is.",
            file=file_name,
        ),
        ".odt": _(
            "%(file)s is not an OpenDocument file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is.",
            file=file_name,
        ),
        ".xlsx": _(
            "%(file)s is not an Excel file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is.",
            file=file_name,
        ),
    }.get(suffix)


def _refuse_foreign(content: bytes, *, file_name: str) -> None:
    if content.startswith(b"{\\rtf"):
        raise UnknownFormat(
            _(
                "%(file)s is a rich text (RTF) file: "
                "open it in a word processor, save it as .docx and upload that.",
                file=file_name,
            )
        )
    if content.startswith(_PICTURES):
        raise UnknownFormat(
            _(
                "%(file)s is a picture: run text recognition (OCR) on it, or paste its text.",
                file=file_name,
            )
        )


def _without_mark(start: bytes) -> bytes:
    for mark in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            wide = mark != _BYTE_ORDER_MARKS[0]
            return start.replace(b"\x00", b"")[len(mark) :] if wide else start[len(mark) :]
    return start
