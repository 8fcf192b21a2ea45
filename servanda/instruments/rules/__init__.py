"""Plain functions about the text of instruments: its tree, and the difference of two editions."""

from servanda.instruments.rules.difference import ChangedLine, Way, difference
from servanda.instruments.rules.lines import Answers, DueTold, Line, MoneyTold, tree_of
from servanda.instruments.rules.marking import Mark, Piece, marked
from servanda.instruments.rules.places import Place, between, spread
from servanda.instruments.rules.tree import (
    Node,
    NotInTree,
    Tree,
    indented,
    lowered,
    outdented,
    raised,
)

__all__ = [
    "Answers",
    "ChangedLine",
    "DueTold",
    "Line",
    "Mark",
    "MoneyTold",
    "Node",
    "NotInTree",
    "Piece",
    "Place",
    "Tree",
    "Way",
    "between",
    "difference",
    "indented",
    "lowered",
    "marked",
    "outdented",
    "raised",
    "spread",
    "tree_of",
]
