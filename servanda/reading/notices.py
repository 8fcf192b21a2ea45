"""Notices, whole sentences for a person: in English as they are raised, and in any language a page is told in.

This library knows no Django and no language of pages. It marks its notices with `_`, so that `make
messages` collects them, and keeps what stands in their gaps beside them; a page translates the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

Kept = tuple[str, dict[str, str | int]]
"""A notice as it is kept: its words with gaps, and what stands in each."""


class Notice(str):
    """A whole sentence in English, which knows its words with gaps (`%(file)s`) and what fills them."""

    __slots__ = ("gaps", "words")

    words: str
    gaps: dict[str, str | int]

    def __new__(cls, words: str, gaps: dict[str, str | int]) -> Self:
        made = super().__new__(cls, words % gaps)
        made.words, made.gaps = words, gaps
        return made

    def told(self, translate: Callable[[str], str]) -> str:
        """Give the notice in the language of a page; `translate` is that of its catalogue."""
        return translate(self.words) % self.gaps

    def kept(self) -> Kept:
        """Give what `Notice(*kept)` makes the notice of again."""
        return self.words, self.gaps


def notice(words: str, **gaps: str | int) -> Notice:
    """Mark the words of a notice as to be translated, and fill its gaps; imported as `_`."""
    return Notice(words, gaps)
