"""What two texts of one document have in common, and where they differ: plain rules."""

from servanda.sources.rules.comparing import MOST_LINES, Comparison, Part, Row, compare
from servanda.sources.rules.finding import NewerText, Words, find_again
from servanda.sources.rules.lines_apart import LineApart, lines_apart
from servanda.sources.rules.recognised import Span, recognised_boxes

__all__ = [
    "MOST_LINES",
    "Comparison",
    "LineApart",
    "NewerText",
    "Part",
    "Row",
    "Span",
    "Words",
    "compare",
    "find_again",
    "lines_apart",
    "recognised_boxes",
]
