"""The paper before it has a form: sections of tables, lists and lines, each with its footnotes."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from servanda.reports.rules.grounds import Footnote, Target

WHOLE_BRIEF = "whole-brief"
"""What a line leads to that stands in for the rest: the same brief, whole."""


def one_line(text: str) -> str:
    """Return text on one line, without the control characters that a terminal or a file would obey."""
    return "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc")


@dataclass(frozen=True)
class Figure:
    """The arithmetic of a number: so many of so many on a day; `of` are the entries that were counted."""

    part: int
    whole: int
    on: date
    of: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Line:
    """One line of text. `standing` shows it as the mark of a standing, `target` links its entry.

    `page` links a list of the register by the name of its address, or WHOLE_BRIEF. `tone`: plain; soft (said beside); strong; own (of one's own side only).
    """

    text: str
    notes: tuple[int, ...] = ()
    standing: str = ""
    target: Target | None = None
    tone: str = "plain"
    label: str = ""
    """What stands before the text: who says it, what a note is for."""
    page: str = ""
    figure: Figure | None = None
    """What a number in the text was counted from."""


@dataclass(frozen=True)
class Cell:
    """What stands under one column: lines, one below the other."""

    column: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Rows under columns; the first cell of a row heads it. `widths` are shares of the line."""

    form: ClassVar[str] = "table"
    caption: str
    widths: tuple[int, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Facts:
    """Names and what is known under each."""

    form: ClassVar[str] = "facts"
    pairs: tuple[Cell, ...]


@dataclass(frozen=True)
class Paragraph:
    """Lines that run on as text, one paragraph each."""

    form: ClassVar[str] = "paragraph"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class OwnBox:
    """What one's own side notes, apart from the rest and never shared."""

    form: ClassVar[str] = "own"
    heading: str
    lines: tuple[Line, ...]


Block = Table | Facts | Paragraph | OwnBox


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. `key` is its name in addresses.

    `level` is 2, or 3 of one that lies within the section before it.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True)
class NoteLine:
    """A footnote in words: the quotation (`quoted`: with its marks), and where it stands."""

    number: int
    quote: str
    quoted: str
    language: str
    reference: str
    url: str
    footnote: Footnote


@dataclass(frozen=True)
class Paper:
    """A brief, said in one language and ready for any form."""

    language: str
    title: str
    kind: str
    subtitle: str
    marking: str
    sections: tuple[Section, ...]
    notes_heading: str
    notes: tuple[NoteLine, ...] = ()
    closing: str = ""
    checkpoint: str = ""
    """Where the history stood, for whoever will verify it; in files only."""
