"""Plain functions about instruments: tree, difference of editions, citing, the state on a day."""

from servanda.instruments.rules.citing import Cited, read_citation, spellings, whole_spellings
from servanda.instruments.rules.difference import ChangedLine, Way, difference
from servanda.instruments.rules.faults import Fault, Span, fault_in
from servanda.instruments.rules.life import Gap, Life, State, gap_between, state_on
from servanda.instruments.rules.lines import Answers, DueTold, Line, MoneyTold, tree_of
from servanda.instruments.rules.marking import Mark, Piece, marked
from servanda.instruments.rules.opening import Branch, Level, opened, whole
from servanda.instruments.rules.places import Place, between, spread
from servanda.instruments.rules.told import ToldChange, ToldField, replaced
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
    "Branch",
    "ChangedLine",
    "Cited",
    "DueTold",
    "Fault",
    "Gap",
    "Level",
    "Life",
    "Line",
    "Mark",
    "MoneyTold",
    "Node",
    "NotInTree",
    "Piece",
    "Place",
    "Span",
    "State",
    "ToldChange",
    "ToldField",
    "Tree",
    "Way",
    "between",
    "difference",
    "fault_in",
    "gap_between",
    "indented",
    "lowered",
    "marked",
    "opened",
    "outdented",
    "raised",
    "read_citation",
    "replaced",
    "spellings",
    "spread",
    "state_on",
    "tree_of",
    "whole",
    "whole_spellings",
]
