"""What can go wrong while reading, as one tree; the raiser writes the message.

ReadingError
├── EdtfError (also a ValueError)
└── DocumentError
    ├── EmptyDocument
    ├── BinaryDocument
    ├── DocumentTooLarge
    ├── WrongEncoding
    ├── PasswordProtected
    ├── DamagedDocument
    ├── UnknownFormat
    └── UnknownSheet
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable


class ReadingError(Exception):
    """Reading could not go on; the message is a notice for the user."""

    def __init__(self, notice: str) -> None:
        super().__init__(notice)
        self.notice = notice

    def told(self, translate: Callable[[str], str]) -> str:
        """Give the notice in the language of a page; `translate` is that of its catalogue."""
        notice = self.notice
        return notice.told(translate) if isinstance(notice, Notice) else notice


class EdtfError(ReadingError, ValueError):
    """A date is not EDTF (ISO 8601-2) or names a day that does not exist."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)


class DocumentError(ReadingError):
    """A file cannot be turned into text."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)


class EmptyDocument(DocumentError):
    """The file holds no bytes or no words."""


class BinaryDocument(DocumentError):
    """The file is said to be text but is not."""


class DocumentTooLarge(DocumentError):
    """The file is larger than the limit."""


class WrongEncoding(DocumentError):
    """The bytes of the file cannot be read as text in any encoding tried."""


class PasswordProtected(DocumentError):
    """The file opens only with a password."""


class DamagedDocument(DocumentError):
    """The file is of a known format but broken."""


class UnknownFormat(DocumentError):
    """The file is of a format that is not read."""


class UnknownSheet(DocumentError):
    """The file has no sheet or table of the name asked for."""
