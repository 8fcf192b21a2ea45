"""The ladder of levels of a plan, learnt from its rows: a rung is a way in which rows look alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from servanda.reading.matrices.model import RowKind

_RANKS: Final = {
    RowKind.HEADING: 0,
    RowKind.PROBLEM: 1,
    RowKind.GOAL: 1,
    RowKind.OBJECTIVE: 2,
    RowKind.MEASURE: 3,
    RowKind.ACTIVITY: 4,
    RowKind.INDICATOR: 5,
}
_FAMILIES: Final = {"label": 0, "wide": 0, "column": 1, "plain": 1}


@dataclass(frozen=True)
class Look:
    """How a row looks: its family, the shape of its number, and what else tells its level.

    Families: `label` (it says what it is), `wide` (a row of one cell), `column` (its words stand in
    a column of their level), `plain` (rows of one column, told apart by number, indent or weight).
    """

    family: str
    shape: str = ""
    kind: RowKind | None = None
    place: int = 0


@dataclass(frozen=True)
class Step:
    """One row that stands above others: how it looks, and its code or title."""

    look: Look
    name: str
    row: int
    kind: RowKind
    code: str | None = None
    title: str = ""


@dataclass
class Ladder:
    """The rungs known so far, from the root on, and the rows that stand above the present one."""

    rungs: list[Look] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def stand(self, step: Step) -> None:
        """Let a row stand on its rung; what stands on lower rungs ends there."""
        look = step.look
        if look in self.rungs:
            rung = self.rungs.index(look)
            self._step_back(rung)
        else:
            while self.steps and _is_above(look, self.steps[-1].look):
                self.steps.pop()
            under = self.rungs.index(self.steps[-1].look) + 1 if self.steps else 0
            self.rungs.insert(under, look)
        self.steps.append(step)

    def of_headings(self) -> Ladder:
        """Give a ladder with the headings alone, for a further table below them."""
        families = {"label", "wide"}
        return Ladder(
            [look for look in self.rungs if look.family in families],
            [step for step in self.steps if step.look.family in families],
        )

    def hanging(self) -> tuple[str, ...]:
        """Give the path of what hangs below the present row."""
        return tuple(step.name for step in self.steps)

    def stands(self, look: Look, row: int) -> bool:
        """Tell whether a cell that spans several rows is already stood on."""
        return any(step.look == look and step.row == row for step in self.steps)

    def down_to(self, look: Look) -> tuple[str, ...]:
        """Give the path down to the row of a look, the whole one where none has it."""
        looks = [step.look for step in self.steps]
        end = looks.index(look) + 1 if look in looks else len(looks)
        return self.hanging()[:end]

    def headings_only(self) -> tuple[str, ...]:
        """Give the path of the headings above, without the rows of cells."""
        return tuple(step.name for step in self.steps if step.look.family in {"label", "wide"})

    def _step_back(self, rung: int) -> None:
        while self.steps and self.rungs.index(self.steps[-1].look) >= rung:
            self.steps.pop()


def _is_above(new: Look, known: Look) -> bool:
    """Tell whether a look seen for the first time stands above, or beside, one that is known."""
    if new.family != known.family and _FAMILIES[new.family] != _FAMILIES[known.family]:
        return _FAMILIES[new.family] < _FAMILIES[known.family]
    if new.family == known.family == "column":
        return new.place <= known.place
    if new.kind is not None and known.kind is not None and new.kind is not known.kind:
        return _RANKS.get(new.kind, 9) < _RANKS.get(known.kind, 9)
    return _is_shape_above(new, known)


def _is_shape_above(new: Look, known: Look) -> bool:
    if new.shape[:1] == known.shape[:1] == "u" and new.shape != known.shape:
        return int(new.shape[1:]) < int(known.shape[1:])  # OE1 above OE1.M1
    if new.shape and known.shape and new.shape[0] == known.shape[0] == "d":
        return int(new.shape[1:]) <= int(known.shape[1:])
    if new.shape.startswith("r") and not known.shape.startswith("r"):
        return True
    if new.family == known.family and new.shape == known.shape:
        return new.place < known.place
    return False
