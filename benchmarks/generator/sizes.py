"""How much a generated register holds, by the name of its size."""

from dataclasses import dataclass

GENERATION = 3
"""Counted up where other rows are generated than before, or into tables that are made in other steps.

What is kept of the former ones is left aside.
"""


@dataclass(frozen=True)
class Size:
    """How many rows of each kind there are; what is not named here follows from these.

    A commitment is a provision that binds; a paragraph is a passage of a document, of some forty
    words.
    """

    name: str
    updates: int
    commitments: int
    paragraphs: int
    documents: int
    instruments: int
    meetings: int
    series: int
    parties: int
    persons: int


SIZES = {
    size.name: size
    for size in (
        Size("XS", 200, 60, 120, 12, 15, 5, 2, 16, 10),
        Size("S", 5_000, 5_000, 5_000, 200, 120, 40, 4, 80, 100),
        Size("M", 100_000, 50_000, 100_000, 2_500, 1_000, 300, 12, 300, 800),
        Size("L", 1_000_000, 500_000, 1_000_000, 25_000, 10_000, 1_500, 40, 1_000, 5_000),
    )
}
