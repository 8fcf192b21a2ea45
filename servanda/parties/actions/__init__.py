"""Bringing parties, persons, posts and memberships into a register."""

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

__all__ = [
    "NewParty",
    "add_party_name",
    "add_person_name",
    "create_membership",
    "create_party",
    "create_person",
    "ensure_post",
    "ensure_tenure",
    "put_since",
]
