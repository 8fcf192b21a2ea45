"""What every format gives: a text with its places, cleaned in one way."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from servanda.reading.notices import Notice

LIMIT_BYTES = 50 * 1024 * 1024

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Word files, XML and PostgreSQL refuse these, terminals obey them or turn the text after them
# round; no text needs them.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Page:
    """One page: its number from 1 on, and the offsets of its text (`text[start:end]`)."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Aside:
    """A line kept apart from the text: it stands at the `top` or the `foot` of a page.

    `page` is None where the format has no pages.
    """

    page: int | None
    place: Literal["top", "foot"]
    text: str


@dataclass(frozen=True)
class Anchor:
    """The name of a place in a text without pages, as `Plan!C5`: it begins at `start`."""

    name: str
    start: int


@dataclass(frozen=True)
class Letter:
    """Who wrote to whom, and the day (YYYY-MM-DD), as a letter says of itself."""

    sender: str
    recipient: str
    sent: str | None


@dataclass(frozen=True)
class OpenedDocument:
    r"""The text of a file: NFC, lines ended by "\n", with pages where the format has them.

    The pages tile the text: the first starts at 0, each starts where the last one ended.
    `title` is what the file itself calls its title. A warning is a notice for the user
    about something the text does not hold. `asides` are lines kept apart from the text,
    `anchors` names of places in the order of the text. `boxes` tell where recognised words stand
    on the pictures of their pages: start, end, left, top, right, bottom in ten-thousandths.
    """

    text: str
    pages: tuple[Page, ...]
    media_type: str
    title: str | None
    warnings: tuple[Notice, ...]
    asides: tuple[Aside, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    letter: Letter | None = None
    boxes: tuple[tuple[int, ...], ...] = ()


def normalised(text: str) -> str:
    r"""Give the text in NFC, with "\n" at line ends and without control characters."""
    plain_lines = _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", plain_lines)


def tidied(text: str) -> str:
    """Give the normalised text of a laid out format: nothing invisible, one blank line at most."""
    return _BLANK_LINES.sub("\n\n", normalised(_INVISIBLE.sub("", text))).strip()


def one_line(text: str | None) -> str | None:
    """Give a title in one line, None where nothing is left of it."""
    return " ".join(tidied(text or "").split()) or None
