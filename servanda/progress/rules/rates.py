"""How much of a plan is carried out: by the rule of OECD/SIGMA, and by plain counts.

SIGMA, indicator "Implementation of the strategy and action plan": activities planned for the latest
full year and implemented, of all activities planned for that year; ongoing ones count if they are on
schedule. More than 90 % gives 5 points, 70 % and more 4, 50 % and more 3, 30 % and more 1, less none.
https://par-portal.sigmaweb.org/areas/6/indicators/38/subindicators/216/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

IMPLEMENTED: Final = "done"
ON_SCHEDULE: Final = frozenset({"in_progress", "partly_done"})
"""Ongoing, and not late: what is late counts under `overdue`, whatever is said of it."""
_BANDS: Final = ((70, 4), (50, 3), (30, 1))
_FULL: Final = 90


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in per cent, to one decimal; None of nothing."""
        return round(100 * self.part / self.whole, 1) if self.whole else None

    @property
    def points(self) -> int | None:
        """The points of SIGMA for this share, 0 to 5; None of nothing. Exactly 90 % gives four."""
        if not self.whole:
            return None
        exact = Fraction(100 * self.part, self.whole)
        if exact > _FULL:
            return 5
        return next((points for least, points in _BANDS if exact >= least), 0)


def sigma_share(standings: Mapping[str, int]) -> Share:
    """Return the share by the rule of SIGMA, of numbers by standing (`overdue` before all else).

    What was given up, is disputed, or was not reported stays in the whole and counts for nothing.
    """
    counted = sum(number for one, number in standings.items() if counts_for_sigma(one))
    return Share(counted, sum(standings.values()))


def counts_for_sigma(standing: str) -> bool:
    """Tell whether a standing counts as implemented by the rule of SIGMA."""
    return standing == IMPLEMENTED or standing in ON_SCHEDULE


def plain_share(standings: Mapping[str, int]) -> Share:
    """Return how many are done, of all, whatever became of the others."""
    return Share(standings.get(IMPLEMENTED, 0), sum(standings.values()))
