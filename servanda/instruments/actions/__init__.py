"""Bringing instruments and provisions into a register."""

from servanda.instruments.actions.instruments import (
    NewInstrument,
    add_instrument_name,
    adopt_instrument,
    create_instrument,
    ensure_statement,
    put_period,
)
from servanda.instruments.actions.provisions import (
    Answering,
    NewProvision,
    add_provision,
    link_provisions,
)

__all__ = [
    "Answering",
    "NewInstrument",
    "NewProvision",
    "add_instrument_name",
    "add_provision",
    "adopt_instrument",
    "create_instrument",
    "ensure_statement",
    "link_provisions",
    "put_period",
]
