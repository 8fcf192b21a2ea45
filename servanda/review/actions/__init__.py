"""Reading a document into proposals, and deciding on them."""

from servanda.review.actions.acceptance import Decision
from servanda.review.actions.deciding import (
    AlreadyDecided,
    accept_all,
    accept_proposal,
    reject_proposal,
    reopen_proposal,
)
from servanda.review.actions.matching import Match, likely_matches
from servanda.review.actions.reading import ask_for_reading, read_task, read_version

__all__ = [
    "AlreadyDecided",
    "Decision",
    "Match",
    "accept_all",
    "accept_proposal",
    "ask_for_reading",
    "likely_matches",
    "read_task",
    "read_version",
    "reject_proposal",
    "reopen_proposal",
]
