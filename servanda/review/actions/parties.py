"""Accepting parties and bodies."""

from servanda.parties.actions import NewParty, add_party_name, create_party, put_since
from servanda.parties.models import Party, PartyKind
from servanda.reading.names import name_key
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision, names_of
from servanda.review.models import Proposal
from servanda.review.rules import several, words


def accept_party(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Party:
    """Make a proposal of a party or a body the party it names, new or known."""
    fields = decision.fields(proposal)
    party = known_party(acceptance, proposal, decision)
    if party is None:
        party = create_party(acceptance.mandate, new=_new_party(acceptance, proposal, decision))
    else:
        _add_to_known(acceptance, party, proposal, decision)
    if proposal.kind == "body" and words(fields, "since"):
        put_since(acceptance.mandate, body=party, since=words(fields, "since"), words="")
    acceptance.settle(proposal, party, decision)
    return party


def party_named(acceptance: Acceptance, name: str, *, cited_by: Proposal) -> Party:
    """Return the party a proposal names: accepted with it, known, or made from the name alone."""
    proposal = acceptance.named(name, "party", "body")
    if proposal is not None and proposal.entry is not None:
        return Party.objects.get(uuid=proposal.entry, register=acceptance.desk.register)
    if proposal is not None:
        return accept_party(acceptance, proposal, AS_FOUND)
    known = Party.objects.visible_to(acceptance.desk).named(name).first()
    if known is not None:
        return known
    new = NewParty(
        name=name,
        kind=PartyKind.OTHER,
        language=acceptance.document.language,
        visibility=acceptance.document.visibility,
    )
    party = create_party(acceptance.mandate, new=new)
    acceptance.cite(party, cited_by, ["name"])
    return party


def known_party(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Party | None:
    """Return the party the person chose, or the one that bears a name of the proposal."""
    parties = Party.objects.visible_to(acceptance.desk)
    if decision.match is not None:
        return parties.get(uuid=decision.match)
    if decision.as_new:
        return None
    keys = [name_key(name) for name in names_of(decision.fields(proposal))]
    return parties.filter(names__key__in=keys).order_by("id").first()


def _new_party(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> NewParty:
    fields = decision.fields(proposal)
    is_body = proposal.kind == "body" or words(fields, "kind") == PartyKind.BODY
    return NewParty(
        name=words(fields, "name"),
        kind=PartyKind.BODY if is_body else words(fields, "kind"),
        body_kind=words(fields, "kind") if proposal.kind == "body" else "",
        aliases=several(fields, "aliases"),
        language=acceptance.document.language,
        visibility=acceptance.document.visibility,
    )


def _add_to_known(
    acceptance: Acceptance, party: Party, proposal: Proposal, decision: Decision
) -> None:
    """Give a known party the names of a further source, and the kind of body where unknown."""
    for name in names_of(decision.fields(proposal)):
        add_party_name(
            acceptance.mandate, party=party, text=name, language=acceptance.document.language
        )
    if proposal.kind == "body" and party.kind != PartyKind.BODY:
        party.kind = PartyKind.BODY
        party.body_kind = words(decision.fields(proposal), "kind")
        acceptance.changes.update(party)
