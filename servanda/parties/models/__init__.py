"""Who acts: parties and bodies, posts, persons, who held which post, who belongs to which body."""

from servanda.parties.models.parties import (
    Representation,
    RepresentationQuerySet,
    BodyKind,
    Lasting,
    Membership,
    MembershipQuerySet,
    Party,
    PartyKind,
    PartyName,
    PartyQuerySet,
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
    Representation,
    RepresentationQuerySet,
)

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
    "Tenure",
    "TenureQuerySet",
]
