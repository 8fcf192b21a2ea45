"""Plain text: UTF-8 with or without byte order mark, UTF-16 with one."""

import codecs

from servanda.reading.errors import BinaryDocument, WrongEncoding
from servanda.reading.formats.opened import OpenedDocument, normalised
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _


def open_plain(content: bytes, file_name: str) -> OpenedDocument:
    """Give the text as it stands; WrongEncoding or BinaryDocument where it is none."""
    text = normalised(decoded(content, file_name))
    return OpenedDocument(text=text, pages=(), media_type="text/plain", title=None, warnings=())


def decoded(content: bytes, file_name: str) -> str:
    """Decode UTF-8, or UTF-16 with a byte order mark, without the mark.

    BinaryDocument where there are NUL characters, WrongEncoding for any other encoding.
    """
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in content:
        raise BinaryDocument(_binary_notice(file_name))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as damage:
        raise WrongEncoding(
            _(
                "%(file)s is not encoded as UTF-8 (it fails at byte %(byte)s): "
                'save it as "UTF-8" text and upload it again.',
                file=file_name,
                byte=damage.start,
            )
        ) from damage
    if "\x00" in text:
        raise BinaryDocument(_binary_notice(file_name))
    return text


def _binary_notice(file_name: str) -> Notice:
    return _(
        "%(file)s is not text but binary data: choose the document itself, as .txt, .md, .html, "
        ".docx, .odt, .xlsx, .eml or .pdf.",
        file=file_name,
    )
