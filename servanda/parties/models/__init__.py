"""Who acts: parties and bodies, posts, persons, who held which post, who belongs to which body."""

from servanda.parties.models.parties import (
    BodyKind,
    Lasting,
    Membership,
    MembershipQuerySet,
    Party,
    PartyKind,
    PartyName,
    PartyQuerySet,
    Representation,
    RepresentationQuerySet,
)
from servanda.parties.models.persons import (
    Person,
    PersonName,
    PersonQuerySet,
    Post,
    PostQuerySet,
    Tenure,
    TenureQuerySet,
)
from servanda.parties.models.successions import Succession, SuccessionKind, SuccessionQuerySet

__all__ = [
    "BodyKind",
    "Lasting",
    "Membership",
    "MembershipQuerySet",
    "Party",
    "PartyKind",
    "PartyName",
    "PartyQuerySet",
    "Person",
    "PersonName",
    "PersonQuerySet",
    "Post",
    "PostQuerySet",
    "Representation",
    "RepresentationQuerySet",
    "Succession",
    "SuccessionKind",
    "SuccessionQuerySet",
    "Tenure",
    "TenureQuerySet",
]
