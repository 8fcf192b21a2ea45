"""Reading a document into proposals, and deciding on them."""

from servanda.review.actions.acceptance import Decision
from servanda.review.actions.cases import cases_of
from servanda.review.actions.deciding import (
    AlreadyDecided,
    NotAcceptable,
    accept_all,
    accept_proposal,
    accept_sure,
    reject_proposal,
    reopen_proposal,
)
from servanda.review.actions.differing import (
    DIFFERING_KINDS,
    Choice,
    entries_of_kind,
    entry_of,
    settle_difference,
)
from servanda.review.actions.matching import Match, likely_matches, likely_matches_of, sure_match
from servanda.review.actions.modelling import (
    LONGEST_TEXT,
    ModelTrouble,
    Permission,
    ask_for_model_reading,
    endpoint,
    is_narrower,
    model_task,
    read_with_model_task,
)
from servanda.review.actions.protecting import protect
from servanda.review.actions.reading import (
    ask_for_reading,
    read_task,
    read_version,
    reading_task,
)
from servanda.review.actions.undecided import Undecided

__all__ = [
    "DIFFERING_KINDS",
    "LONGEST_TEXT",
    "AlreadyDecided",
    "Choice",
    "Decision",
    "Match",
    "ModelTrouble",
    "NotAcceptable",
    "Permission",
    "Undecided",
    "accept_all",
    "accept_proposal",
    "accept_sure",
    "ask_for_model_reading",
    "ask_for_reading",
    "cases_of",
    "endpoint",
    "entries_of_kind",
    "entry_of",
    "is_narrower",
    "likely_matches",
    "likely_matches_of",
    "model_task",
    "protect",
    "read_task",
    "read_version",
    "read_with_model_task",
    "reading_task",
    "reject_proposal",
    "reopen_proposal",
    "settle_difference",
    "sure_match",
]
