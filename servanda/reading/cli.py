"""What `servanda read` does: the bytes of a file in, one reading out in the form asked for."""

from __future__ import annotations

import re
from typing import Final

from servanda.reading.edtf import bounds
from servanda.reading.errors import ReadingError
from servanda.reading.explaining import explain, to_explained_json, to_explained_text
from servanda.reading.formats import open_document
from servanda.reading.languages import languages
from servanda.reading.pipeline import read
from servanda.reading.rendering import to_html, to_json, to_text

FORMATS: Final = ("json", "text", "html")
EXPLAINED_FORMATS: Final = ("json", "text")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_content(
    content: bytes,
    *,
    file_name: str,
    published: str | None = None,
    language: str | None = None,
    form: str = "json",
) -> str:
    """Read the bytes of a file of any accepted kind and write what it states.

    Raises ReadingError (one notice with the mend) for a file that cannot be read, a day
    that does not exist, and a language that is not known.
    """
    _check_day(published)
    _check_language(language)
    opened = open_document(content, file_name=file_name)
    reading = read(opened.text, published=published, language=language)
    if form == "html":
        return to_html(reading, opened.text, title=opened.title or file_name)
    return to_text(reading) if form == "text" else to_json(reading)


def explain_content(
    content: bytes,
    *,
    file_name: str,
    published: str | None = None,
    language: str | None = None,
    form: str = "json",
) -> str:
    """Read the bytes of a file and write what it states, why, and what was set aside.

    Raises ReadingError as `read_content` does, and for a form without explanations.
    """
    if form not in EXPLAINED_FORMATS:
        raise ReadingError(f"An explanation is written as text or json, not as {form}.")
    _check_day(published)
    _check_language(language)
    opened = open_document(content, file_name=file_name)
    told = explain(read(opened.text, published=published, language=language), opened.text)
    return to_explained_text(told) if form == "text" else to_explained_json(told)


def _check_day(published: str | None) -> None:
    if published is None:
        return
    if not _DAY.fullmatch(published):
        raise ReadingError(f"{published!r} is no day: write it as 2021-02-17.")
    bounds(published)


def _check_language(language: str | None) -> None:
    if language is not None and language not in languages():
        known = ", ".join(languages())
        raise ReadingError(f"The language {language!r} is not known: choose one of {known}.")
