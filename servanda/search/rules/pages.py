"""What is handed to the index: an entry's words, in pieces where they are long."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

PIECE: Final = 800
"""Characters of a long text that are found as one; a paragraph that is longer is cut."""
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?=\s*\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a page stands: in which register and for whom.

    `register` is the number of the register, `openness` that of its visibility (0 for the most
    open), `side` whose alone it is, `embargo_until` the day before which editors alone see it.
    """

    register: int
    openness: int
    side: int | None = None
    embargo_until: date | None = None


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What of one entry is found: its title and text, and the entry whose page shows it.

    `names` are words by which it is found beside those of the text; `day` is the
    one that counts, `told_day` the same as vague as its source has it (EDTF).
    """

    shelf: Shelf
    kind: str
    entry: UUID
    title: str
    text: str = ""
    language: str = ""
    day: date | None = None
    told_day: str = ""
    names: tuple[str, ...] = ()
    shown_kind: str = ""
    shown: UUID | None = None


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text at the ends of paragraphs into pieces of some PIECE characters; give each's place.

    `text[place : place + len(piece)] == piece`, and together the pieces hold every word.
    """
    begin = 0
    for end in _borders(text):
        if end - begin >= PIECE or end == len(text):
            yield from _cut(text, begin, end)
            begin = end


def _borders(text: str) -> Iterator[int]:
    for match in _PARAGRAPH_END.finditer(text):
        yield match.end()
    yield len(text)


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    while end - begin > 2 * PIECE:
        limit = begin + 2 * PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(text, begin + PIECE, limit)]
        space = text.rfind(" ", begin + PIECE, limit) + 1
        cut = ends[0] if ends else space or limit
        yield begin, text[begin:cut]
        begin = cut
    if text[begin:end].strip():
        yield begin, text[begin:end]
