"""The lines that a file has above and below its text, each told once: plain Python."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class LineApart:
    """A line at the top (else the foot) of pages: its words on the first of them, and how many.

    `pages` is 0 where the file tells no pages.
    """

    text: str
    is_top: bool
    pages: int


def lines_apart(asides: Sequence[tuple[int | None, str, str]]) -> list[LineApart]:
    """Return what stands apart from a text, given as page, place and words; page numbers are left out.

    Lines that differ in numbers only, as “page 1 of 9”, are one.
    """
    first: dict[tuple[str, str], str] = {}
    pages: dict[tuple[str, str], set[int]] = {}
    for page, place, text in asides:
        if not any(sign.isalpha() for sign in text):
            continue
        key = (place, _NUMBER.sub("#", text))
        first.setdefault(key, text)
        pages.setdefault(key, set()).update(() if page is None else (page,))
    return [LineApart(text, key[0] == "top", len(pages[key])) for key, text in first.items()]
