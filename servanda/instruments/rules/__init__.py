"""Plain functions about instruments: tree, difference of editions, citing, the state on a day."""

from servanda.instruments.rules.citing import (
    Cited,
    read_citation,
    spellings,
    whole_spellings,
    without_kind,
)
from servanda.instruments.rules.difference import ChangedLine, Way, difference
from servanda.instruments.rules.faults import Fault, Lasting, fault_in
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
from servanda.instruments.rules.plan_changes import (
    CellChange,
    Comparison,
    RowChange,
    compare_plans,
)
from servanda.instruments.rules.plan_rows import Pairing, PlanRow, RowCell, cells_of, rows_of
from servanda.instruments.rules.points import PlanCell, Point, Points, counted, points_of
from servanda.instruments.rules.settling import ASPECTS, Settled, may_differ, settled
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
    "ASPECTS",
    "FIRST",
    "Answers",
    "Branch",
    "CellChange",
    "ChangedLine",
    "Cited",
    "Comparison",
    "DueTold",
    "Fault",
    "Gap",
    "Lasting",
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
    "Pairing",
    "Piece",
    "Place",
    "PlanCell",
    "PlanRow",
    "Point",
    "Points",
    "RowCell",
    "RowChange",
    "Settled",
    "State",
    "ToldChange",
    "ToldField",
    "Tree",
    "Way",
    "alternatives_together",
    "between",
    "cells_of",
    "compare_plans",
    "counted",
    "difference",
    "fault_in",
    "gap_between",
    "indented",
    "lowered",
    "marked",
    "may_differ",
    "meant_by",
    "opened",
    "outdented",
    "points_of",
    "raised",
    "read_citation",
    "replaced",
    "rows_of",
    "settled",
    "spellings",
    "spread",
    "state_on",
    "tree_of",
    "whole",
    "whole_spellings",
    "without_kind",
]
