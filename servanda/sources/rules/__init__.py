"""What two texts of one document have in common, and where they differ: plain rules."""

from servanda.sources.rules.comparing import MOST_LINES, Comparison, Part, Row, compare
from servanda.sources.rules.finding import NewerText, Words, find_again
from servanda.sources.rules.lines_apart import LineApart, lines_apart
from servanda.sources.rules.recognised import Span, recognised_boxes
from servanda.sources.rules.redacting import (
    BLACK,
    Json,
    around,
    blackened,
    blackened_in,
    parts_at_the_edge,
    pattern_of,
    places_of,
    with_parts,
)

__all__ = [
    "BLACK",
    "MOST_LINES",
    "Comparison",
    "Json",
    "LineApart",
    "NewerText",
    "Part",
    "Row",
    "Span",
    "Words",
    "around",
    "blackened",
    "blackened_in",
    "compare",
    "find_again",
    "lines_apart",
    "parts_at_the_edge",
    "pattern_of",
    "places_of",
    "recognised_boxes",
    "with_parts",
]
