"""Saying what became of a provision, on which scale, and keeping the latest word of each at hand."""

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
)
from servanda.progress.actions.verifying import NewVerification, may_be_verified, verify_update

__all__ = [
    "PROGRESS",
    "Address",
    "NewEvidence",
    "NewUpdate",
    "NewVerification",
    "Told",
    "add_update",
    "add_update_with_evidence",
    "choose_scales",
    "ensure_scale",
    "may_be_verified",
    "scales_of",
    "value_code",
    "verify_update",
]
