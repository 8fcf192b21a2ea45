"""Accepting a proposal, and what its entry cites."""

from servanda.review.actions import Decision, accept_proposal
from servanda.sources.models import Citation


def accept(clerk, proposal, **decision):
    return accept_proposal(
        clerk, proposal=proposal, decision=Decision(**decision), revision=proposal.revision
    )


def cited(entry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for citation in Citation.objects.of([entry.uuid]):
        found.setdefault(citation.field, []).append(citation.passage.quote)
    return found
