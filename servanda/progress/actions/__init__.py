"""Saying what became of a provision, on which scale, and keeping the latest word of each at hand."""

from servanda.progress.actions.answering import (
    About,
    NewAnswer,
    accept_answer,
    answer_to,
    answer_unchanged,
    last_word,
    save_draft,
    send_back,
    submit_answer,
)
from servanda.progress.actions.rounds import (
    NewRound,
    close_round,
    delegate_question,
    open_round,
    reopen_round,
)
from servanda.progress.actions.scales import (
    PROGRESS,
    choose_scales,
    ensure_scale,
    scales_of,
    value_code,
)
from servanda.progress.actions.telling import Address, NewUpdate, Told
from servanda.progress.actions.updating import (
    NewEvidence,
    add_update,
    add_update_with_evidence,
    waits,
)
from servanda.progress.actions.verifying import NewVerification, may_be_verified, verify_update

__all__ = [
    "PROGRESS",
    "About",
    "Address",
    "NewAnswer",
    "NewEvidence",
    "NewRound",
    "NewUpdate",
    "NewVerification",
    "Told",
    "accept_answer",
    "add_update",
    "add_update_with_evidence",
    "answer_to",
    "answer_unchanged",
    "choose_scales",
    "close_round",
    "delegate_question",
    "ensure_scale",
    "last_word",
    "may_be_verified",
    "open_round",
    "reopen_round",
    "save_draft",
    "scales_of",
    "send_back",
    "submit_answer",
    "value_code",
    "verify_update",
    "waits",
]
