"""Which entries of the register a proposal may be about: by names, aliases, parties and dates."""

from servanda.review.actions.matching.commitments import commitments_alike, near
from servanda.review.actions.matching.found import Match, Wanted, span_of
from servanda.review.actions.matching.meetings import RECURRING, meetings_alike
from servanda.review.actions.matching.names import (
    instruments_alike,
    parties_alike,
)
from servanda.review.actions.matching.persons import persons_alike
from servanda.review.actions.matching.reading import (
    likely_matches,
    likely_matches_of,
    sure_match,
)

__all__ = [
    "RECURRING",
    "Match",
    "Wanted",
    "commitments_alike",
    "instruments_alike",
    "likely_matches",
    "likely_matches_of",
    "meetings_alike",
    "near",
    "parties_alike",
    "persons_alike",
    "span_of",
    "sure_match",
]
