"""A table as CSV, piece by piece: UTF-8 with a mark for Excel, and nothing that runs as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | date | None
Columns = Sequence[Sequence[Cell]]
"""Some rows of a table, column by column."""

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
_MARK: Final = "\ufeff"
_FORMULA: Final = "=+@＝＋－＠−-"
_AT_START: Final = frozenset(_FORMULA + "\t\r\n")
_INSIDE: Final = re.compile(rf"(?<=[;\t\r\n])(?=[{re.escape(_FORMULA)}])")
"""Behind what ends a cell or a row for a program that parts cells by semicolons or tabs."""
_BETWEEN: Final = "\0"
_ANYWHERE: Final = re.compile(rf"[{_BETWEEN};\t\r\n][{re.escape(_FORMULA)}]|{_BETWEEN}[\t\r\n]")


def csv_pieces(head: Sequence[str], lots: Iterable[Columns]) -> Iterator[bytes]:
    """Give a file piece by piece, the head at once, then lot by lot; None is an empty cell.

    A text that a program would take for a formula has an apostrophe before it (OWASP, CSV Injection).
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(map(disarmed, head))
    yield (_MARK + buffer.getvalue()).encode()
    for lot in lots:
        buffer.seek(0)
        buffer.truncate()
        writer.writerows(zip(*map(_written, lot), strict=True))
        yield buffer.getvalue().encode(errors="replace")


def disarmed(text: str) -> str:
    """Return a text with an apostrophe wherever a program might begin a formula."""
    if text[:1] in _AT_START:
        text = f"'{text}"
    return _INSIDE.sub("'", text) if _INSIDE.search(text) else text


def _written(column: Sequence[Cell]) -> Sequence[Cell]:
    """Disarm the cells of a column: of most lots none needs it, which one look at all of them tells."""
    try:
        texts = _BETWEEN.join(column)  # type: ignore[arg-type]  # most columns are texts
    except TypeError:
        texts = _BETWEEN.join([cell for cell in column if isinstance(cell, str)])
    if not _ANYWHERE.search(_BETWEEN + texts):
        return column
    return [disarmed(cell) if isinstance(cell, str) else cell for cell in column]
