"""Bringing instruments and provisions into a register, and changing what is known of them."""

from servanda.instruments.actions.adoptions import (
    AdoptionFacts,
    add_adoption,
    adopt_instrument,
    change_adoption,
)
from servanda.instruments.actions.instruments import (
    InstrumentFacts,
    NewInstrument,
    add_instrument_name,
    change_instrument,
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
from servanda.instruments.actions.relations import (
    NewRelation,
    hold_text,
    relate_instruments,
    release_text,
    remove_relation,
)

__all__ = [
    "AdoptionFacts",
    "Answering",
    "InstrumentFacts",
    "NewInstrument",
    "NewProvision",
    "NewRelation",
    "add_adoption",
    "add_instrument_name",
    "add_provision",
    "adopt_instrument",
    "change_adoption",
    "change_instrument",
    "create_instrument",
    "ensure_statement",
    "hold_text",
    "link_provisions",
    "put_period",
    "relate_instruments",
    "release_text",
    "remove_relation",
]
