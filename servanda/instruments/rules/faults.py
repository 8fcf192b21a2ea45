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
class Span:
    """The wording of a provision: what it stands under, and by number from and until which edition."""

    provision: int
    parent: int | None
    first: int
    until: int | None

    def is_in(self, number: int) -> bool:
        """Tell whether it makes part of the text of an edition."""
        return self.first <= number and (self.until is None or self.until > number)


def fault_in(spans: Sequence[Span]) -> Fault | None:
    """Return what is wrong in the first edition where something is: None where all can stand."""
    for number in sorted({span.first for span in spans}):
        there = [span for span in spans if span.is_in(number)]
        if len({span.provision for span in there}) < len(there):
            return Fault.TWICE
        if Tree(Node(span.provision, span.parent, (0, "")) for span in there).astray:
            return Fault.ROUND
    return None
