"""Who acts in a generated register: parties and bodies, posts, persons, memberships, tenures."""

from dataclasses import dataclass

from generator.chance import BEGIN, Weighted
from generator.ground import Ground
from generator.rights import OPEN, Rights, under_parent
from generator.vocabulary import POSTS, STATE_BODIES, TOPICS_EN
from servanda.parties.models import (
    Membership,
    Party,
    PartyName,
    Person,
    PersonName,
    Post,
    Tenure,
)
from servanda.reading.names import name_key, script_of

KINDS = Weighted(
    {"government_agency": 45, "body": 20, "international_organization": 20, "civil_society": 10, "company": 5}
)  # fmt: skip
BODIES = Weighted({"working_group": 50, "network": 20, "commission": 15, "committee": 15})
OPENNESS = Weighted({"public": 70, "register": 25, "restricted": 5})


@dataclass
class Actors:
    """The parties, the most active first, the bodies among them, the persons, each person's post."""

    parties: list[int]
    bodies: list[int]
    persons: list[int]
    rights: list[Rights]
    """Who sees each person."""
    posts: list[int]


def add_actors(ground: Ground) -> Actors:
    """Add parties with their names, then posts and persons with their tenures."""
    parties, bodies, labels = _parties(ground)
    _memberships(ground, parties, bodies)
    posts = _posts(ground, parties, labels)
    persons, rights = _persons(ground, posts)
    return Actors(parties, bodies, persons, rights, posts)


def _parties(ground: Ground) -> tuple[list[int], list[int], dict[int, str]]:
    chance, count = ground.chance, ground.size.parties
    rows = ground.entries(Party, "merged_into_id", "label", "kind", "body_kind", "since",
                          "since_earliest", "since_latest")  # fmt: skip
    names = ground.rows(PartyName, "of_id", "text", "language", "script", "kind", "key")
    states = max(4, count // 15)
    found: list[int] = []
    bodies: list[int] = []
    labels: dict[int, str] = {}
    for number in range(count):
        kind = "state" if number < states else KINDS.one(chance)
        label = _label(ground, kind, number, states)
        is_twin = number > states and chance.is_one_of(40)
        since = str(chance.whole(1991, 2020)) if kind == "body" else ""
        body_kind = BODIES.one(chance) if kind == "body" else ""
        bounds = (f"{since}-01-01", f"{since}-12-31") if since else (None, None)
        key = rows.add(
            chance.uuid(BEGIN), *OPEN.columns, found[-1] if is_twin else None,
            label, kind, body_kind, since, *bounds,
        )  # fmt: skip
        if is_twin:
            continue
        labels[key] = label
        (bodies if kind == "body" else found).append(key)
        names.add(chance.uuid(BEGIN), key, label, "en", "Latn", "full", PartyName.key_of(label))
        if kind == "state":
            short = f"{label} (short)"
            names.add(
                chance.uuid(BEGIN), key, short, "en", "Latn", "short", PartyName.key_of(short)
            )
    ground.close(rows, names)
    return found, bodies, labels


def _label(ground: Ground, kind: str, number: int, states: int) -> str:
    chance, places = ground.chance, ground.prose.places
    state = places[number % states]
    topic = chance.any_of(TOPICS_EN)
    return {
        "state": f"Republic of {places[number]}",
        "government_agency": f"{chance.any_of(STATE_BODIES)} of {state} ({number})",
        "international_organization": f"{places[number]} Organization for {topic}",
        "body": f"Working Group on {topic} No. {number}",
        "civil_society": f"{places[number]} Association for {topic}",
        "company": f"{places[number]} Services",
    }[kind]


def _memberships(ground: Ground, parties: list[int], bodies: list[int]) -> None:
    chance = ground.chance
    rows = ground.entries(Membership, "party_id", "body_id", "role")
    for body in bodies:
        for party in dict.fromkeys(chance.skewed(parties) for _time in range(chance.whole(2, 12))):
            role = chance.any_of(["", "", "chair", "observer"])
            rows.add(chance.uuid(BEGIN), *OPEN.columns, party, body, role)
    ground.close(rows)


def _posts(ground: Ground, parties: list[int], labels: dict[int, str]) -> list[int]:
    chance = ground.chance
    rows = ground.entries(Post, "label", "key", "organization_id")
    found = []
    for _number in range(max(4, ground.size.persons // 2)):
        organization = chance.skewed(parties, steepness=2.0)
        label = f"{chance.any_of(POSTS)}, {labels[organization]}"[:300]
        key = name_key(label)[:300]
        found.append(rows.add(chance.uuid(BEGIN), *OPEN.columns, label, key, organization))
    ground.close(rows)
    return found


def _persons(ground: Ground, posts: list[int]) -> tuple[list[int], list[Rights]]:
    chance, people = ground.chance, ground.prose.people
    rows = ground.entries(Person, "merged_into_id", "label")
    names = ground.rows(PersonName, "of_id", "text", "language", "script", "kind", "key")
    tenures = ground.entries(Tenure, "person_id", "post_id", "known_from", "known_from_edtf")
    found: list[int] = []
    all_rights: list[Rights] = []
    for number in range(ground.size.persons):
        name = people[number % len(people)]
        name = name if number < len(people) else f"{name} {number // len(people) + 1}"
        rights = under_parent(OPENNESS.one(chance), None)
        is_twin = bool(found) and chance.is_one_of(60)
        merged = found[-1] if is_twin else None
        key = rows.add(chance.uuid(BEGIN), *rights.columns, merged, name)
        if is_twin:
            continue
        found.append(key)
        all_rights.append(rights)
        told = PersonName.key_of(name)
        names.add(chance.uuid(BEGIN), key, name, "en", script_of(name), "full", told)
        day = chance.day().isoformat()
        seen = under_parent("register", rights)
        tenures.add(chance.uuid(BEGIN), *seen.columns, key, chance.any_of(posts), day, day)
    ground.close(rows, names, tenures)
    return found, all_rights
