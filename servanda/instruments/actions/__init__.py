"""Bringing instruments and provisions into a register, and changing what is known of them."""

from servanda.instruments.actions.adoptions import (
    AdoptionFacts,
    add_adoption,
    adopt_instrument,
    change_adoption,
)
from servanda.instruments.actions.amending import Seen, lasting_wording
from servanda.instruments.actions.beside import (
    Rendering,
    translate_beside,
    write_plain_beside,
)
from servanda.instruments.actions.comments import (
    add_comment,
    check_plain_text,
    remove_comment,
    write_plain_text,
)
from servanda.instruments.actions.deadlines import due_asked, follow_day
from servanda.instruments.actions.editions import NewEdition, open_edition, put_in_force
from servanda.instruments.actions.instruments import (
    InstrumentFacts,
    NewInstrument,
    add_instrument_name,
    change_instrument,
    create_instrument,
    ensure_statement,
    put_period,
)
from servanda.instruments.actions.linking import (
    NewLink,
    link_provisions,
    put_consent,
    remove_link,
    tie_provisions,
)
from servanda.instruments.actions.mapping import save_mapping
from servanda.instruments.actions.originals import OriginalChanged, mark_of
from servanda.instruments.actions.placing import (
    MOVES,
    add_provisions,
    lasting_tree,
    move_provisions,
    put_provision,
    renumber_provisions,
    withdraw_alone,
    withdraw_provisions,
)
from servanda.instruments.actions.planting import Planted, plant_provisions
from servanda.instruments.actions.proposed import ProposedTie, confirm_ties, decline_ties
from servanda.instruments.actions.provisions import (
    Answering,
    NewProvision,
    add_provision,
)
from servanda.instruments.actions.relations import (
    NewRelation,
    hold_text,
    relate_instruments,
    release_text,
    remove_relation,
)
from servanda.instruments.actions.rewording import Amendment, amend_provision
from servanda.instruments.actions.translating import (
    check_translation,
    put_authoritative,
    translate_provision,
)

__all__ = [
    "MOVES",
    "AdoptionFacts",
    "Amendment",
    "Answering",
    "InstrumentFacts",
    "NewEdition",
    "NewInstrument",
    "NewLink",
    "NewProvision",
    "NewRelation",
    "OriginalChanged",
    "Planted",
    "ProposedTie",
    "Rendering",
    "Seen",
    "add_adoption",
    "add_comment",
    "add_instrument_name",
    "add_provision",
    "add_provisions",
    "adopt_instrument",
    "amend_provision",
    "change_adoption",
    "change_instrument",
    "check_plain_text",
    "check_translation",
    "confirm_ties",
    "create_instrument",
    "decline_ties",
    "due_asked",
    "ensure_statement",
    "follow_day",
    "hold_text",
    "lasting_tree",
    "lasting_wording",
    "link_provisions",
    "mark_of",
    "move_provisions",
    "open_edition",
    "plant_provisions",
    "put_authoritative",
    "put_consent",
    "put_in_force",
    "put_period",
    "put_provision",
    "relate_instruments",
    "release_text",
    "remove_comment",
    "remove_link",
    "remove_relation",
    "renumber_provisions",
    "save_mapping",
    "tie_provisions",
    "translate_beside",
    "translate_provision",
    "withdraw_alone",
    "withdraw_provisions",
    "write_plain_beside",
    "write_plain_text",
]
