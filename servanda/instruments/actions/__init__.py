"""Bringing instruments and provisions into a register."""

from servanda.instruments.actions.instruments import (
    NewInstrument,
    add_instrument_name,
    create_instrument,
    ensure_statement,
    put_period,
)
from servanda.instruments.actions.provisions import NewProvision, add_provision, link_provisions

__all__ = [
    "NewInstrument",
    "NewProvision",
    "add_instrument_name",
    "add_provision",
    "create_instrument",
    "ensure_statement",
    "link_provisions",
    "put_period",
]
