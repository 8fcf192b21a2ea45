"""Whether the wordings of an instrument can stand as they are, in each of its editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from servanda.instruments.rules.tree import Node, Tree


class Fault(StrEnum):
    """Why wordings cannot stand together in one edition."""

    TWICE = "twice"
    ROUND = "round"


@dataclass(frozen=True)
class Lasting:
    """The wording of a provision: what it stands under, and by number from and until which edition."""

    provision: int
    parent: int | None
    first: int
    until: int | None

    def is_in(self, number: int) -> bool:
        """Tell whether it makes part of the text of an edition."""
        return self.first <= number and (self.until is None or self.until > number)


def fault_in(those: Sequence[Lasting]) -> Fault | None:
    """Return what is wrong in the first edition where something is: None where all can stand."""
    for number in sorted({one.first for one in those}):
        there = [one for one in those if one.is_in(number)]
        if len({one.provision for one in there}) < len(there):
            return Fault.TWICE
        if Tree(Node(one.provision, one.parent, (0, "")) for one in there).astray:
            return Fault.ROUND
    return None
