"""What follows from the ties between frameworks: who implements one provision may implement another."""

from collections.abc import Iterable
from typing import Final

from servanda.instruments.rules.proposing.aims import Tie
from servanda.instruments.rules.proposing.proposals import Ground, Proposed, Sureness

_TOGETHER: Final = frozenset({"equal", "subset"})
"""What implements the smaller one implements the larger one as well."""


def followed(ties: Iterable[Tie]) -> list[Proposed]:
    """Return the aims to which crosswalks lead from what a measure implements; the surest of each."""
    found: dict[int, Proposed] = {}
    for tie in ties:
        one = Proposed(
            tie.aim, sureness_of(tie), Ground.CROSSWALK, tie.start, tie.reason, tie.relation
        )
        if tie.aim not in found or one.sureness > found[tie.aim].sureness:
            found[tie.aim] = one
    return list(found.values())


def sureness_of(tie: Tie) -> Sureness:
    """Say how sure it is that what implements one provision implements the other.

    Equal or lying within: likely. Where one covers or overlaps, the measure may serve the other part:
    that stays a hint, whatever the strength of the tie.
    """
    return Sureness.LIKELY if tie.relation in _TOGETHER else Sureness.HINT
