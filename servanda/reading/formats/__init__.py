"""Files in, text with places out: text, Markdown, HTML, Word, OpenDocument, Excel, letters, PDF."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from servanda.reading.errors import DocumentTooLarge, EmptyDocument
from servanda.reading.formats.kinds import Kind, kind_of
from servanda.reading.formats.notices import ACCEPTED_SUFFIXES
from servanda.reading.formats.opened import LIMIT_BYTES, OpenedDocument, Page
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

__all__ = [
    "ACCEPTED_SUFFIXES",
    "LIMIT_BYTES",
    "OpenedDocument",
    "Page",
    "limit_notice",
    "open_document",
]

# Each opener is imported when a file of its kind comes: the readers of Word and PDF files
# alone take longer to load than a text takes to be read.
_OPENERS = {
    Kind.PLAIN: ("plain", "open_plain"),
    Kind.MARKDOWN: ("markdown", "open_markdown"),
    Kind.HTML: ("html", "open_html"),
    Kind.DOCX: ("docx", "open_docx"),
    Kind.OLD_WORD: ("doc", "open_old_word"),
    Kind.ODT: ("odt", "open_odt"),
    Kind.XLSX: ("xlsx", "open_xlsx"),
    Kind.LETTER: ("eml", "open_letter"),
    Kind.PDF: ("pdf", "open_pdf"),
}


def open_document(
    content: bytes, *, file_name: str, limit_bytes: int = LIMIT_BYTES
) -> OpenedDocument:
    """Turn the bytes of a file into text with places.

    What the file is follows from its content first, then from its name. Whatever is wrong
    raises a `DocumentError` (EmptyDocument, BinaryDocument, DocumentTooLarge, WrongEncoding,
    PasswordProtected, DamagedDocument, UnknownFormat) whose message is one notice naming
    the file and what to do.
    """
    if len(content) > limit_bytes:
        raise DocumentTooLarge(limit_notice(file_name, limit_bytes=limit_bytes))
    if not content:
        raise EmptyDocument(_("%(file)s is empty: choose a file that holds text.", file=file_name))
    opened = _opener(kind_of(content, file_name=file_name))(content, file_name)
    if not opened.text.strip():
        raise EmptyDocument(
            _("%(file)s holds no words: choose a file that holds text.", file=file_name)
        )
    return opened


def _opener(kind: Kind) -> Callable[[bytes, str], OpenedDocument]:
    module, function = _OPENERS[kind]
    opener = getattr(import_module(f"{__name__}.{module}"), function)
    return cast("Callable[[bytes, str], OpenedDocument]", opener)


def limit_notice(file_name: str, *, limit_bytes: int = LIMIT_BYTES) -> Notice:
    """Say that a file is larger than the limit, given in bytes and told in megabytes (2**20)."""
    megabytes = f"{limit_bytes / 1024**2:.1f}".removesuffix(".0")
    return _(
        "%(file)s is larger than %(megabytes)s MB: "
        "split it, or leave out its pictures, and upload it again.",
        file=file_name,
        megabytes=megabytes,
    )
