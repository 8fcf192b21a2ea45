"""The numbers of lists and headings of an OpenDocument text."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from lxml.etree import _Element

from servanda.reading.formats.numbering import Level, ListNumbers
from servanda.reading.formats.open_names import STYLE, TEXT

_FORMS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_LEVEL_STYLES: Final = (
    f"{TEXT}list-level-style-number",
    f"{TEXT}list-level-style-bullet",
    f"{TEXT}outline-level-style",
)


@dataclass
class OpenLists:
    """Where the walk through a text stands in its lists, and what it has counted."""

    levels_of: Mapping[str, Mapping[int, Level]]
    outline: ListNumbers
    depth: int = 0
    numbers: ListNumbers = field(default_factory=lambda: ListNumbers({}))
    of_lists: dict[str, ListNumbers] = field(default_factory=dict)
    is_new_item: bool = False

    @classmethod
    def of(cls, holders: Iterable[_Element]) -> "OpenLists":
        """Read the styles of lists from the files that hold them."""
        levels: dict[str, Mapping[int, Level]] = {}
        outline: dict[int, Level] = {}
        for holder in holders:
            for style in holder.iter(f"{TEXT}list-style"):
                levels[style.get(f"{STYLE}name", "")] = dict(_levels(style))
            for style in holder.iter(f"{TEXT}outline-style"):
                outline |= dict(_levels(style))
        return cls(levels, ListNumbers(outline))

    @contextmanager
    def inside(self, element: _Element) -> Iterator[None]:
        """Be inside a list, a level deeper; the outermost begins to count, or goes on."""
        outer = self.depth, self.numbers
        if self.depth == 0:
            self.numbers = self._numbers_of(element)
        self.depth += 1
        yield
        self.depth, self.numbers = outer

    def begin_item(self, *, is_counted: bool) -> None:
        """Begin an item: its first paragraph bears the number, unless it is a list's header."""
        self.is_new_item = is_counted

    def label_of_item(self) -> str:
        """Give what is drawn before a paragraph of a list, nothing outside and further on."""
        if self.depth == 0 or not self.is_new_item:
            return ""
        self.is_new_item = False
        return self.numbers.next_label(self.depth - 1)

    def label_of_heading(self, heading: _Element) -> str:
        """Give the number of a heading, where the outline numbers its level."""
        if self.depth:
            return self.label_of_item()
        told = heading.get(f"{TEXT}outline-level", "")
        is_unnumbered = heading.get(f"{TEXT}is-list-header") == "true"
        return "" if is_unnumbered else self.outline.next_label(_number(told, otherwise=1) - 1)

    def _numbers_of(self, element: _Element) -> ListNumbers:
        style = element.get(f"{TEXT}style-name", "")
        if element.get(f"{TEXT}continue-numbering") == "true" and style in self.of_lists:
            return self.of_lists[style]
        goes_on = self.of_lists.get(element.get(f"{TEXT}continue-list", ""))
        numbers = goes_on or ListNumbers(self.levels_of.get(style, {}))
        name = element.get("{http://www.w3.org/XML/1998/namespace}id", "")
        self.of_lists |= {key: numbers for key in (style, name) if key}
        return numbers


def _levels(style: _Element) -> Iterator[tuple[int, Level]]:
    for level in style.iter(*_LEVEL_STYLES):
        depth = _number(level.get(f"{TEXT}level"), otherwise=1)
        if level.tag == _LEVEL_STYLES[1]:
            yield depth - 1, Level("bullet", "")
            continue
        written = level.get(f"{STYLE}num-format", "")
        shown = min(_number(level.get(f"{TEXT}display-levels"), otherwise=1), depth)
        plain = Level(
            form=_FORMS.get(written, "none"),
            drawn="",
            start=_number(level.get(f"{TEXT}start-value"), otherwise=1),
        )
        places = ".".join(f"%{place}" for place in range(depth - shown + 1, depth + 1))
        before, after = level.get(f"{STYLE}num-prefix", ""), level.get(f"{STYLE}num-suffix", "")
        yield depth - 1, replace(plain, drawn=f"{before}{places}{after}") if written else plain


def _number(written: str | None, *, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
