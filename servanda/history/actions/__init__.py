"""Writing the history, signing where it stands, and erasing from it what the law says."""

from servanda.history.actions.appending import Deed, append_record
from servanda.history.actions.checkpointing import (
    current_note,
    make_checkpoint,
    signing_key,
    verifier,
)
from servanda.history.actions.erasing import Erasure, erase_words

__all__ = [
    "Deed",
    "Erasure",
    "append_record",
    "current_note",
    "erase_words",
    "make_checkpoint",
    "signing_key",
    "verifier",
]
