"""Notices about files that several readers give."""

from servanda.reading.notices import Notice
from servanda.reading.notices import notice as _

ACCEPTED_SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".htm",
    ".docx",
    ".doc",
    ".odt",
    ".pdf",
    ".eml",
    ".xlsx",
)


def password_notice(file_name: str) -> Notice:
    """Say that a file opens only with a password."""
    return _(
        "%(file)s is protected by a password: remove the password and upload it again.",
        file=file_name,
    )


def tracked_notice(file_name: str) -> Notice:
    """Say that a file has tracked changes, and how it was read."""
    return _(
        "%(file)s has tracked changes: it was read as if all of them were accepted.",
        file=file_name,
    )


def comments_notice(file_name: str) -> Notice:
    """Say that the comments of a file were not read."""
    return _("%(file)s has comments in the margin: they were left out.", file=file_name)


def size_words(size: int) -> str:
    """Tell a number of bytes in kilobytes or megabytes (2**20)."""
    if size < 1024 * 1024:
        return f"{-(-size // 1024)} KB"
    return f"{size / 1024**2:.1f} MB"
