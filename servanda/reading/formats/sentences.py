"""Sentences about files that several readers say."""

from servanda.reading.sentences import Sentence
from servanda.reading.sentences import sentence as _

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


def password_sentence(file_name: str) -> Sentence:
    """Say that a file opens only with a password."""
    return _(
        "%(file)s is protected by a password: remove the password and upload it again.",
        file=file_name,
    )


def tracked_sentence(file_name: str) -> Sentence:
    """Say that a file has tracked changes, and how it was read."""
    return _(
        "%(file)s has tracked changes: it was read as if all of them were accepted.",
        file=file_name,
    )


def comments_sentence(file_name: str) -> Sentence:
    """Say that the comments of a file were not read."""
    return _("%(file)s has comments in the margin: they were left out.", file=file_name)


def size_words(size: int) -> str:
    """Tell a number of bytes in kilobytes or megabytes (2**20)."""
    if size < 1024 * 1024:
        return f"{-(-size // 1024)} KB"
    return f"{size / 1024**2:.1f} MB"
