"""Who may do what in a register, who may see what, what may be written: denied by default."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class RoleKind(StrEnum):
    """What a person is in a register."""

    READER = "reader"
    FOCAL_POINT = "focal_point"
    EDITOR = "editor"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


class Ability(StrEnum):
    """What an action asks for."""

    READ = "read"
    ASSESS = "assess"
    """Say what became of a provision."""
    NOTE = "note"
    """Write a note that one's own side sees."""
    EDIT = "edit"
    """Bring in documents, accept proposals, change entries."""
    ADMINISTER = "administer"
    """People, roles, the register itself."""


ABILITIES: dict[RoleKind, frozenset[Ability]] = {
    RoleKind.READER: frozenset({Ability.READ}),
    RoleKind.FOCAL_POINT: frozenset({Ability.READ, Ability.ASSESS, Ability.NOTE}),
    RoleKind.EDITOR: frozenset({Ability.READ, Ability.ASSESS, Ability.NOTE, Ability.EDIT}),
    RoleKind.SECRETARIAT: frozenset({Ability.READ, Ability.ASSESS, Ability.NOTE, Ability.EDIT}),
    RoleKind.ADMINISTRATOR: frozenset(Ability),
}


def may(role: str | None, ability: Ability) -> bool:
    """Tell whether a role allows what an action asks for; no role allows nothing."""
    if role is None:
        return False
    return ability in ABILITIES[RoleKind(role)]


class Visibility(StrEnum):
    """Who may see an entry, from anyone to one's own side."""

    PUBLIC = "public"
    REGISTER = "register"
    RESTRICTED = "restricted"
    OWN_SIDE = "own_side"


STRICTNESS = {
    Visibility.PUBLIC: 0,
    Visibility.REGISTER: 1,
    Visibility.RESTRICTED: 2,
    Visibility.OWN_SIDE: 3,
}

RESTRICTED_ROLES = frozenset({RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR})
"""Who sees restricted entries until they name roles or parties of their own."""


def strictest(visibilities: Iterable[str]) -> Visibility:
    """Return the strictest of an entry's own visibility and those of its parents."""
    return max((Visibility(v) for v in visibilities), key=STRICTNESS.__getitem__)


def latest_embargo(days: Iterable[date | None]) -> date | None:
    """Return until when an entry is kept back, by its own embargo and those of its parents."""
    return max((day for day in days if day is not None), default=None)


def is_stricter(one: str, other: str) -> bool:
    """Tell whether fewer people see what has one visibility than what has the other."""
    return STRICTNESS[Visibility(one)] > STRICTNESS[Visibility(other)]


def visible_kinds(role: str | None) -> frozenset[Visibility]:
    """Return what a role sees without asking for the side: own-side entries ask for more."""
    if role is None:
        return frozenset({Visibility.PUBLIC})
    if RoleKind(role) in RESTRICTED_ROLES:
        return frozenset({Visibility.PUBLIC, Visibility.REGISTER, Visibility.RESTRICTED})
    return frozenset({Visibility.PUBLIC, Visibility.REGISTER})


_CONTROL_SIGNS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
)
_OLD_BREAKS = re.compile("[\x0b\x0c\x85]")
_LINE_ENDS = re.compile("\r\n?")


def writable(text: str) -> str:
    """Return a text without the signs that a terminal obeys or that turn the text after them round.

    Word files and PostgreSQL refuse most of them; no text needs them. Its lines end in one way:
    browsers send back another than they were given, and both are the same text.
    """
    return _CONTROL_SIGNS.sub("", _OLD_BREAKS.sub(" ", _LINE_ENDS.sub("\n", text)))


def is_same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same as they are written, however their lines end."""
    return writable(one) == writable(other)


def joined_markings(markings: Iterable[str]) -> str:
    """Return the handling marking of a page that shows what bears these: each once, in their order."""
    return " · ".join(dict.fromkeys(filter(None, markings)))
