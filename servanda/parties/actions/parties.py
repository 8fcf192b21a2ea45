"""Parties and bodies, their names, and who belongs to which body."""

from dataclasses import dataclass

from servanda.parties.models import Membership, Party, PartyName
from servanda.registers.actions import Mandate, change
from servanda.registers.models import put_date
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Ability, strictest, writable


@dataclass(frozen=True)
class NewParty:
    """What a party is made from. `since` is EDTF, `since_words` the source's words for it."""

    name: str
    kind: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    body_kind: str = ""
    since: str | None = None
    since_words: str = ""
    language: str = ""
    visibility: str = "register"
    parent: Party | None = None


def create_party(mandate: Mandate, *, new: NewParty) -> Party:
    """Bring a party into the register with all its names."""
    party = Party(
        label=new.name,
        kind=new.kind,
        body_kind=new.body_kind,
        parent=new.parent,
        visibility=new.visibility,
    )
    put_date(party, "since", edtf=new.since, words=new.since_words)
    with change(mandate, "create_party", Ability.EDIT) as changes:
        changes.create(party)
        add_party_name(
            mandate, party=party, text=new.name, kind=NameKind.FULL, language=new.language
        )
        for alias in new.aliases:
            add_party_name(mandate, party=party, text=alias, language=new.language)
        if new.abbreviation:
            add_party_name(
                mandate,
                party=party,
                text=new.abbreviation,
                kind=NameKind.ABBREVIATION,
                language=new.language,
            )
    return party


def add_party_name(
    mandate: Mandate, *, party: Party, text: str, kind: str = NameKind.ALIAS, language: str = ""
) -> PartyName:
    """Add a name to a party; a name it already bears is returned as it is."""
    with change(mandate, "add_party_name", Ability.EDIT) as changes:
        text = writable(text)
        found = PartyName.objects.filter(of=party, text=text).first()
        if found is not None:
            return found
        name = PartyName(of=party, kind=kind, language=language)
        name.put_text(text)
        return changes.create(name)


def put_since(mandate: Mandate, *, body: Party, since: str, words: str) -> None:
    """Say since when a body exists, where that was unknown; what is known is left as it is."""
    if body.since:
        return
    put_date(body, "since", edtf=since, words=words)
    with change(mandate, "put_since", Ability.EDIT) as changes:
        changes.update(body)


def create_membership(mandate: Mandate, *, party: Party, body: Party, role: str = "") -> Membership:
    """Say that a party belongs to a body; whoever sees both may see it."""
    visibility = strictest([party.visibility, body.visibility]).value
    membership = Membership(party=party, body=body, role=role, visibility=visibility)
    with change(mandate, "create_membership", Ability.EDIT) as changes:
        return changes.create(membership)
