"""Where the words of cells stand in the text of their document: by the names of places, else row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from servanda.instruments.rules.points import PlanCell, Point

Span: TypeAlias = tuple[int, int]
_PLACE = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d+)", re.DOTALL)
_ADDRESS = re.compile(r"(?P<column>[A-Z]+)(?P<row>\d+)")
_BEFORE = 400
"""So far before the title of a row its number may stand."""
_SLACK = 400
"""So much more than the words of a row its stretch of the text may hold."""


class Locator:
    """Finds the words of the cells of a plan in the text that is cited; only the very words count."""

    def __init__(self, text: str, anchors: Iterable[Sequence[object]]) -> None:
        self.text = text
        self._rows: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for name, start in anchors:
            place = _PLACE.fullmatch(str(name))
            if place is not None and isinstance(start, int):
                self._rows[place["sheet"], place["column"]].append((int(place["row"]), start))
        self._from = self._after = 0

    def spans_of(self, point: Point) -> list[Span | None]:
        """Return for each cell of a point where its words stand; points are asked for in their order."""
        anchored = [self._anchored(cell) for cell in point.cells]
        if all(anchored):
            return anchored
        stretch = self._stretch(point)
        self._after = min(self._after, self._from)
        spans: list[Span | None] = []
        for span, cell in zip(anchored, point.cells, strict=True):
            found = span or self._within(cell.words, stretch)
            self._after = max(self._after, found[1]) if found else self._after
            spans.append(found)
        return spans

    def _anchored(self, cell: PlanCell) -> Span | None:
        """Return the place of a cell by its name; one that spans rows stands in the first of them."""
        place = _ADDRESS.fullmatch(cell.address)
        rows = self._rows.get((" ".join(cell.sheet.split()), place["column"])) if place else None
        if not rows:
            return None
        at = bisect_right(rows, (cell.row, len(self.text)))
        if at == 0:
            return None
        start = rows[at - 1][1]
        end = start + len(cell.words)
        return (start, end) if self.text[start:end] == cell.words else None

    def _stretch(self, point: Point) -> Span:
        """Return where the row of a point stands: around its longest words, behind the row before."""
        words = sorted((cell.words for cell in point.cells), key=len, reverse=True)
        length = sum(map(len, words)) + _SLACK
        for told in words[:3]:
            start = self.text.find(told, self._from)
            if start >= 0:
                self._from = start
                return max(start - length - _BEFORE, 0), start + length
        return self._from, self._from + length

    def _within(self, words: str, stretch: Span) -> Span | None:
        """Return where words stand by themselves in a stretch: behind the cell before, else anywhere.

        A cell of several paragraphs is broken otherwise in the text, and nothing else of it differs.
        """
        if not words:
            return None
        told = r"\s+".join(map(re.escape, words.split()))
        alone = re.compile(rf"(?<!\w){told}(?!\w)")
        start, end = stretch
        behind = max(start, self._after)
        found = alone.search(self.text, behind, end) or alone.search(self.text, start, end)
        return found.span() if found else None
