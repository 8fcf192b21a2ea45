"""Where what a person decided on a proposal is taken back: the record of the history that did it."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from servanda.history.models import Change
from servanda.review.models import Proposal, ProposalState

TAKEN_BACK = frozenset({ProposalState.ACCEPTED, ProposalState.CHANGED})
"""A rejected proposal is opened again instead."""


def undo_urls(slug: str, proposals: Iterable[Proposal], *, here: str) -> dict[UUID, str]:
    """Return for each accepted proposal the page that takes its acceptance back: one query.

    From there the person comes back to `here`, the review page, to the card.
    """
    accepted = [p.uuid for p in proposals if p.state in TAKEN_BACK]
    if not accepted:
        return {}
    changes = Change.objects.filter(kind=Proposal.KIND, entry__in=accepted, field="state")
    latest = dict(changes.order_by("id").values_list("entry", "record__uuid"))
    return {
        entry: _undo_url(slug, record, f"{here}#proposal-{entry}")
        for entry, record in latest.items()
    }


def _undo_url(slug: str, record: UUID, back: str) -> str:
    return f"{reverse('undo', kwargs={'slug': slug, 'uuid': record})}?{urlencode({'next': back})}"
