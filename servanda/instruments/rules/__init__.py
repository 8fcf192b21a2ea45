"""Plain functions about instruments: tree, difference of editions, citing, the state on a day."""

from servanda.instruments.rules.citing import (
    Cited,
    read_citation,
    spellings,
    whole_spellings,
    without_kind,
)
from servanda.instruments.rules.difference import ChangedLine, Way, difference
from servanda.instruments.rules.faults import Fault, Span, fault_in
from servanda.instruments.rules.life import Gap, Life, State, gap_between, state_on
from servanda.instruments.rules.lines import (
    Answers,
    DueTold,
    Line,
    MoneyTold,
    alternatives_together,
    tree_of,
)
from servanda.instruments.rules.located import Locator
from servanda.instruments.rules.marking import Mark, Piece, marked
from servanda.instruments.rules.meant import Meant, Named, meant_by
from servanda.instruments.rules.opening import Branch, Level, opened, whole
from servanda.instruments.rules.places import FIRST, Place, between, spread
from servanda.instruments.rules.points import PlanCell, Point, Points, counted, points_of
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
    "FIRST",
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
    "Locator",
    "Mark",
    "Meant",
    "MoneyTold",
    "Named",
    "Node",
    "NotInTree",
    "Piece",
    "Place",
    "PlanCell",
    "Point",
    "Points",
    "Span",
    "State",
    "ToldChange",
    "ToldField",
    "Tree",
    "Way",
    "alternatives_together",
    "between",
    "counted",
    "difference",
    "fault_in",
    "gap_between",
    "indented",
    "lowered",
    "marked",
    "meant_by",
    "opened",
    "outdented",
    "points_of",
    "raised",
    "read_citation",
    "replaced",
    "spellings",
    "spread",
    "state_on",
    "tree_of",
    "whole",
    "whole_spellings",
    "without_kind",
]
