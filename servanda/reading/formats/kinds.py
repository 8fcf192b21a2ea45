"""What kind of file it is: by its content first, then by its name."""

import re
from enum import Enum
from pathlib import PurePath

from servanda.reading.errors import DamagedDocument, PasswordProtected, UnknownFormat

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_HTML_START = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_SAVE_AS_DOCX = "open it in a word processor, save it as .docx and upload that"


class Kind(Enum):
    """The formats that are read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
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
}


def kind_of(content: bytes, *, file_name: str) -> Kind:
    """Give the kind of a file.

    PasswordProtected, DamagedDocument (the name promises what the content is not) or
    UnknownFormat where it is not one of the kinds that are read.
    """
    start = _without_mark(content[:4096])
    suffix = PurePath(file_name).suffix.lower()
    if start.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in start[:1024]):
        return Kind.PDF
    if start.startswith(b"PK\x03\x04"):
        return Kind.DOCX
    if _HTML_START.match(start):
        return Kind.HTML
    _refuse_foreign(content, file_name=file_name, suffix=suffix)
    return _kind_by_name(file_name=file_name, suffix=suffix)


def _kind_by_name(*, file_name: str, suffix: str) -> Kind:
    if suffix in {".pdf", ".docx"}:
        kind = "PDF" if suffix == ".pdf" else "Word"
        raise DamagedDocument(
            f"{file_name} is not a {kind} file although its name says so: "
            "save it again from the program it comes from, or rename it to what it is."
        )
    if suffix not in _KINDS_BY_SUFFIX:
        raise UnknownFormat(
            f"{file_name} is of a format that is not read: "
            "save it as .txt, .md, .html, .docx or .pdf and upload that."
        )
    return _KINDS_BY_SUFFIX[suffix]


def _refuse_foreign(content: bytes, *, file_name: str, suffix: str) -> None:
    if content.startswith(_OLE):
        _refuse_ole(content, file_name=file_name, suffix=suffix)
    if content.startswith(b"{\\rtf"):
        raise UnknownFormat(f"{file_name} is a rich text (RTF) file: {_SAVE_AS_DOCX}.")
    if content.startswith(_PICTURES):
        raise UnknownFormat(
            f"{file_name} is a picture: run text recognition (OCR) on it, or paste its text."
        )


def _refuse_ole(content: bytes, *, file_name: str, suffix: str) -> None:
    """Refuse a compound file: Word keeps both its old format and its encrypted files in one."""
    is_old_word = _OLD_WORD_STREAM in content
    if _ENCRYPTED_STREAM in content or (suffix == ".docx" and not is_old_word):
        raise PasswordProtected(password_sentence(file_name))
    raise UnknownFormat(f"{file_name} is a file of old Microsoft Office: {_SAVE_AS_DOCX}.")


def password_sentence(file_name: str) -> str:
    """Say that a file opens only with a password."""
    return f"{file_name} is protected by a password: remove the password and upload it again."


def _without_mark(start: bytes) -> bytes:
    for mark in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            wide = mark != _BYTE_ORDER_MARKS[0]
            return start.replace(b"\x00", b"")[len(mark) :] if wide else start[len(mark) :]
    return start
