"""Quotations: the stretches of a text that stand between marks of speech."""

from __future__ import annotations

import re
from typing import Final

from servanda.reading.finding.sentences import split_paragraphs
from servanda.reading.model import Span

_MARK = re.compile('[“”„«»"]')
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", '"': '"'}


def quotations_of(text: str) -> tuple[Span, ...]:
    """Give the quotations of a text in order, without their marks.

    A quotation that goes on in the next paragraph opens anew there, and ends once; one that
    is never closed ends with its paragraph.
    """
    found: list[Span] = []
    begin: int | None = None
    mark = ""
    for paragraph in split_paragraphs(text):
        goes_on = bool(begin is not None and text[paragraph.start] == mark)
        if begin is not None and not goes_on:
            begin = None
        for match in _MARK.finditer(text, paragraph.start + goes_on, paragraph.end):
            if begin is None and match.group() in _CLOSING:
                begin, mark = match.end(), match.group()
            elif begin is not None and match.group() in _CLOSING[mark]:
                found.append(Span(begin, match.start()))
                begin = None
        if begin is not None and not _opens_again(text, paragraph.end, mark):
            found.append(Span(begin, paragraph.end))
            begin = None
    return tuple(found)


def _opens_again(text: str, end: int, mark: str) -> bool:
    """Tell whether the next paragraph begins with the same mark, as long quotations do."""
    return text[end:].lstrip()[:1] == mark
