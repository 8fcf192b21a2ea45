"""The table of coverage as a drawing (SVG): numbers in squares, darker the more is missing."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from servanda.progress.views.coverage.matrix import GAPS, Gap, Line, Matrix

WIDE, ROW, LEFT, TOP, CELL = 1120, 26, 470, 96, 108
GREYS: Final = ("#ffffff", "#ededed", "#d9d9d9", "#bdbdbd", "#9a9a9a")
"""By level; black stays readable on each of them."""
_LONGEST: Final = 62


def drawing_of(matrix: Matrix, *, title: str, marking: str) -> str:
    """Return the drawing; everything it says is text, so it is read and searched as well."""
    rows = list(_rows(matrix))
    height = TOP + ROW * len(rows) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>'
        f'<rect width="{WIDE}" height="{height}" fill="#ffffff"/>',
        _text(12, 28, title, weight=600),
    ]
    if marking:
        parts.append(_text(WIDE // 2, height - 6, marking, anchor="middle", weight=600))
    heads = (
        _text(LEFT + CELL * place + CELL // 2, TOP - 12, label, anchor="middle")
        for place, label in enumerate(_heads())
    )
    parts.append(f'<g font-size="11">{"".join(heads)}</g>')
    for place, row in enumerate(rows):
        parts += _drawn(row, TOP + ROW * place)
    return "".join([*parts, "</svg>"])


def _heads() -> list[str]:
    return [_("Measures"), *map(str, GAPS.values())]


def _rows(matrix: Matrix) -> Iterator[str | Line]:
    for group in matrix.groups:
        if group.title:
            yield group.title
        yield from group.lines


def _drawn(row: str | Line, top: int) -> Iterator[str]:
    if isinstance(row, str):
        yield _text(12, top + 18, _cut(row, 130), weight=600)
        return
    yield _text(20, top + 18, _cut(row.objective.told if row.objective else "", _LONGEST))
    cells = [(row.number, row.level), *((row.lack(gap), row.level_of(gap)) for gap in Gap)]
    for place, (number, level) in enumerate(cells):
        left = LEFT + CELL * place
        yield (
            f'<rect x="{left}" y="{top}" width="{CELL - 4}" height="{ROW - 4}" '
            f'fill="{GREYS[level]}" stroke="#767676"/>'
        )
        weight = 700 if level == len(GREYS) - 1 else 400
        yield _text(left + CELL // 2 - 2, top + 16, str(number), anchor="middle", weight=weight)


def _text(x: int, y: int, words: str, *, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="#000000">'
        f"{escape(words)}</text>"
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
