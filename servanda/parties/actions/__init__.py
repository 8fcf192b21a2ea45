"""Bringing parties, persons, posts, memberships and who speaks for whom into a register."""

from servanda.parties.actions.inviting import (
    NewRepresentation,
    accept_to_represent,
    invite_to_represent,
    invited_party,
    join_to_represent,
)
from servanda.parties.actions.parties import (
    NewParty,
    add_party_name,
    create_membership,
    create_party,
    put_since,
)
from servanda.parties.actions.persons import (
    add_person_name,
    create_person,
    ensure_post,
    ensure_tenure,
)
from servanda.parties.actions.representing import end_representation, hand_over, represent
from servanda.parties.actions.successions import (
    NewChair,
    NewSuccession,
    put_chair,
    remove_succession,
    succeed_party,
)

__all__ = [
    "NewChair",
    "NewParty",
    "NewRepresentation",
    "NewSuccession",
    "accept_to_represent",
    "add_party_name",
    "add_person_name",
    "create_membership",
    "create_party",
    "create_person",
    "end_representation",
    "ensure_post",
    "ensure_tenure",
    "hand_over",
    "invite_to_represent",
    "invited_party",
    "join_to_represent",
    "put_chair",
    "put_since",
    "remove_succession",
    "represent",
    "succeed_party",
]
