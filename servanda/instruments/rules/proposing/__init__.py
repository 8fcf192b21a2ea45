"""Which objectives of a framework a measure may implement, and why: plain functions, no database."""

from servanda.instruments.rules.proposing.aims import Aim, Aims, Measure, Tie
from servanda.instruments.rules.proposing.crossing import followed
from servanda.instruments.rules.proposing.proposals import Ground, Proposed, Sureness, propose
from servanda.instruments.rules.proposing.telling import Words, words_that_ship

__all__ = [
    "Aim",
    "Aims",
    "Ground",
    "Measure",
    "Proposed",
    "Sureness",
    "Tie",
    "Words",
    "followed",
    "propose",
    "words_that_ship",
]
