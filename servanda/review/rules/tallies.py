"""How often what reading found was accepted, changed and rejected."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """So many were accepted as found, accepted with changes, rejected."""

    accepted: int = 0
    changed: int = 0
    rejected: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.accepted + other.accepted,
            self.changed + other.changed,
            self.rejected + other.rejected,
        )

    @property
    def decided(self) -> int:
        return self.accepted + self.changed + self.rejected


@dataclass(frozen=True)
class Tallies:
    """The tallies of a register: of each kind, and of each rule within a kind."""

    by_kind: dict[str, Tally]
    by_rule: dict[tuple[str, str], Tally]


def tallies(counted: Iterable[tuple[str, str, str, int]]) -> Tallies:
    """Add up how many proposals of a kind, made by a rule, are in a state; open ones do not count."""
    kinds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rules: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kind, rule, state, number in counted:
        kinds[kind][state] += number
        rules[kind, rule][state] += number
    return Tallies(
        {kind: _tally(states) for kind, states in kinds.items()},
        {key: _tally(states) for key, states in rules.items()},
    )


def _tally(states: dict[str, int]) -> Tally:
    return Tally(states.get("accepted", 0), states.get("changed", 0), states.get("rejected", 0))
