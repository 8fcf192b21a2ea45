"""Plans in PDF files: cells where lines part them, else numbered text."""

from decimal import Decimal

import typst

from servanda.reading.matrices import read_matrices
from servanda.reading.matrices.model import MoneyLine

RULED = """#set page(paper: "a5", flipped: true, margin: 1cm)
#set text(size: 8pt)
A line above the table.
#table(columns: (2fr, 3fr, 2fr, 2fr, 1fr),
  [Task], [Measure], [Responsible], [Deadline], [Budget, thousand EUR],
  table.cell(colspan: 5)[Strategic goal 1. Safe harbours],
  table.cell(rowspan: 2)[1. Piers],
  [1) Inspect the piers of the old harbour and of the new one before the winter comes again],
  [MIA, IOM (by consent)], [Q3 2021], [12,5],
  [2) Mend the piers], [Ministry of Ports], [permanent], [],
)
#pagebreak()
#table(columns: (2fr, 3fr, 2fr, 2fr, 1fr),
  [2. Lamps], [1) Buy oil], [MFA], [до 31 декабря 2023 г.], [7],
)
"""
LISTED = """= Plan of measures
1. Mend the piers.

Ministry of Ports.

Q3 2021.

2. Buy oil.

MFA.

2022.
"""


def test_cells_parted_by_lines_are_read_over_the_pages():
    (table,) = read_matrices(typst.compile(RULED.encode()), file_name="plan.pdf").tables
    assert [(row.kind.value, row.path) for row in table.rows] == [
        ("goal", ("1",)),
        ("measure", ("1", "1", "1)")),
        ("measure", ("1", "1", "2)")),
        ("measure", ("1", "2", "1)")),
    ]
    first, _second, last = table.rows[1:]
    assert first.title.endswith("before the winter comes again")
    assert first.cells[4].parsed == (MoneyLine(Decimal(12500), "EUR"),)
    assert last.cells[3].parsed.edtf == "../2023-12-31"


def test_the_pages_stand_beside_the_rows():
    (table,) = read_matrices(typst.compile(RULED.encode()), file_name="plan.pdf").tables
    assert "Page 2 of the file begins at row 5." in table.doubts
    assert "compare it with its pages" in table.doubts[0]


def test_a_pdf_without_lines_is_read_as_numbered_text():
    (table,) = read_matrices(typst.compile(LISTED.encode()), file_name="plan.pdf").tables
    measures = [row for row in table.rows if row.kind == "measure"]
    assert [(row.code, row.title) for row in measures] == [
        ("1", "Mend the piers."),
        ("2", "Buy oil."),
    ]
    assert measures[0].cells[2].parsed.edtf == "2021-35"
