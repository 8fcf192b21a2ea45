"""Sentences about files that several readers say."""

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
KINDS = "as .txt, .md, .html, .docx, .odt, .xlsx, .eml or .pdf"


def password_sentence(file_name: str) -> str:
    """Say that a file opens only with a password."""
    return f"{file_name} is protected by a password: remove the password and upload it again."


def size_words(size: int) -> str:
    """Tell a number of bytes in kilobytes or megabytes (2**20)."""
    if size < 1024 * 1024:
        return f"{-(-size // 1024)} KB"
    return f"{size / 1024**2:.1f} MB"
