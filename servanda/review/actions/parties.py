"""Accepting parties and bodies."""

from servanda.parties.actions import NewParty, add_party_name, create_party, put_since
from servanda.parties.models import Party, PartyKind
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision
from servanda.review.actions.matching import parties_alike, sure_match
from servanda.review.models import Proposal
from servanda.review.rules import names_of, several, words, words_of_date


def accept_party(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Party:
    """Make a proposal of a party or a body the party it names, new or known."""
    fields = decision.fields(proposal)
    party = known_party(acceptance, proposal, decision)
    if party is None:
        party = create_party(acceptance.mandate, new=_new_party(acceptance, proposal, decision))
    else:
        _add_to_known(acceptance, party, proposal, decision)
    since = words(fields, "since")
    if proposal.kind == "body" and since and acceptance.may_add_to(party):
        told = words_of_date(proposal.found, fields, "since")
        put_since(acceptance.mandate, body=party, since=since, words=told)
    other = {"since"} if party.since != since else set()
    if words(fields, "kind") not in (party.kind, party.body_kind):
        other.add("kind")
    acceptance.settle(proposal, party, decision, other=other)
    return party


def party_named(acceptance: Acceptance, name: str, *, cited_by: Proposal) -> Party:
    """Return the party a proposal names: accepted with it, known, or made from the name alone."""
    proposal = acceptance.named(name, "party", "body")
    if proposal is not None and proposal.entry is not None:
        return Party.objects.get(uuid=proposal.entry, register=acceptance.desk.register)
    if proposal is not None:
        return accept_party(acceptance, proposal, AS_FOUND)
    known = _known_by_name(acceptance, name)
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


def party_unless_rejected(acceptance: Acceptance, name: str, *, cited_by: Proposal) -> Party | None:
    """Return the party of a name, None where there is no name or the person rejected its party."""
    if not name:
        return None
    if acceptance.is_rejected(name, "party", "body"):
        return _known_by_name(acceptance, name)
    return party_named(acceptance, name, cited_by=cited_by)


def parties_told(
    acceptance: Acceptance, proposal: Proposal, decision: Decision, *, field: str
) -> tuple[Party, ...]:
    """Return the parties that a field of a proposal names, each once, in the order of the text."""
    names = acceptance.names_told(proposal, decision, field)
    told = [party_named(acceptance, name, cited_by=proposal) for name in names]
    return tuple(dict.fromkeys(told))


def known_party(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Party | None:
    """Return the party the person chose, or the one that surely is meant."""
    parties = Party.objects.visible_to(acceptance.desk)
    if decision.match is not None:
        return parties.get(uuid=decision.match)
    if decision.as_new:
        return None
    wanted = acceptance.wanted(proposal, decision)
    found = sure_match(parties_alike(acceptance.desk, [wanted])[0])
    return parties.get(uuid=found) if found else None


def _known_by_name(acceptance: Acceptance, name: str) -> Party | None:
    return Party.objects.visible_to(acceptance.desk).named(name).order_by("id").first()


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
    """Give a known party the names of a further source, and its kind where it was not known.

    A State or an organization does not become a body because a text calls it so.
    """
    if not acceptance.may_add_to(party):
        return
    fields = decision.fields(proposal)
    for name in names_of(fields):
        add_party_name(
            acceptance.mandate, party=party, text=name, language=acceptance.document.language
        )
    if party.kind != PartyKind.OTHER:
        return
    if proposal.kind == "body":
        party.kind, party.body_kind = PartyKind.BODY, words(fields, "kind")
    else:
        party.kind = words(fields, "kind")
    acceptance.changes.update(party)
