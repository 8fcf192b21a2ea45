"""Letters (.eml): who, to whom, when and about what, then the words; attachments by name.

The parser of headers by the old policy is taken: the newer one takes time with the square of
the length of a list of addresses.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import Final

from servanda.reading.errors import DamagedDocument, DocumentError
from servanda.reading.formats.html import open_html
from servanda.reading.formats.notices import size_words
from servanda.reading.formats.opened import (
    Letter,
    OpenedDocument,
    normalised,
    one_line,
    tidied,
)
from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

MEDIA_TYPE = "message/rfc822"

_SHOWN: Final = ("From", "To", "Cc", "Date", "Subject")
_LONGEST_HEADER: Final = 10_000
_MOST_PARTS: Final = 500
_PARTS_WITHIN: Final = 50
_SIGN: Final = re.compile(r"[^\w.,()\[\] +-]")


def open_letter(content: bytes, file_name: str) -> OpenedDocument:
    """Give the headers a reader sees as first lines, the words, and the attachments' names.

    Of several forms of the same words the plain one is read. DamagedDocument where the file has
    none of the headers of a letter, or nests its parts too deep.
    """
    try:
        letter = email.message_from_bytes(content, policy=compat32)
        parts = _Parts(letter, file_name)
    except (RecursionError, LookupError, ValueError) as damage:
        raise DamagedDocument(_damage_notice(file_name)) from damage
    headers = {name: _header(letter, name) for name in _SHOWN}
    if not any(headers.values()):
        raise DamagedDocument(_damage_notice(file_name))
    told = "\n".join(f"{name}: {words}" for name, words in headers.items() if words)
    return OpenedDocument(
        text=tidied("\n\n".join([told, *parts.words, *_named(parts.attachments)])),
        pages=(),
        media_type=MEDIA_TYPE,
        title=one_line(headers["Subject"]),
        warnings=tuple(parts.warnings),
        letter=Letter(headers["From"], headers["To"], _day(headers["Date"])),
    )


def _damage_notice(file_name: str) -> Notice:
    return _(
        "%(file)s is not a letter that can be read: "
        "save it again as .eml from the mail program, or paste its text.",
        file=file_name,
    )


@dataclass(frozen=True)
class _Attachment:
    """A file that hangs on a letter: its name and its size in bytes."""

    file_name: str
    size: int


class _Parts:
    """The words of a letter and what hangs on it."""

    def __init__(self, letter: Message, file_name: str) -> None:
        self.file_name = file_name
        self.attachments: list[_Attachment] = []
        self.warnings: list[Notice] = []
        self.left = _MOST_PARTS
        self.words = list(self._words_of(letter, depth=0))
        if self.attachments:
            self.warnings.append(
                _(
                    "%(file)s has attachments, which were not read: "
                    "save each and bring it in as a document of its own.",
                    file=file_name,
                )
            )

    def _words_of(self, part: Message, *, depth: int) -> Iterator[str]:
        self.left -= 1
        if self.left < 0 or depth > _PARTS_WITHIN:
            raise ValueError("more parts than a letter has")
        kind = part.get_content_type()
        if kind == "message/rfc822" or _is_attached(part):
            self._keep(part, kind)
        elif kind == "multipart/alternative":
            yield from self._best_of(_parts_within(part), depth=depth + 1)
        elif part.is_multipart():
            for inner in _parts_within(part):
                yield from self._words_of(inner, depth=depth + 1)
        elif kind == "text/html":
            yield self._page(part)
        elif part.get_content_maintype() == "text":
            yield _decoded(part)

    def _best_of(self, forms: list[Message], *, depth: int) -> Iterator[str]:
        """Give the first form that holds words, the plain one before the others."""
        plain_first = sorted(forms, key=lambda form: form.get_content_type() != "text/plain")
        for form in plain_first:
            words = [told for told in self._words_of(form, depth=depth) if told.strip()]
            if words:
                yield from words
                return

    def _page(self, part: Message) -> str:
        try:
            return open_html(_decoded(part).encode(), self.file_name).text
        except DocumentError:
            self.warnings.append(
                _(
                    "%(file)s has words as a web page that cannot be read: paste its text.",
                    file=self.file_name,
                )
            )
            return ""

    def _keep(self, part: Message, kind: str) -> None:
        inner = _parts_within(part)
        if kind == "message/rfc822" and inner:
            subject = one_line(_SIGN.sub(" ", _header(inner[0], "Subject"))) or "letter"
            self.attachments.append(_Attachment(f"{subject[:80]}.eml", len(inner[0].as_bytes())))
            return
        name = one_line(_unfolded(part.get_filename() or "")) or "attachment"
        content = part.get_payload(decode=True)
        size = len(content) if isinstance(content, bytes) else 0
        self.attachments.append(_Attachment(name, size))


def _is_attached(part: Message) -> bool:
    is_named = part.get_filename() is not None
    return is_named or part.get_content_disposition() == "attachment"


def _parts_within(part: Message) -> list[Message]:
    held = part.get_payload()
    return [inner for inner in held if isinstance(inner, Message)] if isinstance(held, list) else []


def _decoded(part: Message) -> str:
    """Give the words of a part in the encoding it names, else as UTF-8 or Latin letters."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return normalised(content.decode(charset)).replace("\x00", "")
        except (LookupError, UnicodeError):
            continue
    return normalised(content.decode("latin-1")).replace("\x00", "")


def _header(letter: Message, name: str) -> str:
    return one_line(_unfolded(str(letter.get(name) or "")[:_LONGEST_HEADER])) or ""


def _unfolded(header: str) -> str:
    """Give a header in letters: those outside ASCII are written in codes there (RFC 2047)."""
    try:
        return str(make_header(decode_header(header)))
    except (LookupError, ValueError, MessageError):
        return header


def _day(header: str) -> str | None:
    try:
        return parsedate_to_datetime(header).date().isoformat() if header else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _named(attachments: list[_Attachment]) -> list[str]:
    if not attachments:
        return []
    lines = [f"• {held.file_name} ({size_words(held.size)})" for held in attachments]
    return ["Attachments:\n" + "\n".join(lines)]
